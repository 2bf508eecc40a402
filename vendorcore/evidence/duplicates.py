"""Whether the same or nearly the same picture was there before."""

from datetime import timedelta

from vendorcore.evidence.circumstances import Circumstances, Known, Rule
from vendorcore.evidence.facts import Facts
from vendorcore.evidence.finding import Finding, Level
from vendorcore.evidence.hashes import NEAR_64, NEAR_256, distance

# Honest cameras took the same scene 12, 17 and 87 seconds apart.
BURST = timedelta(minutes=2)


def exact_duplicate(facts: Facts, circumstances: Circumstances) -> Finding | None:
    """Remark on the same bytes: merged in one process, refused in another contract (D_EXACT)."""
    twins = [
        known for known in circumstances.known if facts.sha256 and known.sha256 == facts.sha256
    ]
    if not twins:
        return None
    worst = max(twins, key=lambda known: _level(known, circumstances).rank)
    return Finding("D_EXACT", _level(worst, circumstances), other=worst.name)


def near_duplicate(facts: Facts, circumstances: Circumstances) -> Finding | None:
    """Warn when an earlier picture looks almost the same and is no burst (D_NEAR)."""
    if not facts.dhash64:
        return None
    for known in circumstances.known:
        if _looks_alike(facts, known) and not _is_burst(facts, known):
            bits = distance(facts.dhash64, known.dhash64)
            return Finding("D_NEAR", Level.WARN, other=known.name, bits=bits)
    return None


def _looks_alike(facts: Facts, known: Known) -> bool:
    if not known.dhash64 or known.sha256 == facts.sha256:
        return False
    if distance(facts.dhash64, known.dhash64) > NEAR_64:
        return False
    return distance(facts.dhash256 or "0", known.dhash256 or "0") <= NEAR_256


def _is_burst(facts: Facts, known: Known) -> bool:
    """Whether the same camera took both within seconds: a worker who pressed twice."""
    taken_at = facts.captured_at_utc
    if taken_at is None or known.captured_at is None or facts.device != known.device:
        return False
    return abs(taken_at - known.captured_at) <= BURST


def _level(known: Known, circumstances: Circumstances) -> Level:
    if known.contract != circumstances.contract:
        return Level.FAIL
    return Level.INFO if known.process == circumstances.process else Level.WARN


RULES: tuple[Rule, ...] = (exact_duplicate, near_duplicate)
