"""Whether the camera's clock was set wrong: reset, another year, noon for midnight."""

from datetime import date, datetime, timedelta

from vendorcore.domain import KST
from vendorcore.evidence.circumstances import Circumstances, Rule
from vendorcore.evidence.facts import Facts
from vendorcore.evidence.finding import Finding, Level
from vendorcore.evidence.moments import first_days, instants
from vendorcore.evidence.witnesses import gps_gap

# No camera at work on a contract was set before this year on purpose. Without a contract nothing
# is known: 21 of 21 photos of old collections with such a year were honest.
FIRST_HONEST_YEAR = 2005
LONG_BEFORE_CONTRACT = timedelta(days=300)
HALF_DAY, TOLERANCE = timedelta(hours=12), timedelta(minutes=10)


def clock_reset(facts: Facts, circumstances: Circumstances) -> Finding | None:
    """Refuse, until it is corrected, a clock that lost its battery (T_CLOCK_RESET)."""
    clocks = korean_clocks(facts, circumstances)
    if not clocks:
        return None
    latest = max(clocks)
    signs = (
        latest.year < FIRST_HONEST_YEAR and _first_day(circumstances) is not None,
        _is_new_year_before_contract(latest, circumstances),
        _is_old_beside_fresh_file(latest, facts, circumstances),
    )
    return Finding("T_CLOCK_RESET", Level.FAIL) if any(signs) else None


def year_off(facts: Facts, circumstances: Circumstances) -> Finding | None:
    """Hint that another year would fall on the planned days (T_YEAR_OFF)."""
    for clock in _clocks_off_plan(facts, circumstances):
        for years in (1, -1):
            if _is_planned(_moved(clock, year=clock.year + years), circumstances):
                return Finding("T_YEAR_OFF", Level.HINT, years=years)
    return None


def noon_for_midnight(facts: Facts, circumstances: Circumstances) -> Finding | None:
    """Hint that morning and afternoon are exchanged (T_AMPM)."""
    gap = gps_gap(facts, circumstances)
    if gap is not None and abs(abs(gap) - HALF_DAY) <= TOLERANCE:
        return Finding("T_AMPM", Level.HINT)
    for clock in _clocks_off_plan(facts, circumstances):
        if any(_is_planned(clock + shift, circumstances) for shift in (HALF_DAY, -HALF_DAY)):
            return Finding("T_AMPM", Level.HINT)
    return None


def day_for_month(facts: Facts, circumstances: Circumstances) -> Finding | None:
    """Hint that day and month are exchanged (T_DAYMONTH)."""
    for clock in _clocks_off_plan(facts, circumstances):
        if _is_planned(_moved(clock, month=clock.day, day=clock.month), circumstances):
            return Finding("T_DAYMONTH", Level.HINT)
    return None


def corrected(facts: Facts, circumstances: Circumstances) -> Finding | None:
    """Say that the camera's clock was set right afterwards, and warn when nothing proves it."""
    shift = circumstances.clock_correction
    if not shift or facts.captured is None:
        return None
    level = Level.INFO if circumstances.correction_is_proved else Level.WARN
    return Finding("T_CORRECTED", level, minutes=round(shift / timedelta(minutes=1), 1))


def korean_clocks(facts: Facts, circumstances: Circumstances) -> tuple[datetime, ...]:
    """Return the possible capture times as naive Korean wall clocks."""
    return tuple(
        instant.astimezone(KST).replace(tzinfo=None) for instant in instants(facts, circumstances)
    )


def _clocks_off_plan(facts: Facts, circumstances: Circumstances) -> tuple[datetime, ...]:
    """Return the clocks when none of them keeps the plan, else nothing: there is no error."""
    plan, clocks = circumstances.plan, korean_clocks(facts, circumstances)
    days = {*(clock.date() for clock in clocks), *first_days(facts, circumstances)}
    return () if plan is None or any(map(plan.covers, days)) else clocks


def _is_planned(clock: datetime | None, circumstances: Circumstances) -> bool:
    plan = circumstances.plan
    return clock is not None and plan is not None and plan.covers(clock.date())


def _moved(clock: datetime, **parts: int) -> datetime | None:
    try:
        return clock.replace(**parts)  # type: ignore[arg-type]  # mypy cannot tell the parts apart
    except ValueError:
        return None


def _is_new_year_before_contract(clock: datetime, circumstances: Circumstances) -> bool:
    """Whether it is the day on which reset clocks begin, and no work for this contract."""
    first = _first_day(circumstances)
    return (clock.month, clock.day) == (1, 1) and first is not None and clock.date() < first


def _is_old_beside_fresh_file(clock: datetime, facts: Facts, circumstances: Circumstances) -> bool:
    """Whether the clock is long before the contract though the file was written in its time."""
    signed_on, written_at = circumstances.signed_on, facts.modified_at
    if signed_on is None or written_at is None:
        return False
    is_old = signed_on - clock.date() > LONG_BEFORE_CONTRACT
    return is_old and _is_planned(written_at.astimezone(KST).replace(tzinfo=None), circumstances)


def _first_day(circumstances: Circumstances) -> date | None:
    plan = circumstances.plan
    return circumstances.signed_on or (None if plan is None else plan.starts_on)


RULES: tuple[Rule, ...] = (corrected, year_off, noon_for_midnight, day_for_month)
