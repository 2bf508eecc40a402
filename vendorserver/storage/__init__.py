"""Keeps the bytes of originals, named by their content."""

from vendorserver.storage.blobs import (
    Blobs,
    as_file,
    blobs,
    free_bytes,
    shelf_bytes,
    shelf_of,
    standby,
)
from vendorserver.storage.local import Found, LocalBlobs
from vendorserver.storage.lots import Lots, OneByOne, together

__all__ = [
    "Blobs",
    "Found",
    "LocalBlobs",
    "Lots",
    "OneByOne",
    "as_file",
    "blobs",
    "free_bytes",
    "shelf_bytes",
    "shelf_of",
    "standby",
    "together",
]
