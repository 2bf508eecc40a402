"""Whether the same or nearly the same picture was there before."""

from vendorcore.evidence.circumstances import Circumstances, Known, Rule
from vendorcore.evidence.facts import Facts
from vendorcore.evidence.finding import Finding, Level


def exact_duplicate(facts: Facts, circumstances: Circumstances) -> Finding | None:
    """Remark on the same bytes: merged in one process, refused in another contract (D_EXACT)."""
    twins = [
        known for known in circumstances.known if facts.sha256 and known.sha256 == facts.sha256
    ]
    if not twins:
        return None
    worst = max(twins, key=lambda known: _level(known, circumstances).rank)
    return Finding("D_EXACT", _level(worst, circumstances), other=worst.name)


def _level(known: Known, circumstances: Circumstances) -> Level:
    if known.contract != circumstances.contract:
        return Level.FAIL
    return Level.INFO if known.process == circumstances.process else Level.WARN


RULES: tuple[Rule, ...] = (exact_duplicate,)
