"""Reads photos and videos from anywhere in a process of its own, and measures them."""

from vendorcore.media.reading import Reading
from vendorcore.media.workshop import Workshop

__all__ = ["Reading", "Workshop"]
