"""All rules in one place, and the weighing itself."""

from vendorcore.evidence import duplicates, integrity, plan_days, source, zone
from vendorcore.evidence.circumstances import Circumstances, Rule
from vendorcore.evidence.facts import Facts
from vendorcore.evidence.finding import Finding

RULES: tuple[Rule, ...] = (
    *integrity.RULES,
    *source.RULES,
    *plan_days.RULES,
    *zone.RULES,
    *duplicates.RULES,
)


def weigh(facts: Facts, circumstances: Circumstances) -> tuple[Finding, ...]:
    """Return what the rules remark on this file; people decide what follows from it."""
    remarks = (rule(facts, circumstances) for rule in RULES)
    return tuple(finding for finding in remarks if finding is not None)
