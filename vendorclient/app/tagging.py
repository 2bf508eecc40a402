"""Puts photos and videos to a process (공정) of a contract, and takes them out again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vendorcore.domain import Attachment, Stage, new_id
from vendorcore.errors import NeedsPerson
from vendorcore.evidence import verdict_of

from vendorclient.app.changed import Changed, Kind, nobody
from vendorclient.app.weighing import Scales
from vendorclient.storage.attachments import Attachments
from vendorclient.storage.contracts import Contracts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from vendorcore.domain import Contract
    from vendorcore.evidence import Finding, Verdict

    from vendorclient.app.changed import Announce
    from vendorclient.storage.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a person says about photos: a note, the reason (사유) for remarks, 작업 전·중·후."""

    note: str = ""
    reason: str = ""
    label: Stage = Stage.UNSAID


NOTHING_SAID = Said()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tagged:
    """One file that now belongs to a process, and what our own weighing says."""

    attachment_id: str
    sha256: str
    process_id: str
    verdict: Verdict
    findings: tuple[Finding, ...]


def tag(
    db: Database,
    *,
    contract_id: str,
    process_id: str,
    sha256s: Iterable[str],
    account_id: str,
    now: Callable[[], datetime],
    said: Said = NOTHING_SAID,
    announce: Announce = nobody,
) -> list[Tagged]:
    """Attach files that were read to a process, all of them or none; twice is once.

    What is said anew replaces what was said before; what is left empty stays. Nothing can be said
    of what was handed in.
    """
    with db.transaction():
        contract = Contracts(db).get(contract_id)
        contract.process(process_id)
        scales, tagged = Scales(db), []
        for sha256 in dict.fromkeys(sha256s):
            attachment = Attachment(
                id=new_id(),
                sha256=sha256,
                contract_id=contract_id,
                process_id=process_id,
                account_id=account_id,
                tagged_at=now(),
                note=said.note.strip(),
                reason=said.reason.strip(),
                label=said.label,
            )
            tagged.append(_attach(db, scales, contract, attachment))
    announce(Changed.of(Kind.ATTACHMENTS))
    return tagged


def untag(db: Database, attachment_id: str, *, announce: Announce = nobody) -> None:
    """Take a file out of a process; what was handed in is withdrawn instead."""
    with db.transaction():
        attached = Attachments(db).get(attachment_id)
        if not attached.is_open:
            raise NeedsPerson("already-submitted", attachment=attachment_id)
        Attachments(db).remove(attachment_id)
    announce(Changed.of(Kind.ATTACHMENTS))


def weigh_again(db: Database, contract: Contract) -> None:
    """Weigh what is tagged and not handed in yet once more, against the present plan.

    A process that somebody else took out has no plan: its photos wait to be put to another.
    """
    attachments, scales = Attachments(db), Scales(db)
    processes = {process.id for process in contract.processes}
    for attached in attachments.of_contract(contract.id):
        one = attached.attachment
        if attached.is_open and one.process_id in processes:
            findings = scales.weigh(one.sha256, contract, one.process_id)
            attachments.annotate(one, findings, verdict_of(findings))


def _attach(db: Database, scales: Scales, contract: Contract, wanted: Attachment) -> Tagged:
    attachments = Attachments(db)
    findings = scales.weigh(wanted.sha256, contract, wanted.process_id)
    verdict = verdict_of(findings)
    present = attachments.find(contract.id, wanted.process_id, wanted.sha256)
    if present is None:
        attachments.add(wanted, findings, verdict)
        scales.add(wanted)
    elif present.is_open:
        attachments.annotate(_said_anew(present.attachment, wanted), findings, verdict)
    elif _said_anew(present.attachment, wanted) != present.attachment:
        raise NeedsPerson("already-submitted", attachment=present.attachment.id)
    return Tagged(
        attachment_id=present.attachment.id if present else wanted.id,
        sha256=wanted.sha256,
        process_id=wanted.process_id,
        verdict=verdict,
        findings=findings,
    )


def _said_anew(present: Attachment, wanted: Attachment) -> Attachment:
    return replace(
        present,
        note=wanted.note or present.note,
        reason=wanted.reason or present.reason,
        label=wanted.label or present.label,
    )
