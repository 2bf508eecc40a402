"""The server of the institutions: takes evidence in, guards it and shows it to its two parties."""
