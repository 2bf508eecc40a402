"""The desktop program of the firm: from the card to the receipt."""
