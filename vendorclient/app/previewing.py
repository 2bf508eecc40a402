"""A look at a paper without another program: pictures, tables, PDF; a bad file harms nobody."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from vendorclient.app.documents import copy_out
from vendorclient.app.pages import draw_page
from vendorclient.app.tables import read_sheets

if TYPE_CHECKING:
    from vendorcore.documents.spreadsheet import Sheet
    from vendorcore.domain import Document

    from vendorclient.app.pages import PageProblem
    from vendorclient.storage.originals import Originals

SIDE = 1600
MOST_ROWS, MOST_COLUMNS = 200, 30
_PICTURES = frozenset(("jpg", "jpeg", "png", "heic", "heif"))
_TABLES = frozenset(("xlsx", "csv"))
_PDF, _HANGUL = "pdf", frozenset(("hwp", "hwpx"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What can be shown of a paper: a picture (JPEG), a page, the first rows of its first sheet."""

    picture: bytes = b""
    rows: tuple[tuple[str, ...], ...] = ()
    page: int = 0  # which of the pages the picture is
    pages: int = 0
    problem: PageProblem | None = None
    is_hangul: bool = False  # another program's own form: we read none of it


def can_preview(name: str) -> bool:
    """Whether there is a look at papers of this kind; the system's programs open the others."""
    return _ending(name) in _PICTURES | _TABLES | _HANGUL | {_PDF}


def preview(originals: Originals, document: Document, page: int = 0) -> Preview:
    """Look at a paper; an empty answer where its bytes are not what its name says."""
    if _ending(document.name) in _HANGUL:
        return Preview(is_hangul=True)
    with TemporaryDirectory(prefix="vendorclient-") as scratch:
        path = copy_out(originals, document, Path(scratch))
        if _ending(document.name) in _TABLES:
            return Preview(rows=_rows(read_sheets(path)))
        if _ending(document.name) == _PDF:
            found = draw_page(path, page, SIDE)
            return Preview(picture=found.jpeg, page=page, pages=found.count, problem=found.problem)
        return Preview(picture=_picture(path))


def _picture(path: Path) -> bytes:
    from vendorcore.media import Workshop

    with Workshop() as workshop:
        return workshop.picture(path, SIDE)


def _rows(sheets: list[Sheet]) -> tuple[tuple[str, ...], ...]:
    filled = next((one.rows for one in sheets if one.rows), ())
    return tuple(tuple(cell.text for cell in row[:MOST_COLUMNS]) for row in filled[:MOST_ROWS])


def _ending(name: str) -> str:
    return name.rpartition(".")[2].casefold()
