"""All rules in one place, and the weighing itself."""

from vendorcore.evidence import (
    clock,
    copies,
    duplicates,
    editing,
    integrity,
    place,
    plan_days,
    quality,
    source,
    witnesses,
    zone,
)
from vendorcore.evidence.circumstances import Circumstances, Rule
from vendorcore.evidence.facts import Facts
from vendorcore.evidence.finding import Finding

RULES: tuple[Rule, ...] = (
    *integrity.RULES,
    *source.RULES,
    # Of remarks equally grave the first is read alone: days mean nothing on a clock that was reset.
    clock.clock_reset,
    *plan_days.RULES,
    *clock.RULES,
    *zone.RULES,
    *witnesses.RULES,
    *copies.RULES,
    *editing.RULES,
    *duplicates.RULES,
    *place.RULES,
    *quality.RULES,
)


def weigh(facts: Facts, circumstances: Circumstances) -> tuple[Finding, ...]:
    """Return what the rules remark on this file; people decide what follows from it."""
    remarks = (rule(facts, circumstances) for rule in RULES)
    return tuple(finding for finding in remarks if finding is not None)
