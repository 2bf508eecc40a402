"""Places days on a line: where the plan lies, where the photos lie, where today is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vendorcore.text import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date


@dataclass(frozen=True, slots=True)
class Span:
    """The days that a picture of time shows, both ends included."""

    first: date
    last: date

    @classmethod
    def around(cls, days: Iterable[date]) -> Span:
        """Return the span from the earliest to the latest of some days."""
        known = sorted(days)
        return cls(known[0], known[-1])

    def place(self, day: date) -> float:
        """Return where a day begins, in hundredths of the width."""
        length = (self.last - self.first).days + 1
        return round(100 * (day - self.first).days / length, 2)

    def width(self, first: date, last: date) -> float:
        """Return how much of the width some days take, both ends included."""
        return round(100 * ((last - first).days + 1) / ((self.last - self.first).days + 1), 2)


@dataclass(frozen=True, slots=True)
class Mark:
    """One day with photos: where it is, how the gravest of them was judged."""

    x: float
    verdict: str


@dataclass(frozen=True, slots=True)
class Line:
    """One process on the line of days."""

    span: Span
    x: float
    width: float
    marks: tuple[Mark, ...]
    today: float | None
    title: str


def line(
    span: Span, plan: tuple[date, date], photos: Sequence[tuple[date, str]], today: date
) -> Line:
    """Return the drawing of one process: its planned days and the days of its photos."""
    half = span.width(today, today) / 2
    days = sorted({day for day, _verdict in photos})
    marks = tuple(
        Mark(round(span.place(day) + half, 2), _gravest(v for d, v in photos if d == day))
        for day in days
        if span.first <= day <= span.last
    )
    inside = span.first <= today <= span.last
    return Line(
        span=span,
        x=span.place(plan[0]),
        width=span.width(*plan),
        marks=marks,
        today=round(span.place(today) + half, 2) if inside else None,
        title=_(
            "계획 {first} ~ {last}, 촬영한 날 {days}일", first=plan[0], last=plan[1], days=len(days)
        ),
    )


def _gravest(verdicts: Iterable[str]) -> str:
    return max(verdicts, key=["", "pass", "warn", "fail"].index)
