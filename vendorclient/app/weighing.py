"""Weighs files of the library against the promise for the process they are meant for."""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from vendorcore.errors import InvalidEntry
from vendorcore.evidence import (
    NEAR_64,
    CardPicture,
    Circumstances,
    Finding,
    Known,
    Source,
    weigh,
    weigh_card,
)

from vendorclient.storage.attachments import Attachments
from vendorclient.storage.contracts import Contracts
from vendorclient.storage.corrections import Corrections
from vendorclient.storage.media import Media

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from vendorcore.domain import Attachment, Contract
    from vendorcore.evidence import Facts

    from vendorclient.storage.database import Database


class Scales:
    """Weighs any number of files in one go; what it has read it keeps until the act is over."""

    def __init__(self, db: Database, seen: Mapping[str, Facts] | None = None) -> None:
        """Take the database, and facts that were written down a moment ago."""
        self._media = Media(db)
        self._attachments = Attachments(db)
        self._corrections = Corrections(db)
        self._db = db
        self._seen = seen or {}
        self._facts: dict[str, Facts | None] = {}
        self._cards: dict[str, dict[str, tuple[Finding, ...]]] = {}

    def weigh(self, sha256: str, contract: Contract, process_id: str) -> tuple[Finding, ...]:
        """Return what the rules remark on a file that was read, for this process."""
        facts = self._facts_of(sha256)
        if facts is None:
            raise InvalidEntry("media-unknown", sha256=sha256)
        file, correction = self._media.get(sha256), self._corrections.of_file(sha256)
        circumstances = Circumstances(
            plan=contract.process(process_id).plan,
            signed_on=contract.signed_on,
            due_on=contract.due_on,
            imported_at=self._true(file.imported_at),
            contract=contract.id,
            process=process_id,
            known=self._earlier(facts, contract.id, process_id),
            clock_correction=correction.shift if correction else timedelta(0),
            correction_is_proved=correction is not None and correction.source is Source.CODE,
        )
        return weigh(facts, circumstances) + self.card(file.device_key).get(sha256, ())

    def add(self, attachment: Attachment) -> None:
        """Count a new attachment among those that came before."""
        self._attached.append(attachment)
        facts = self._facts_of(attachment.sha256)
        if facts is not None and facts.dhash64:
            self._hashes[attachment.sha256] = int(facts.dhash64, 16)

    @cached_property
    def _attached(self) -> list[Attachment]:
        return [one.attachment for one in self._attachments.all()]

    def _true(self, at: datetime) -> datetime:
        """Return an instant of this computer's clock by the server's, where that is known."""
        return at - self._clock_error

    @cached_property
    def _clock_error(self) -> timedelta:
        from vendorclient.storage.accounts import Accounts

        server = Accounts(self._db).server()
        if server is None or not server.clock_known:
            return timedelta(0)
        return timedelta(milliseconds=server.clock_error_ms)

    def _facts_of(self, sha256: str) -> Facts | None:
        if sha256 not in self._facts:
            self._facts[sha256] = self._media.facts(sha256)
        return self._facts[sha256]

    @cached_property
    def _hashes(self) -> dict[str, int]:
        return {sha256: int(text, 16) for sha256, text in self._attachments.hashes().items()}

    def _earlier(self, facts: Facts, contract_id: str, process_id: str) -> tuple[Known, ...]:
        """Return the evidence that was there before and is the same or looks like it."""
        views = [int(small, 16) for small, _ in facts.fingerprints if small]
        before: list[Known] = []
        for one in self._attached:
            place = (one.sha256, one.contract_id, one.process_id)
            if place == (facts.sha256, contract_id, process_id):
                break
            # What was tagged to learn with (연습) speaks against nothing in a contract.
            if one.contract_id != contract_id and one.contract_id in self._practices:
                continue
            if one.sha256 == facts.sha256 or self._looks_like(views, one.sha256):
                before.append(self._known(one))
        return tuple(before)

    @cached_property
    def _practices(self) -> frozenset[str]:
        return frozenset(one.id for one in Contracts(self._db).all() if one.is_practice)

    def _looks_like(self, views: list[int], sha256: str) -> bool:
        """Whether a picture is near enough for the rules to look closer."""
        known = self._hashes.get(sha256)
        return known is not None and any((view ^ known).bit_count() <= NEAR_64 for view in views)

    def _known(self, one: Attachment) -> Known:
        facts = self._facts_of(one.sha256)
        if facts is None:
            return Known(sha256=one.sha256, contract=one.contract_id, process=one.process_id)
        return Known.of(facts, contract=one.contract_id, process=one.process_id)

    def card(self, device_key: str) -> dict[str, tuple[Finding, ...]]:
        """Return what the whole card tells of each of its files: order, other cameras."""
        if device_key not in self._cards:
            self._cards[device_key] = self._weighed_card(device_key)
        return self._cards[device_key]

    def _weighed_card(self, device_key: str) -> dict[str, tuple[Finding, ...]]:
        pictures = [
            CardPicture(folder=path.rpartition("/")[0], facts=facts, imported_at=at)
            for path, at, facts in self._media.shots_of_device(device_key, self._seen)
        ]
        weighed = weigh_card(pictures, self._attachments.cameras())
        return {
            picture.facts.sha256: found for picture, found in zip(pictures, weighed, strict=True)
        }
