"""What the checks found, as a badge of one word and as sentences."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from vendorcore.evidence import Finding, Level, Verdict
from vendorcore.text import _, finding_sentence, suggestion_sentence

from vendorclient.ui.grid.photo import Journey, Photo
from vendorclient.ui.widgets.badge import NO_MARK, Mark, Tone

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from vendorcore.domain import Process

    from vendorclient.app.overview import PhotoRow, Suggestion, TableView

_DOUBLES = ("D_EXACT", "D_NEAR")
_TONES = {Level.WARN: Tone.CAUTION, Level.FAIL: Tone.BAD}


def photos(view: TableView, processes: Sequence[Process]) -> list[Photo]:
    """Return the photos on the table as the grid shows them."""
    places = {process.id: (number, process.name) for number, process in enumerate(processes, 1)}
    return [
        replace(
            photo(row, view.suggested.get(row.sha256, ""), places),
            suggested_why=_why(view.suggestions.get(row.sha256)),
        )
        for row in view.photos
    ]


def photo(row: PhotoRow, suggested: str, places: Mapping[str, tuple[int, str]]) -> Photo:
    """Return one photo with its badge, its reasons and its place."""
    number, name = places.get(row.process_id, (0, ""))
    suggested_number, suggested_name = places.get(suggested, (0, ""))
    return Photo(
        key=row.sha256,
        name=row.name,
        captured_at=row.captured_at,
        is_video=row.kind == "video",
        duration_s=row.duration_s or 0.0,
        mark=_mark(row),
        reasons=tuple(sentences(_found(row))),
        process=number,
        process_name=name,
        suggested=suggested_number,
        suggested_name=suggested_name,
        journey=_journey(row),
        was_read=row.was_read,
        refused=row.verdict == Verdict.FAIL and not row.submission_id and not row.reason.strip(),
        clock_is_doubted=any(_doubts_clock(finding) for finding in row.findings),
        is_double=any(finding.code in _DOUBLES for finding in row.findings),
        note=row.note,
        label=row.label,
    )


def _doubts_clock(finding: Finding) -> bool:
    return finding.level.rank >= Level.WARN.rank and finding.code[:2] in ("T_", "S_")


def _why(suggestion: Suggestion | None) -> str:
    return suggestion_sentence(suggestion.code, suggestion.values) if suggestion else ""


def sentences(findings: Iterable[Finding]) -> list[str]:
    """Return what is worth reading of the findings, the gravest first."""
    worth = [finding for finding in findings if finding.level.rank >= Level.WARN.rank]
    worth.sort(key=_gravest_first)
    return [finding_sentence(finding.code, finding.values) for finding in worth]


def mark_of(verdict: str, findings: Sequence[Finding]) -> Mark:
    """Return the badge for a verdict: 정상, or the word for its gravest finding."""
    if verdict == Verdict.PASS or not findings:
        return Mark(_("정상"), Tone.GOOD)
    gravest = min(findings, key=_gravest_first)
    return Mark(_word(gravest.code), _TONES.get(gravest.level, Tone.GOOD))


def _mark(row: PhotoRow) -> Mark:
    if row.verdict:
        return mark_of(row.verdict, row.findings)
    if not row.was_read:
        return Mark(_("읽는 중"), Tone.NEUTRAL, "clock")
    if row.problem:
        return Mark(_word(row.problem), Tone.BAD)
    return NO_MARK if row.captured_at else Mark(_word("T_NONE"), Tone.CAUTION)


def _found(row: PhotoRow) -> tuple[Finding, ...]:
    if row.findings or not row.was_read:
        return row.findings
    if row.problem:
        return (Finding(row.problem, Level.FAIL),)
    return () if row.captured_at else (Finding("T_NONE", Level.WARN),)


def _journey(row: PhotoRow) -> Journey:
    if row.delivered:
        return Journey.DELIVERED
    if row.submission_id:
        return Journey.SUBMITTED
    return Journey.TAGGED if row.process_id else Journey.NEW


def _gravest_first(finding: Finding) -> int:
    return -finding.level.rank


def _word(code: str) -> str:
    """Return the one word that a badge has room for."""
    words = {
        "T_BEFORE_PLAN": _("계획 전"),
        "T_AFTER_PLAN": _("계획 뒤"),
        "T_BEFORE_CONTRACT": _("계약 전"),
        "T_AFTER_DEADLINE": _("기한 뒤"),
        "T_NONE": _("시각 없음"),
        "D_EXACT": _("중복"),
        "D_NEAR": _("비슷함"),
        "G_FAR": _("먼 곳"),
        "M_SERIAL": _("다른 카메라"),
    }
    kinds = {
        "T_": _("시계"),
        "I_": _("원본 확인"),
        "V_": _("원본 확인"),
        "Q_": _("화질"),
        "S_": _("시계"),
    }
    if code in ("I_TRUNCATED", "I_EMPTY", "I_UNREADABLE"):
        return _("손상")
    return words.get(code) or kinds.get(code[:2], _("확인"))
