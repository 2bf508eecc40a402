"""Says whether a card may be taken out: only when all that is new on it is safe here."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vendorcore.errors import NeedsDevice
from vendorcore.text import _, n_

from vendorclient.app.arrivals import sift
from vendorclient.app.second_copy import chosen_place, copies
from vendorclient.devices import Ejectable
from vendorclient.storage.media import Media
from vendorclient.storage.releases import Releases

if TYPE_CHECKING:
    from vendorclient.devices import Device
    from vendorclient.storage.copies import Copies
    from vendorclient.storage.database import Database
    from vendorclient.storage.originals import Originals


@dataclass(frozen=True, slots=True, kw_only=True)
class Safety:
    """How much of a device is safe: on the library's disk, and in the second place if chosen."""

    safe: int
    waiting: int
    damaged: int = 0
    without_copy: int = 0
    copies_away: bool = False

    @property
    def at_risk(self) -> int:
        """How many files are not safe yet."""
        return self.waiting + self.damaged + self.without_copy

    @property
    def may_be_taken_out(self) -> bool:
        """Whether nothing would be lost with the card."""
        return not self.at_risk and not self.copies_away

    def sentence(self) -> str:
        """Return what stands beside the device."""
        if self.may_be_taken_out:
            return _("꺼내도 됩니다")
        if self.waiting:
            return n_(
                "아직 꺼내지 마십시오. {n}장을 더 가져와야 합니다.",
                "아직 꺼내지 마십시오. {n}장을 더 가져와야 합니다.",
                self.waiting,
            )
        if self.damaged:
            return n_(
                "아직 꺼내지 마십시오. {n}장이 온전하지 않아 다시 가져와야 합니다.",
                "아직 꺼내지 마십시오. {n}장이 온전하지 않아 다시 가져와야 합니다.",
                self.damaged,
            )
        if self.copies_away:
            return _("아직 꺼내지 마십시오. 두 번째 사본을 두는 곳에 닿을 수 없습니다.")
        return n_(
            "아직 꺼내지 마십시오. {n}장의 두 번째 사본이 없습니다.",
            "아직 꺼내지 마십시오. {n}장의 두 번째 사본이 없습니다.",
            self.without_copy,
        )


@dataclass
class Checker:
    """Verifies originals by reading them back; each only once as long as it lives."""

    db: Database
    originals: Originals
    verified: set[str] = field(default_factory=set)
    copied: set[str] = field(default_factory=set)

    def safety_of(self, device: Device) -> Safety:
        """Return how safe the content of a device is; a phone is private and never waits."""
        found = list(sift(self.db, self.originals, device))
        known = {one.sha256 for one in found if not one.is_new}
        damaged = {sha256 for sha256 in known if not self._is_whole(sha256)}
        if not device.kind.is_private:  # what is picked from a phone is compared by its content
            for sha256 in damaged:
                Media(self.db).forget_sightings(sha256)  # the next import reads it again
        second = copies(self.db)
        here = known - damaged - Media(self.db).released()
        uncopied = {one for one in here if second and not self._is_copied(one, second)}
        return Safety(
            safe=len(known - damaged - uncopied),
            waiting=0 if device.kind.is_private else sum(one.is_new for one in found),
            damaged=len(damaged),
            without_copy=len(uncopied),
            copies_away=bool(known and second and not second.is_there()),
        )

    def take_out(self, device: Device) -> Safety:
        """Let the system take the device out, unless something on it is not safe yet."""
        safety = self.safety_of(device)
        if safety.copies_away and not safety.waiting + safety.damaged:
            raise NeedsDevice("copies-away", path=chosen_place(self.db))
        if not safety.may_be_taken_out:
            raise NeedsDevice("eject-unsafe", device=device.label, count=safety.at_risk)
        if isinstance(device, Ejectable):
            device.eject()
        return safety

    def _is_whole(self, sha256: str) -> bool:
        if sha256 not in self.verified and self._is_safe(sha256):
            self.verified.add(sha256)
        return sha256 in self.verified

    def _is_safe(self, sha256: str) -> bool:
        """Whether the original is whole here, or was given up because the server has it."""
        return self.originals.verify(sha256) or Releases(self.db).is_released(sha256)

    def _is_copied(self, sha256: str, second: Copies) -> bool:
        if sha256 not in self.copied and second.verify(sha256):
            self.copied.add(sha256)
        return sha256 in self.copied
