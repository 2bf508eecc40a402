"""When a picture may have been taken: one instant, or two when the zone is open."""

from datetime import UTC, date, datetime, timedelta

from vendorcore.domain import KST, korean_day
from vendorcore.evidence.circumstances import Circumstances, ClockHabit
from vendorcore.evidence.facts import Facts, Zone
from vendorcore.evidence.file_names import stated_time

# Phones write the end of a recording, and a name is given when it begins.
NAME_TOLERANCE = timedelta(minutes=10)


def instants(facts: Facts, circumstances: Circumstances) -> tuple[datetime, ...]:
    """Return every instant that the capture time may mean, after the stated clock correction."""
    return tuple(
        reading + circumstances.clock_correction for reading in _readings(facts, circumstances)
    )


def korean_days(facts: Facts, circumstances: Circumstances) -> tuple[date, ...]:
    """Return the Korean days of these instants."""
    return tuple(korean_day(instant) for instant in instants(facts, circumstances))


def first_days(facts: Facts, circumstances: Circumstances) -> tuple[date, ...]:
    """Return the Korean days on which it may have begun: phones write the end of a film."""
    length = _length(facts) if facts.zone is Zone.NOMINAL_UTC else timedelta(0)
    return tuple(korean_day(instant - length) for instant in instants(facts, circumstances))


def habit_of(facts: Facts, circumstances: Circumstances) -> ClockHabit:
    """Return whether this camera writes UTC or local time into its videos, as far as is known."""
    if circumstances.clock_habit is not ClockHabit.UNKNOWN:
        return circumstances.clock_habit
    if facts.clock_is_utc:
        return ClockHabit.UTC
    return _habit_by_name(facts)


def _readings(facts: Facts, circumstances: Circumstances) -> tuple[datetime, ...]:
    if facts.captured is None or facts.captured_at_utc is None:
        return ()
    if facts.zone is not Zone.NOMINAL_UTC:
        return (facts.captured_at_utc,)
    as_utc, as_local = facts.captured.replace(tzinfo=UTC), facts.captured.replace(tzinfo=KST)
    habit = habit_of(facts, circumstances)
    if habit is ClockHabit.UNKNOWN:
        return as_utc, as_local
    return (as_utc,) if habit is ClockHabit.UTC else (as_local,)


def _habit_by_name(facts: Facts) -> ClockHabit:
    stated = stated_time(facts.name)
    if stated is None or stated.clock is None or facts.captured is None:
        return ClockHabit.UNKNOWN
    length = _length(facts)
    late = facts.captured - stated.clock
    shift = timedelta(0) if stated.is_utc else timedelta(hours=9)
    if -NAME_TOLERANCE <= late + shift <= length + NAME_TOLERANCE:
        return ClockHabit.UTC
    if not stated.is_utc and -NAME_TOLERANCE <= late <= length + NAME_TOLERANCE:
        return ClockHabit.LOCAL
    return ClockHabit.UNKNOWN


def _length(facts: Facts) -> timedelta:
    return timedelta(seconds=min(max(facts.duration_s or 0.0, 0.0), 86400.0))
