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
    # What comes straight from a camera that knows no dates is no copy made by a program.
    if not facts.dhash64 or facts.is_from_old_camera:
        return None
    for known in circumstances.known:
        bits = _bits_apart(facts, known)
        if bits is not None and not _is_burst(facts, known, circumstances):
            return Finding("D_NEAR", Level.WARN, other=known.name, sha256=known.sha256, bits=bits)
    return None


def _bits_apart(facts: Facts, known: Known) -> int | None:
    """Return the distance of two pictures that look alike, also turned or mirrored, else none."""
    if not known.dhash64 or known.sha256 == facts.sha256:
        return None
    return min(
        (
            small
            for view64, view256 in facts.fingerprints
            if (small := distance(view64, known.dhash64)) <= NEAR_64
            and distance(view256 or "0", known.dhash256 or "0") <= NEAR_256
        ),
        default=None,
    )


def _is_burst(facts: Facts, known: Known, circumstances: Circumstances) -> bool:
    """Whether the same camera took both within seconds: a worker who pressed twice.

    A copy keeps camera and time as well; between contracts it is told from a burst by people.
    """
    taken_at = facts.captured_at_utc
    if taken_at is None or known.captured_at is None or facts.device != known.device:
        return False
    if known.contract != circumstances.contract:
        return False
    return abs(taken_at - known.captured_at) <= BURST


def _level(known: Known, circumstances: Circumstances) -> Level:
    if known.contract != circumstances.contract:
        return Level.FAIL
    return Level.INFO if known.process == circumstances.process else Level.WARN


RULES: tuple[Rule, ...] = (exact_duplicate, near_duplicate)
