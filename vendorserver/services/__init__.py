"""What the server does: each service decides, permission first, in one transaction."""
