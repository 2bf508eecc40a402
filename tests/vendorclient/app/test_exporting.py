"""Export: the contract as a folder that any computer can keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as some

from vendorcore.errors import InvalidEntry, NoSpace, NotReadable, NotWritable

from tests.vendorclient.app.signed import a_sent_photo
from tests.vendorclient.builders import at_noon, write
from vendorclient.app.exporting import Exported, export_contract
from vendorclient.app.file_names import Names, safe_name
from vendorclient.app.verifying import receipt_from_file, verify

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from vendorcore.protocol import Receipt

    from tests.vendorclient.builders import Library


@pytest.fixture
def receipt(library: Library, tmp_path: Path) -> Receipt:
    return a_sent_photo(library, tmp_path / "card", b"the original picture")


def export(library: Library, contract_id: str, to: Path, **more: Any) -> Exported:
    return export_contract(
        library.db,
        originals=library.originals,
        thumbs=library.thumbs,
        contract_id=contract_id,
        to=to,
        now=at_noon,
        **more,
    )


def test_originals_lie_in_folders_of_their_processes(
    library: Library, receipt: Receipt, tmp_path: Path
) -> None:
    done = export(library, receipt.contract, tmp_path / "out")

    (original,) = (done.folder / "01 재단").iterdir()
    assert original.read_bytes() == b"the original picture"
    assert done.folder.name == "사무용 책상 구매"
    assert (done.files, done.receipts) == (1, 1)


def test_exported_receipts_can_be_verified(
    library: Library, receipt: Receipt, tmp_path: Path
) -> None:
    done = export(library, receipt.contract, tmp_path / "out")

    (file,) = (done.folder / "접수증").iterdir()
    (verified,) = verify(library.db, library.originals, [receipt_from_file(file)])
    assert verified.valid


def test_ledger_and_sheet_are_there(library: Library, receipt: Receipt, tmp_path: Path) -> None:
    done = export(library, receipt.contract, tmp_path / "out")

    assert (done.folder / "사진대지.pdf").read_bytes().startswith(b"%PDF")
    assert (done.folder / "사진대지.xlsx").read_bytes().startswith(b"PK")


def test_a_damaged_original_is_not_exported(
    library: Library, receipt: Receipt, tmp_path: Path
) -> None:
    library.originals.path(receipt.sha256).write_bytes(b"THE original picture")

    with pytest.raises(NotReadable, match="file-changed"):
        export(library, receipt.contract, tmp_path / "out")

    assert list((tmp_path / "out").rglob("*.jpg")) == []


def test_a_damaged_original_comes_from_the_card_again(
    library: Library, receipt: Receipt, tmp_path: Path
) -> None:
    library.originals.path(receipt.sha256).write_bytes(b"THE original picture")
    with pytest.raises(NotReadable, match="file-changed"):
        export(library, receipt.contract, tmp_path / "out")

    library.bring(tmp_path / "card")

    assert export(library, receipt.contract, tmp_path / "out").files == 1


def test_what_lies_in_a_folder_of_the_same_name_is_left_alone(
    library: Library, receipt: Receipt, tmp_path: Path
) -> None:
    """Contracts of every year often have the same name, and cameras count from 0001."""
    first = export(library, receipt.contract, tmp_path / "out").folder
    (original,) = (first / "01 재단").iterdir()
    original.write_bytes(b"of another contract")

    second = export(library, receipt.contract, tmp_path / "out").folder

    assert original.read_bytes() == b"of another contract"
    assert second.name == "사무용 책상 구매 (2)"


def test_a_missing_original_is_named(library: Library, receipt: Receipt, tmp_path: Path) -> None:
    library.originals.path(receipt.sha256).unlink()

    with pytest.raises(NotReadable, match="source-missing"):
        export(library, receipt.contract, tmp_path / "out")


def test_a_target_without_room_is_refused_first(
    library: Library, receipt: Receipt, tmp_path: Path
) -> None:
    with pytest.raises(NoSpace) as refused:
        export(library, receipt.contract, tmp_path / "out", free=lambda _: 3)

    assert refused.value.details["needed"] == receipt.size_bytes


def test_a_target_that_cannot_be_written_says_so(
    library: Library, receipt: Receipt, tmp_path: Path
) -> None:
    with pytest.raises(NotWritable):
        export(library, receipt.contract, write(tmp_path / "file"))


def test_an_unknown_contract_is_named(library: Library, tmp_path: Path) -> None:
    with pytest.raises(InvalidEntry, match="contract-unknown"):
        export(library, "none", tmp_path / "out")


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("a/b\\c:d.jpg", "a_b_c_d.jpg"),
        ("..", "_"),
        ("", "_"),
        ("CON.txt", "_CON.txt"),
        ("nul", "_nul"),
        ("COM¹.jpg", "_COM¹.jpg"),
        ("CONOUT$ .jpg", "_CONOUT$.jpg"),
        ("사진 1.JPG", "사진 1.JPG"),
        ("\u1112\u1161\u11ab.jpg", "한.jpg"),
        ("line\nbreak", "line_break"),
    ],
)
def test_names_become_safe(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@given(some.text())
def test_every_safe_name_fits_every_disk(name: str) -> None:
    safe = safe_name(name)

    assert 0 < len(safe.encode()) <= 210
    assert not set(safe) & set('/\\:*?"<>|\0')
    assert safe not in (".", "..")


def test_no_name_is_given_twice() -> None:
    names = Names()

    given_names = [names.next(name) for name in ("a.jpg", "A.JPG", "a.jpg", "b", "b")]

    assert given_names == ["a.jpg", "A (2).JPG", "a (3).jpg", "b", "b (2)"]
