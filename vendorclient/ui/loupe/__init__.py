"""One photo or two as large as the window, with what is known of them."""
