"""Verification: whatever byte is changed, the receipt is not valid any more."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from vendorcore.errors import InvalidEntry, NotReadable

from tests.vendorclient.app.signed import a_sent_photo
from tests.vendorclient.builders import write
from vendorclient.app.verifying import receipt_from_file, receipts_of_library, verify
from vendorclient.storage.receipts import Receipts

if TYPE_CHECKING:
    from pathlib import Path

    from vendorcore.protocol import Receipt

    from tests.vendorclient.builders import Library
    from vendorclient.app.verifying import Verified

ROUNDS = 100


@pytest.fixture
def receipt(library: Library, tmp_path: Path) -> Receipt:
    return a_sent_photo(library, tmp_path / "card", b"the original picture")


def verdicts(library: Library, *numbers: str) -> list[Verified]:
    chosen = receipts_of_library(library.db, numbers)
    return list(verify(library.db, library.originals, chosen))


def text_of(library: Library, receipt: Receipt) -> str:
    signed = Receipts(library.db).of_operation(receipt.op_id)
    assert signed is not None
    return signed.text


def changed(content: bytes, chance: random.Random) -> bytes:
    place, other = chance.randrange(len(content)), chance.randrange(1, 256)
    return content[:place] + bytes([content[place] ^ other]) + content[place + 1 :]


def test_an_untouched_receipt_is_valid(library: Library, receipt: Receipt) -> None:
    (verified,) = verdicts(library)

    assert (verified.valid, verified.receipt_no) == (True, receipt.receipt_no)


def test_a_changed_byte_of_the_receipt_is_noticed(
    library: Library, receipt: Receipt, tmp_path: Path
) -> None:
    content, chance = text_of(library, receipt).encode(), random.Random(1)

    for _ in range(ROUNDS):
        file = write(tmp_path / "receipt.json", changed(content, chance))
        (verified,) = verify(library.db, library.originals, [receipt_from_file(file)])
        assert not verified.valid


def test_a_changed_byte_of_the_original_is_noticed(library: Library, receipt: Receipt) -> None:
    path, chance = library.originals.path(receipt.sha256), random.Random(2)
    content = path.read_bytes()

    for _ in range(ROUNDS):
        path.write_bytes(changed(content, chance))
        (verified,) = verdicts(library)
        assert verified.reason == "file-changed"


def test_a_missing_or_cut_original_is_noticed(library: Library, receipt: Receipt) -> None:
    path = library.originals.path(receipt.sha256)
    path.write_bytes(b"cut")
    cut = verdicts(library)[0].reason
    path.unlink()

    assert (cut, verdicts(library)[0].reason) == ("file-changed", "source-missing")


def test_a_damaged_original_is_read_again_by_the_next_import(
    library: Library, receipt: Receipt, tmp_path: Path
) -> None:
    library.originals.path(receipt.sha256).write_bytes(b"THE original picture")
    before = verdicts(library)[0].valid

    library.bring(tmp_path / "card")

    assert (before, verdicts(library)[0].valid) == (False, True)


def test_a_changed_row_is_noticed(library: Library, receipt: Receipt) -> None:
    with library.db.transaction() as connection:
        connection.execute("UPDATE receipt SET receipt_no = 'R-other'")

    assert verdicts(library)[0].reason == "untrusted"


def test_a_receipt_for_another_process_is_noticed(library: Library, receipt: Receipt) -> None:
    with library.db.transaction() as connection:
        connection.execute("UPDATE attachment SET process_id = 'other'")

    assert verdicts(library)[0].reason == "untrusted"


def test_a_key_that_was_never_pinned_proves_nothing(library: Library, receipt: Receipt) -> None:
    with library.db.transaction() as connection:
        connection.execute("DELETE FROM server_key")

    assert verdicts(library)[0].reason == "untrusted"


def test_an_exported_receipt_is_valid(library: Library, receipt: Receipt, tmp_path: Path) -> None:
    file = write(tmp_path / "receipt.json", text_of(library, receipt).encode())

    (verified,) = verify(library.db, library.originals, [receipt_from_file(file)])

    assert (verified.valid, verified.sha256) == (True, receipt.sha256)


@pytest.mark.parametrize("content", [b"", b"{}", b"[" * 5000, b"\xff\xfe", b"null"])
def test_what_is_no_receipt_is_not_valid(library: Library, tmp_path: Path, content: bytes) -> None:
    file = write(tmp_path / "receipt.json", content)

    (verified,) = verify(library.db, library.originals, [receipt_from_file(file)])

    assert not verified.valid


def test_unknown_receipts_are_named(library: Library, receipt: Receipt, tmp_path: Path) -> None:
    with pytest.raises(InvalidEntry, match="receipt-unknown"):
        verdicts(library, receipt.receipt_no, "R-none")
    with pytest.raises(NotReadable):
        receipt_from_file(tmp_path / "none.json")
