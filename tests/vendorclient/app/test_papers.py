"""The photo ledger: every photo has its picture, and nothing that lies there is written over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl import load_workbook

from tests.vendorclient.app.desk import Desk
from tests.vendorclient.builders import a_picture, at_noon
from vendorclient.app.papers import write_papers
from vendorclient.storage.attachments import Attachments

if TYPE_CHECKING:
    from pathlib import Path

    from tests.vendorclient.builders import Library


def papers(desk: Desk, folder: Path) -> str:
    return write_papers(
        desk.db,
        desk.library.thumbs,
        desk.contract,
        Attachments(desk.db).of_contract(desk.contract.id),
        numbers={},
        folder=folder,
        at=at_noon(),
    )


def test_photo_whose_original_was_given_up_keeps_its_picture(
    library: Library, tmp_path: Path
) -> None:
    desk = Desk(library, tmp_path / "card")
    sha256 = desk.photo(b"picture")
    desk.tag(sha256)
    library.thumbs.put(sha256, a_picture())
    papers(desk, tmp_path)
    size = (tmp_path / "사진대지.pdf").stat().st_size
    library.thumbs.keep(sha256)

    later = papers(desk, tmp_path)

    assert abs((tmp_path / later).stat().st_size - size) < 100


def test_ledger_that_lies_there_is_left_alone(library: Library, tmp_path: Path) -> None:
    (tmp_path / "사진대지.xlsx").write_bytes(b"of another contract")

    made = papers(Desk(library, tmp_path / "card"), tmp_path)

    assert made == "사진대지 (2).pdf"
    assert (tmp_path / "사진대지.xlsx").read_bytes() == b"of another contract"
    assert load_workbook(tmp_path / "사진대지 (2).xlsx").sheetnames
