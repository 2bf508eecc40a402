"""One photo or video as the grid shows it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from vendorcore.text import _

from vendorclient.ui import measures
from vendorclient.ui.widgets.badge import NO_MARK, Mark

if TYPE_CHECKING:
    from datetime import datetime


class Journey(StrEnum):
    """How far a photo has come."""

    NEW = "new"
    TAGGED = "tagged"
    SUBMITTED = "submitted"
    DELIVERED = "delivered"  # a receipt whose signature was verified


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """What the grid needs to know; key is the hash, or the place on a phone while only listed."""

    key: str
    name: str
    captured_at: datetime | None = None
    is_video: bool = False
    duration_s: float = 0.0
    mark: Mark = NO_MARK
    reasons: tuple[str, ...] = ()
    process: int = 0
    process_name: str = ""
    suggested: int = 0
    suggested_name: str = ""
    suggested_why: str = ""
    journey: Journey = Journey.NEW
    was_read: bool = True
    refused: bool = False  # fails, and nobody has written a reason yet
    clock_is_doubted: bool = False
    is_double: bool = False  # the same or nearly the same as another
    note: str = ""
    label: str = ""

    @property
    def clock(self) -> str:
        """The time of day it was taken, dashes when unknown."""
        return measures.clock(self.captured_at) if self.captured_at else "--:--"

    def spoken(self) -> str:
        """Return everything the picture shows as words, for screen readers."""
        parts = [self.name, self._moment()]
        if self.is_video:
            parts.append(_("동영상"))
        parts += [self._place(), self._why()]
        parts += [self.mark.words, *self.reasons]
        if self.journey is Journey.DELIVERED:
            parts.append(_("접수 확인됨"))
        return ", ".join(part for part in parts if part)

    def written(self) -> list[str]:
        """Return everything the picture shows as lines on paper."""
        place = [f"{self._place()} · {self.mark.words}" if self.mark.words else self._place()]
        received = [_("접수 확인됨")] if self.journey is Journey.DELIVERED else []
        return [f"{self.name} · {self._moment()}", *place, *received, *self.reasons]

    def explained(self) -> str:
        """Return the name and why the badge says what it says, for the tool tip."""
        head = f"{self.name} · {self._moment()}"
        place = [f"{self._place()}: {self._why()}"] if self._why() else []
        return "\n".join([head, *place, *self.reasons])

    def _moment(self) -> str:
        if self.captured_at is None:
            return _("찍은 시각 없음")
        return measures.spoken_moment(self.captured_at)

    def _why(self) -> str:
        return "" if self.process else self.suggested_why

    def _place(self) -> str:
        if self.process:
            return _("공정 {number} {name}", number=self.process, name=self.process_name)
        if self.suggested:
            return _("추천 {number} {name}", number=self.suggested, name=self.suggested_name)
        return _("미분류")
