"""Which files are taken as the scan of a paper."""

from __future__ import annotations

import pytest

from vendorcore.domain.scans import LARGEST_SCAN_BYTES, scan_type
from vendorcore.errors import InvalidEntry

SCANS = (
    (b"%PDF-1.7", "application/pdf"),
    (b"\xff\xd8\xff\xe0", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
)


@pytest.mark.parametrize(("beginning", "mime"), SCANS)
def test_the_first_bytes_tell_the_type(beginning: bytes, mime: str) -> None:
    assert scan_type(beginning, LARGEST_SCAN_BYTES) == mime


@pytest.mark.parametrize(
    ("beginning", "size_bytes", "reason"),
    [(b"MZ", 2, "not-a-scan"), (b"", 0, "not-a-scan"), (b"%PDF-", 5 << 21, "too-large")],
)
def test_everything_else_is_refused(beginning: bytes, size_bytes: int, reason: str) -> None:
    with pytest.raises(InvalidEntry) as refused:
        scan_type(beginning, size_bytes)
    assert refused.value.details == {"field": "scan", "reason": reason}
