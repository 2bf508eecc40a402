"""구비서류의 스캔: which files are taken as the scan of a paper, and how large they may be."""

from vendorcore.errors import InvalidEntry

LARGEST_SCAN_BYTES = 5 * 1024 * 1024
_TYPES = (
    (b"%PDF-", "application/pdf"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
)


def scan_type(beginning: bytes, size_bytes: int) -> str:
    """Return the type that the first bytes of a scan show; InvalidEntry for any other file."""
    if size_bytes > LARGEST_SCAN_BYTES:
        raise InvalidEntry(field="scan", reason="too-large")
    found = next((mime for start, mime in _TYPES if beginning.startswith(start)), "")
    if not found:
        raise InvalidEntry(field="scan", reason="not-a-scan")
    return found
