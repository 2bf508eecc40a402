"""Weighs a file of the library against the promise for the process it is meant for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorcore.errors import InvalidEntry
from vendorcore.evidence import Circumstances, Finding, Known, weigh

from vendorclient.storage.attachments import Attachments
from vendorclient.storage.media import Media

if TYPE_CHECKING:
    from vendorcore.domain import Contract
    from vendorcore.evidence import Facts

    from vendorclient.storage.attachments import Attached
    from vendorclient.storage.database import Database


def weigh_file(
    db: Database, sha256: str, contract: Contract, process_id: str
) -> tuple[Finding, ...]:
    """Return what the rules remark on a file that was read, for this process."""
    media = Media(db)
    facts = media.facts(sha256)
    if facts is None:
        raise InvalidEntry("media-unknown", sha256=sha256)
    circumstances = Circumstances(
        plan=contract.process(process_id).plan,
        signed_on=contract.signed_on,
        due_on=contract.due_on,
        imported_at=media.get(sha256).imported_at,
        contract=contract.id,
        process=process_id,
        known=_earlier(db, facts, contract.id, process_id),
    )
    return weigh(facts, circumstances)


def _earlier(db: Database, facts: Facts, contract_id: str, process_id: str) -> tuple[Known, ...]:
    """Return the evidence that was there before this file came to this process."""
    attached = Attachments(db).all()
    own = next((one for one in attached if _is_own(one, facts, contract_id, process_id)), None)
    before = attached[: attached.index(own)] if own else attached
    return tuple(_known(db, one) for one in before)


def _is_own(one: Attached, facts: Facts, contract_id: str, process_id: str) -> bool:
    at = one.attachment
    return (at.sha256, at.contract_id, at.process_id) == (facts.sha256, contract_id, process_id)


def _known(db: Database, one: Attached) -> Known:
    at = one.attachment
    facts = Media(db).facts(at.sha256)
    if facts is None:
        return Known(sha256=at.sha256, contract=at.contract_id, process=at.process_id)
    return Known.of(facts, contract=at.contract_id, process=at.process_id)
