"""Everything about one photo that a person may want to know before deciding."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vendorclient.storage.attachments import Attachments
from vendorclient.storage.corrections import Corrections
from vendorclient.storage.media import Media

if TYPE_CHECKING:
    from vendorcore.domain import MediaFile
    from vendorcore.evidence import Correction, Facts

    from vendorclient.storage.attachments import Attached
    from vendorclient.storage.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """One photo: the file, what it says, its clock's correction, where it is in a contract."""

    file: MediaFile
    facts: Facts | None
    device: str
    correction: Correction | None = None
    attached: Attached | None = None
    same_card: int = 0

    @property
    def is_open(self) -> bool:
        """Whether it is in a process and was not handed in yet."""
        return self.attached is not None and self.attached.is_open


def details(db: Database, sha256: str, contract_id: str) -> Details:
    """Return what is known of one photo, seen from one contract."""
    media = Media(db)
    file, facts = media.get(sha256), media.facts(sha256)
    attached = [one for one in Attachments(db).of_file(sha256) if _is_of(one, contract_id)]
    return Details(
        file=file,
        facts=facts,
        device=media.device_label(file.device_key),
        correction=Corrections(db).of_file(sha256),
        attached=attached[-1] if attached else None,
        same_card=_same_card(db, file, facts),
    )


def _is_of(attached: Attached, contract_id: str) -> bool:
    return attached.attachment.contract_id == contract_id


def _same_card(db: Database, file: MediaFile, facts: Facts | None) -> int:
    from vendorclient.app.clock import of_card

    if facts is None or facts.captured is None:
        return 0
    return len(of_card(db, file.device_key, facts.device))
