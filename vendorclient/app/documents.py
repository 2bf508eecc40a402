"""Papers of a contract: kept in the library by their content, opened as a copy with their name."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from vendorcore.domain import Document, new_id
from vendorcore.domain.document_rules import HEAD_BYTES, check_document
from vendorcore.errors import NotReadable

from vendorclient.app.file_names import safe_name
from vendorclient.storage.document_files import DocumentFiles
from vendorclient.storage.durable import disk_border

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from vendorclient.storage.database import Database
    from vendorclient.storage.originals import Originals

_PIECE = 1 << 20
# Words in a file's name that tell what it is, in the words of the field.
_KINDS = (
    "계약서",
    "규격서",
    "과업지시서",
    "구매내역서",
    "세금계산서",
    "거래명세서",
    "공정도",
    "시험성적서",
    "납품서",
    "검사조서",
    "직접생산확인증명서",
)


def take_in(db: Database, originals: Originals, path: Path, now: datetime) -> Document:
    """Keep a copy of a file; NotReadable when it cannot be read, InvalidEntry when it is no paper.

    What the server would refuse is refused here, where it can still be mended.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            check_document(path.name, size, file.read(HEAD_BYTES))
    except OSError as error:
        raise NotReadable(path=path.name) from error
    stored = originals.receive(_chunks(path), size)
    DocumentFiles(db).add(stored, now)
    return Document(
        id=new_id(),
        name=path.name,
        sha256=stored.sha256,
        size_bytes=stored.size_bytes,
        kind=kind_of(path.name),
    )


def kind_of(name: str) -> str:
    """Return what a file probably is, by its name; empty where it does not say."""
    return next((kind for kind in _KINDS if kind in name), "")


def copy_out(originals: Originals, document: Document, folder: Path) -> Path:
    """Write a copy with the file's own name, for another program to open."""
    target = folder / safe_name(document.name)
    source = originals.path(document.sha256)
    if not source.is_file():
        raise NotReadable("source-missing", path=document.name)
    with disk_border(folder):
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
    return target


def _chunks(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece
    except OSError as error:
        raise NotReadable(path=path.name) from error
