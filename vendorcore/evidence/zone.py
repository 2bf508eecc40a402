"""Whether the time zone of a capture time is known, Korean, foreign or open."""

from datetime import date

from vendorcore.domain import MediaKind
from vendorcore.evidence.circumstances import Circumstances, ClockHabit, Rule
from vendorcore.evidence.facts import Facts, Zone
from vendorcore.evidence.finding import Finding, Level
from vendorcore.evidence.moments import habit_of, korean_days

KOREAN_OFFSET = 9 * 60


def zone_known(facts: Facts, _: Circumstances) -> Finding | None:
    """Say whether a stated zone is ours (T_ZONE_OK) or another country's (T_ZONE_FOREIGN)."""
    if facts.captured is None or facts.zone is not Zone.KNOWN:
        return None
    offset = facts.offset_minutes or 0
    # Videos may state plain UTC: that is exact, and no foreign country.
    if offset == KOREAN_OFFSET or (offset == 0 and facts.kind is MediaKind.VIDEO):
        return Finding("T_ZONE_OK", Level.PASS)
    return Finding("T_ZONE_FOREIGN", Level.WARN, minutes=offset)


def zone_unknown(facts: Facts, _: Circumstances) -> Finding | None:
    """Mention that a clock without a zone was read as Korean time (T_ZONE_UNKNOWN)."""
    if facts.captured is None or facts.zone is not Zone.UNKNOWN:
        return None
    return Finding("T_ZONE_UNKNOWN", Level.INFO)


def video_zone(facts: Facts, circumstances: Circumstances) -> Finding | None:
    """Judge a video clock that should be UTC, but is local on many cameras."""
    if facts.captured is None or facts.zone is not Zone.NOMINAL_UTC:
        return None
    habit = habit_of(facts, circumstances)
    if habit is ClockHabit.UTC:
        return Finding("T_ZONE_OK", Level.PASS)
    if habit is ClockHabit.UNKNOWN and _readings_disagree(facts, circumstances):
        return Finding("T_ZONE_AMBIGUOUS", Level.WARN)
    return Finding("T_ZONE_UNKNOWN", Level.INFO)


def _readings_disagree(facts: Facts, circumstances: Circumstances) -> bool:
    """Whether the contract, the plan or the deadline would answer differently."""
    stages = {_stage(day, circumstances) for day in korean_days(facts, circumstances)}
    return len(stages) > 1


def _stage(day: date, circumstances: Circumstances) -> tuple[bool, ...]:
    """Return on which side of each known border the day lies."""
    plan = circumstances.plan
    first_days = (circumstances.signed_on, plan and plan.starts_on)
    last_days = (plan and plan.ends_on, circumstances.due_on)
    return (
        *(day >= first for first in first_days if first),
        *(day <= last for last in last_days if last),
    )


RULES: tuple[Rule, ...] = (zone_known, zone_unknown, video_zone)
