"""What is known of one photo, in words: when, with what, how large, from where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorcore.domain import KST
from vendorcore.evidence import Circumstances, ClockHabit, Source, Zone, habit_of, instants
from vendorcore.text import _, n_, span_text

from vendorclient.ui import measures

if TYPE_CHECKING:
    from vendorcore.evidence import Correction, Facts

    from vendorclient.app.details import Details


def lines(details: Details) -> list[tuple[str, str]]:
    """Return name and words of each fact; what a file does not say is left out."""
    found = [
        (_("파일"), f"{details.file.name} · {measures.size(details.file.size_bytes)}"),
        (_("가져온 곳"), details.device),
    ]
    if details.facts is not None:
        found = [*_taken(details.facts), *found, *_content(details.facts)]
    if details.correction is not None:
        found.append((_("시계 보정"), corrected(details.correction)))
    return [(name, words) for name, words in found if words]


def corrected(correction: Correction) -> str:
    """Return by how much a clock was set right, and on whose word."""
    seconds = round(correction.milliseconds / 1000)
    by = _("PC 시계 사진으로 잰 값") if correction.source is Source.CODE else correction.reason
    return f"{shift(seconds)} · {by}"


def shift(seconds: int) -> str:
    """Return how far a clock is set on or back."""
    if not seconds:
        return _("차이 없음")
    length = span_text(seconds)
    if seconds > 0:
        return _("{length} 더하기", length=length)
    return _("{length} 빼기", length=length)


def _taken(facts: Facts) -> list[tuple[str, str]]:
    alone = Circumstances()
    moments, habit = instants(facts, alone), habit_of(facts, alone)
    if not moments:
        return [(_("찍은 시각"), _("파일에 없음"))]
    words = f"{moments[0].astimezone(KST):%Y-%m-%d %H:%M:%S}"
    is_film = facts.zone is Zone.NOMINAL_UTC
    if facts.zone is Zone.UNKNOWN or (is_film and habit is ClockHabit.LOCAL):
        words += " · " + _("한국 시각으로 읽음")
    elif is_film and habit is ClockHabit.UNKNOWN:
        words += " · " + _("세계시로 읽음")
    return [(_("찍은 시각"), words)]


def _content(facts: Facts) -> list[tuple[str, str]]:
    size = f"{facts.width} × {facts.height}" if facts.width else ""
    if facts.duration_s:
        length = measures.duration(facts.duration_s)
        size = " · ".join(filter(None, (size, length)))
    place = ""
    if facts.position is not None:
        place = f"{facts.position[0]:.4f}, {facts.position[1]:.4f}"
    return [
        (_("카메라"), " ".join(filter(None, (facts.make, facts.model)))),
        (_("크기"), size),
        (_("위치"), place),
        (_("저장한 프로그램"), facts.software),
    ]


def card_words(count: int) -> str:
    """Return how many photos of a card follow the same clock."""
    return n_(
        "같은 카메라로 찍은 이 카드의 사진 {n}장을 함께 바로잡습니다.",
        "같은 카메라로 찍은 이 카드의 사진 {n}장을 함께 바로잡습니다.",
        count,
    )
