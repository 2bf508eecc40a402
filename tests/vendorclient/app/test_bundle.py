"""제출 묶음: a folder for each process, names that sort, the form, the texts in their order."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from vendorcore.errors import NoSpace, NotReadable

from tests.vendorclient.app.desk import Desk
from tests.vendorclient.builders import at_noon
from vendorclient.app.bundle import Bundle, write_bundle
from vendorclient.app.clock import state
from vendorclient.app.tagging import untag

if TYPE_CHECKING:
    from pathlib import Path

    from tests.vendorclient.builders import Library

NINE, TEN = datetime(2026, 10, 20, 9, 0), datetime(2026, 10, 20, 10, 0)  # noqa: DTZ001 - a camera's clock has no zone


@pytest.fixture
def desk(library: Library, tmp_path: Path) -> Desk:
    return Desk(library, tmp_path / "card")


def bundle(desk: Desk, to: Path, **more: object) -> Bundle:
    library = desk.library
    return write_bundle(
        desk.db,
        originals=library.originals,
        contract_id=desk.contract.id,
        to=to,
        now=at_noon,
        **more,  # type: ignore[arg-type]  # how much room there is
    )


def test_files_are_named_and_ordered_as_the_site_needs_them(desk: Desk, tmp_path: Path) -> None:
    later, first = desk.photo(b"later", captured=TEN), desk.photo(b"first", captured=NINE)
    undated = desk.photo(b"undated", captured=None)
    desk.tag(later, first, undated)

    made = bundle(desk, tmp_path / "out")

    names = sorted(path.name for path in (made.folder / "01 재단").iterdir())
    assert names == [
        "사무용-책상-구매_재단_20261020_002.jpg",
        "사무용-책상-구매_재단_20261020_003.jpg",
        "사무용-책상-구매_재단_날짜없음_001.jpg",
    ]
    first_file = made.folder / "01 재단" / "사무용-책상-구매_재단_20261020_002.jpg"
    assert first_file.read_bytes() == b"first"
    assert (made.files, made.without) == (3, ("조립",))
    assert list((made.folder / "02 조립").iterdir()) == []


def test_a_file_is_named_by_the_day_that_its_corrected_clock_shows(
    desk: Desk, tmp_path: Path
) -> None:
    desk.tag(desk.photo(captured=NINE - timedelta(days=365)))
    (file,) = desk.library.media.all()
    state(
        desk.db,
        timedelta(days=365),
        device_key=file.device_key,
        reason="연도를 잘못 맞춤",
        account_id=desk.library.account_id,
        now=at_noon,
    )

    made = bundle(desk, tmp_path / "out")

    (path,) = (made.folder / "01 재단").iterdir()
    assert path.name == "사무용-책상-구매_재단_20261020_001.jpg"


def test_texts_form_and_sheet_lie_beside_the_folders(desk: Desk, tmp_path: Path) -> None:
    folder = bundle(desk, tmp_path).folder

    texts = (folder / "붙여넣기.txt").read_text("utf-8-sig").splitlines()
    assert texts[:3] == ["[1. 수주정보]", "수요기관: 속초시", "계약명: 사무용 책상 구매"]
    assert "계약방법: 일반경쟁" in texts
    assert "5610170301  책상" in texts
    assert texts.index("책상 / 재단") < texts.index("시작일: 2026-10-19")
    book = load_workbook(folder / "원부자재 구매내역서.xlsx")
    assert book.sheetnames == ["원부자재 구매내역서"]
    assert (folder / "계약 내용.pdf").read_bytes().startswith(b"%PDF")


def test_what_was_taken_out_again_is_in_no_later_bundle(desk: Desk, tmp_path: Path) -> None:
    kept, taken_out = desk.photo(b"kept"), desk.photo(b"out")
    for tagged in desk.tag(kept, taken_out):
        last = tagged.attachment_id
    bundle(desk, tmp_path)
    untag(desk.db, last)

    made = bundle(desk, tmp_path)

    assert [path.read_bytes() for path in (made.folder / "01 재단").iterdir()] == [b"kept"]


def test_an_original_that_was_given_up_is_brought_back_first(desk: Desk, tmp_path: Path) -> None:
    sha256 = desk.photo(b"picture")
    desk.tag(sha256)
    with desk.db.transaction() as connection:
        connection.execute("UPDATE media_file SET released_at = '2026-11-20T03:00:00.000Z'")
    desk.library.originals.path(sha256).unlink()

    with pytest.raises(NotReadable, match="original-released"):
        bundle(desk, tmp_path)


def test_a_full_disk_and_a_damaged_original_are_told(desk: Desk, tmp_path: Path) -> None:
    sha256 = desk.photo(b"picture")
    desk.tag(sha256)
    with pytest.raises(NoSpace):
        bundle(desk, tmp_path / "full", free=lambda _folder: 1)

    path = desk.library.originals.path(sha256)
    path.chmod(0o600)
    path.write_bytes(b"damaged")
    with pytest.raises(NotReadable, match="file-changed"):
        bundle(desk, tmp_path / "out")
    path.unlink()
    with pytest.raises(NotReadable, match="source-missing"):
        bundle(desk, tmp_path / "out")
