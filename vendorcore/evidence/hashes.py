"""Difference hashes of pictures, as hexadecimal digits."""

# Same-looking pictures of different scenes begin to appear beyond these.
NEAR_64, NEAR_256 = 6, 40


def distance(one: str, other: str) -> int:
    """Return in how many bits two hashes of one size differ."""
    return (int(one, 16) ^ int(other, 16)).bit_count()
