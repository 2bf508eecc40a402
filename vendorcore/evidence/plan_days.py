"""Whether a picture was taken on the promised days, after the contract and before its deadline."""

from datetime import timedelta

from vendorcore.domain import korean_midnight
from vendorcore.evidence.circumstances import Circumstances, Rule
from vendorcore.evidence.facts import Facts, Zone
from vendorcore.evidence.finding import Finding, Level
from vendorcore.evidence.moments import first_days, instants, korean_days

EDGE = timedelta(minutes=5)
CLOCK_SKEW = timedelta(minutes=10)


def inside_plan(facts: Facts, circumstances: Circumstances) -> Finding | None:
    """Say that the picture was taken on the planned days (T_INSIDE)."""
    plan, days = circumstances.plan, korean_days(facts, circumstances)
    if plan is None or not days or not all(plan.covers(day) for day in days):
        return None
    return Finding("T_INSIDE", Level.PASS)


def at_the_edge(facts: Facts, circumstances: Circumstances) -> Finding | None:
    """Mention that the clock without a zone stood minutes from the end of the plan (T_EDGE)."""
    plan, moments = circumstances.plan, instants(facts, circumstances)
    if plan is None or not moments or facts.zone is not Zone.UNKNOWN:
        return None
    edges = (korean_midnight(plan.starts_on), korean_midnight(plan.ends_on) + timedelta(days=1))
    if min(abs(moments[0] - edge) for edge in edges) > EDGE:
        return None
    return Finding("T_EDGE", Level.INFO)


def before_plan(facts: Facts, circumstances: Circumstances) -> Finding | None:
    """Warn when the picture was taken before the planned days (T_BEFORE_PLAN)."""
    plan, days = circumstances.plan, korean_days(facts, circumstances)
    if plan is None or not days or max(days) >= plan.starts_on:
        return None
    if before_contract(facts, circumstances) is not None:
        return None
    return Finding("T_BEFORE_PLAN", Level.WARN, days=(plan.starts_on - max(days)).days)


def after_plan(facts: Facts, circumstances: Circumstances) -> Finding | None:
    """Warn when the picture was taken after the planned days (T_AFTER_PLAN)."""
    plan, days = circumstances.plan, first_days(facts, circumstances)
    if plan is None or not days or min(days) <= plan.ends_on:
        return None
    return Finding("T_AFTER_PLAN", Level.WARN, days=(min(days) - plan.ends_on).days)


def before_contract(facts: Facts, circumstances: Circumstances) -> Finding | None:
    """Refuse a picture that is older than the contract (T_BEFORE_CONTRACT)."""
    signed_on, days = circumstances.signed_on, korean_days(facts, circumstances)
    if signed_on is None or not days or max(days) >= signed_on:
        return None
    return Finding("T_BEFORE_CONTRACT", Level.FAIL, days=(signed_on - max(days)).days)


def after_deadline(facts: Facts, circumstances: Circumstances) -> Finding | None:
    """Warn when the picture was taken after the goods were due (T_AFTER_DEADLINE)."""
    due_on, days = circumstances.due_on, first_days(facts, circumstances)
    if due_on is None or not days or min(days) <= due_on:
        return None
    return Finding("T_AFTER_DEADLINE", Level.WARN, days=(min(days) - due_on).days)


def in_the_future(facts: Facts, circumstances: Circumstances) -> Finding | None:
    """Refuse a picture that was taken after it was imported (T_FUTURE)."""
    imported_at, moments = circumstances.imported_at, instants(facts, circumstances)
    if imported_at is None or not moments or min(moments) <= imported_at + CLOCK_SKEW:
        return None
    ahead = min(moments) - imported_at
    return Finding("T_FUTURE", Level.FAIL, minutes=int(ahead / timedelta(minutes=1)))


RULES: tuple[Rule, ...] = (
    inside_plan,
    at_the_edge,
    before_plan,
    after_plan,
    before_contract,
    after_deadline,
    in_the_future,
)
