"""Tagging, submitting and withdrawing: domain rows and outbox rows, all or none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from vendorcore.domain import ContractState
from vendorcore.errors import InvalidEntry, NeedsPerson
from vendorcore.evidence import Verdict
from vendorcore.protocol import contract_to_json

from tests.vendorclient.builders import NOON, Library, a_contract, at_noon
from vendorclient.app.contracts import evidence_of, save_contract
from vendorclient.app.submitting import Submitted, submit
from vendorclient.app.tagging import Tagged, tag, untag
from vendorclient.app.withdrawing import withdraw
from vendorclient.storage.attachments import Attachments
from vendorclient.storage.contracts import Contracts
from vendorclient.storage.operations import OperationKind
from vendorclient.storage.outbox import Outbox

if TYPE_CHECKING:
    from pathlib import Path

    from vendorcore.domain import Contract

OLD = datetime(2025, 1, 1, 12, 0)  # noqa: DTZ001 - a camera's clock has no zone


class Desk:
    """One person at work with one contract."""

    def __init__(self, library: Library, folder: Path) -> None:
        self.library = library
        self.folder = folder
        self.contract = library.sign(a_contract())
        self.db = library.db

    def photo(self, content: bytes = b"picture", **facts: Any) -> str:
        sha256 = self.library.one(self.folder / content.hex()[:12], "a.jpg", content)
        self.library.know(sha256, **facts)
        return sha256

    def tag(self, *sha256s: str, place: int = 0, **more: Any) -> list[Tagged]:
        contract = more.pop("contract", self.contract)
        return tag(
            self.db,
            contract_id=contract.id,
            process_id=contract.processes[place].id,
            sha256s=sha256s,
            account_id=self.library.account_id,
            now=at_noon,
            **more,
        )

    def submit(self, contract: Contract | None = None) -> Submitted:
        chosen = (contract or self.contract).id
        account = self.library.account_id
        return submit(self.db, contract_id=chosen, account_id=account, now=at_noon)

    def withdraw(self, attachment_id: str, reason: str = "잘못 넣음") -> None:
        withdraw(
            self.db,
            attachment_id=attachment_id,
            reason=reason,
            account_id=self.library.account_id,
            now=at_noon,
        )

    def queue(self) -> list[tuple[str, str, str]]:
        return [(op.kind, op.id, op.depends_on) for op in Outbox(self.db).open()]


@pytest.fixture
def desk(library: Library, tmp_path: Path) -> Desk:
    return Desk(library, tmp_path / "card")


def test_a_photo_inside_the_plan_passes(desk: Desk) -> None:
    (tagged,) = desk.tag(desk.photo())

    assert tagged.verdict is Verdict.PASS
    assert "T_INSIDE" in [finding.code for finding in tagged.findings]


def test_the_processs_own_days_decide(desk: Desk) -> None:
    sha256 = desk.photo()

    (elsewhere,) = desk.tag(sha256, place=1)

    assert "T_BEFORE_PLAN" in [finding.code for finding in elsewhere.findings]


def test_twice_in_one_process_is_once(desk: Desk) -> None:
    sha256 = desk.photo()

    first, second = desk.tag(sha256), desk.tag(sha256, sha256)

    assert [one.attachment_id for one in second] == [first[0].attachment_id]
    assert len(Attachments(desk.db).of_contract(desk.contract.id)) == 1


def test_the_same_photo_in_another_contract_fails(desk: Desk) -> None:
    sha256, other = desk.photo(), desk.library.sign(a_contract())
    desk.tag(sha256)

    (again,) = desk.tag(sha256, contract=other)

    assert again.verdict is Verdict.FAIL


def test_the_first_of_two_places_is_not_the_duplicate(desk: Desk) -> None:
    sha256, other = desk.photo(), desk.library.sign(a_contract())
    desk.tag(sha256)
    desk.tag(sha256, contract=other, note="같은 기계로 만듦")

    (first,) = desk.tag(sha256)

    assert first.verdict is Verdict.PASS


def test_an_unknown_photo_tags_none(desk: Desk) -> None:
    with pytest.raises(InvalidEntry, match="media-unknown"):
        desk.tag(desk.photo(), "ff" * 32)

    assert Attachments(desk.db).all() == []


def test_an_unknown_process_is_named(desk: Desk) -> None:
    with pytest.raises(InvalidEntry, match="process-unknown"):
        tag(
            desk.db,
            contract_id=desk.contract.id,
            process_id="none",
            sha256s=[desk.photo()],
            account_id=desk.library.account_id,
            now=at_noon,
        )


def test_a_photo_is_taken_out_before_it_is_handed_in(desk: Desk) -> None:
    (tagged,) = desk.tag(desk.photo())

    untag(desk.db, tagged.attachment_id)

    assert Attachments(desk.db).all() == []


def test_what_was_handed_in_is_not_taken_out(desk: Desk) -> None:
    (tagged,) = desk.tag(desk.photo())
    desk.submit()

    with pytest.raises(NeedsPerson, match="already-submitted"):
        untag(desk.db, tagged.attachment_id)


def test_a_submission_queues_contract_submission_files_in_this_order(desk: Desk) -> None:
    tagged = desk.tag(desk.photo(b"one"), desk.photo(b"two"))

    done = desk.submit()

    put, handed, *files = desk.queue()
    assert put[0] == OperationKind.PUT_CONTRACT
    assert handed == (OperationKind.SUBMIT, done.submission_id, put[1])
    assert files == [
        (OperationKind.ATTACH, one.attachment_id, done.submission_id) for one in tagged
    ]
    assert done.queued == 4


def test_an_attachment_tells_where_its_file_came_from(desk: Desk) -> None:
    sha256 = desk.photo()
    (tagged,) = desk.tag(sha256, note="설명")
    desk.submit()

    form: Any = Outbox(desk.db).payload(tagged.attachment_id)

    assert (form["sha256"], form["size_bytes"], form["note"]) == (sha256, 7, "설명")
    assert form["source"]["path"] == "a.jpg"
    assert form["findings"][0]["code"] == "T_INSIDE"


def test_nothing_tagged_is_nothing_to_submit(desk: Desk) -> None:
    with pytest.raises(NeedsPerson, match="nothing-to-submit"):
        desk.submit()


def test_what_was_handed_in_is_not_handed_in_again(desk: Desk) -> None:
    desk.tag(desk.photo())
    desk.submit()

    with pytest.raises(NeedsPerson, match="nothing-to-submit"):
        desk.submit()


def test_a_failing_photo_needs_a_written_reason(desk: Desk) -> None:
    sha256 = desk.photo(captured=OLD)
    desk.tag(sha256)

    with pytest.raises(NeedsPerson, match="evidence-fails") as refused:
        desk.submit()
    desk.tag(sha256, note="카메라 시계가 늦었습니다")

    assert refused.value.details["files"] == [sha256]
    assert len(desk.submit().attachment_ids) == 1


def test_a_refused_submission_leaves_the_outbox_empty(desk: Desk) -> None:
    desk.tag(desk.photo(), desk.photo(b"old", captured=OLD))

    with pytest.raises(NeedsPerson):
        desk.submit()

    assert desk.queue() == []
    assert all(one.is_open for one in Attachments(desk.db).all())


def test_a_changed_plan_is_weighed_again(desk: Desk) -> None:
    desk.tag(desk.photo())
    late = replace(desk.contract, signed_on=date(2026, 10, 21))

    save_contract(desk.db, late, account_id=desk.library.account_id, now=at_noon)

    (one,) = Attachments(desk.db).all()
    assert one.verdict is Verdict.FAIL


def test_a_form_that_the_server_has_is_not_sent_again(desk: Desk) -> None:
    confirmed = desk.contract.in_state(ContractState.REGISTERED, 3)
    Contracts(desk.db).confirm(confirmed, account_id=desk.library.account_id, at=NOON)
    desk.tag(desk.photo())

    desk.submit()

    assert [kind for kind, _, _ in desk.queue()] == ["submit", "attach"]
    assert desk.queue()[0][2] == ""


def test_a_form_that_waits_already_is_waited_for(desk: Desk) -> None:
    desk.tag(desk.photo(b"one"))
    desk.submit()
    desk.tag(desk.photo(b"two"))
    desk.submit()

    puts = [op for op in desk.queue() if op[0] == "put_contract"]
    submits = [op for op in desk.queue() if op[0] == "submit"]
    assert len(puts) == 1
    assert {depends_on for _, _, depends_on in submits} == {puts[0][1]}


def test_a_draft_that_changes_is_not_sent(desk: Desk) -> None:
    changed = replace(desk.contract, name="새 이름")

    save_contract(desk.db, changed, account_id=desk.library.account_id, now=at_noon)

    assert desk.queue() == []
    assert Contracts(desk.db).get(desk.contract.id).name == "새 이름"


def test_a_known_contract_that_changes_is_sent(desk: Desk) -> None:
    confirmed = desk.contract.in_state(ContractState.REGISTERED, 3)
    Contracts(desk.db).confirm(confirmed, account_id=desk.library.account_id, at=NOON)
    changed = replace(desk.contract, name="새 이름")

    kept = save_contract(desk.db, changed, account_id=desk.library.account_id, now=at_noon)

    ((kind, op_id, _),) = desk.queue()
    assert kind == "put_contract"
    assert Outbox(desk.db).payload(op_id) == contract_to_json(kept)
    assert (kept.state, kept.version) == (ContractState.REGISTERED, 3)


def test_a_withdrawal_waits_for_its_attachment(desk: Desk) -> None:
    (tagged,) = desk.tag(desk.photo())
    desk.submit()

    desk.withdraw(tagged.attachment_id)

    kind, _, depends_on = desk.queue()[-1]
    assert (kind, depends_on) == ("withdraw", tagged.attachment_id)
    assert Attachments(desk.db).get(tagged.attachment_id).withdrawn_at


def test_a_withdrawal_needs_a_reason(desk: Desk) -> None:
    (tagged,) = desk.tag(desk.photo())
    desk.submit()

    with pytest.raises(InvalidEntry):
        desk.withdraw(tagged.attachment_id, "  ")


def test_what_was_not_handed_in_is_not_withdrawn(desk: Desk) -> None:
    (tagged,) = desk.tag(desk.photo())

    with pytest.raises(NeedsPerson, match="not-submitted"):
        desk.withdraw(tagged.attachment_id)


def test_nothing_is_withdrawn_twice(desk: Desk) -> None:
    (tagged,) = desk.tag(desk.photo())
    desk.submit()
    desk.withdraw(tagged.attachment_id)

    with pytest.raises(NeedsPerson, match="already-withdrawn"):
        desk.withdraw(tagged.attachment_id)


def test_what_was_withdrawn_may_be_attached_anew(desk: Desk) -> None:
    sha256 = desk.photo()
    (first,) = desk.tag(sha256)
    desk.submit()
    desk.withdraw(first.attachment_id)

    (second,) = desk.tag(sha256)

    assert second.attachment_id != first.attachment_id
    assert [one.attachment_id for one in evidence_of(desk.db, desk.contract)] == [
        first.attachment_id,
        second.attachment_id,
    ]
