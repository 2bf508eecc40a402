"""The pages that officers and vendors read in a browser."""
