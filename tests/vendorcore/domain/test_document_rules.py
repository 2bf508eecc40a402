"""Which files may be put to a contract."""

from __future__ import annotations

import pytest

from vendorcore.domain.document_rules import HEAD_BYTES, LARGEST_DOCUMENT_BYTES, check_document
from vendorcore.errors import InvalidEntry

PAPERS = (
    ("계약서.pdf", b"%PDF-1.7"),
    ("규격서.hwp", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    ("규격서.hwpx", b"PK\x03\x04"),
    ("내역.xlsx", b"PK\x03\x04"),
    ("도면.png", b"\x89PNG\r\n\x1a\n"),
    ("메모.txt", b"MZ sonata"),
    ("이름만", b"\xea\xb3\x84\xec\x95\xbd"),
    ("1.5배", b"#1 plan"),
)
RUNNABLE = (
    ("계약서.exe", b"%PDF-1.7"),
    ("계약서.pdf.JS ", b"x"),
    ("계약서.pdf", b"MZ\x90\x00"),
    ("계약서.pdf", b"\x7fELF\x02"),
    ("계약서.pdf", b"#!/bin/sh"),
    ("계약서.pdf", b"\xef\xbb\xbf  <!DOCTYPE html>"),
    ("도면.jpg", b"<svg xmlns"),
)


@pytest.mark.parametrize(("name", "head"), PAPERS)
def test_any_paper_may_be_put_to_a_contract(name: str, head: bytes) -> None:
    check_document(name, 10, head)


@pytest.mark.parametrize(("name", "head"), RUNNABLE)
def test_what_can_run_is_refused_by_name_or_by_content(name: str, head: bytes) -> None:
    with pytest.raises(InvalidEntry, match="document-can-run"):
        check_document(name, 10, head)


def test_nothing_empty_and_nothing_huge() -> None:
    with pytest.raises(InvalidEntry, match="document-empty"):
        check_document("a.pdf", 0, b"")
    with pytest.raises(InvalidEntry, match="document-too-large"):
        check_document("a.pdf", LARGEST_DOCUMENT_BYTES + 1, b"%PDF-")
    check_document("a.pdf", LARGEST_DOCUMENT_BYTES, b"%PDF-" * HEAD_BYTES)
