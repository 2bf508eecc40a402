"""What becomes of evidence: judged here and there, reviewed, taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vendorcore.domain import Attachment, Review, ReviewState, Submission, new_id
from vendorcore.errors import InvalidEntry
from vendorcore.evidence import Finding, Level, Verdict

from tests.vendorclient.builders import NOON, Library, a_contract
from vendorclient.storage.attachments import Attachments

if TYPE_CHECKING:
    from pathlib import Path

WARNED = (Finding("T_BEFORE_PLAN", Level.WARN, days=2),)


class Shelf:
    """A library with one attached photo."""

    def __init__(self, library: Library, folder: Path) -> None:
        self.library = library
        self.attachments = Attachments(library.db)
        contract = library.sign(a_contract())
        self.one = Attachment(
            id=new_id(),
            sha256=library.one(folder),
            contract_id=contract.id,
            process_id=contract.processes[0].id,
            account_id=library.account_id,
            tagged_at=NOON,
            note="설명",
        )
        self.attachments.add(self.one, WARNED, Verdict.WARN)


@pytest.fixture
def shelf(library: Library, tmp_path: Path) -> Shelf:
    return Shelf(library, tmp_path / "card")


def test_an_attachment_is_kept_whole(shelf: Shelf) -> None:
    kept = shelf.attachments.get(shelf.one.id)

    assert (kept.attachment, kept.findings, kept.verdict) == (shelf.one, WARNED, Verdict.WARN)
    assert kept.is_open
    assert kept.review == Review(attachment_id=shelf.one.id, state=ReviewState.WAITING)


def test_it_is_found_by_place_by_file_and_by_contract(shelf: Shelf) -> None:
    one, kept = shelf.one, shelf.attachments.get(shelf.one.id)

    assert shelf.attachments.find(one.contract_id, one.process_id, one.sha256) == kept
    assert shelf.attachments.of_file(one.sha256) == [kept]
    assert shelf.attachments.of_contract(one.contract_id) == [kept]
    assert shelf.attachments.all() == [kept]


def test_an_unknown_one_is_named(shelf: Shelf) -> None:
    with pytest.raises(InvalidEntry, match="attachment-unknown"):
        shelf.attachments.get(new_id())


def test_the_servers_judgement_stands_beside_ours(shelf: Shelf) -> None:
    found = (Finding("D_EXACT", Level.FAIL, other="a.jpg"),)

    shelf.attachments.set_server_findings(shelf.one.id, found, Verdict.FAIL)

    kept = shelf.attachments.get(shelf.one.id)
    assert (kept.server_findings, kept.server_verdict) == (found, "fail")
    assert kept.verdict is Verdict.WARN


def test_a_review_is_kept(shelf: Shelf) -> None:
    asked = Review(attachment_id=shelf.one.id, state=ReviewState.MORE_ASKED, reason="흐림")

    shelf.attachments.set_review(asked)

    assert shelf.attachments.get(shelf.one.id).review == asked


def test_what_was_handed_in_is_not_forgotten(shelf: Shelf) -> None:
    submission = Submission(
        id=new_id(),
        contract_id=shelf.one.contract_id,
        account_id=shelf.one.account_id,
        attachment_ids=(shelf.one.id,),
        submitted_at=NOON,
    )
    shelf.attachments.submit(submission)
    shelf.attachments.complete(submission.id)

    shelf.attachments.remove(shelf.one.id)

    assert shelf.attachments.get(shelf.one.id).submission_id == submission.id


def test_what_another_computer_took_back_is_gone_from_its_place(shelf: Shelf) -> None:
    shelf.attachments.mark_withdrawn(shelf.one.id, NOON)

    one = shelf.one
    assert shelf.attachments.find(one.contract_id, one.process_id, one.sha256) is None
    assert not shelf.attachments.get(one.id).is_open
