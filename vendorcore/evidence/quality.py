"""Whether the picture can be recognised; only hints, so that it may be taken again."""

from vendorcore.domain import MediaKind
from vendorcore.evidence.circumstances import Circumstances, Rule
from vendorcore.evidence.facts import Facts
from vendorcore.evidence.finding import Finding, Level

# Measured on 318 real photos: their blur begins at 15 (first percentile), the darkest had 43.
SHARPEST_BLUR, BRIGHTEST_DARK, SMALLEST_SIDE = 10.0, 15.0, 640


def dark(facts: Facts, _: Circumstances) -> Finding | None:
    """Hint that the picture is almost black (Q_DARK)."""
    if facts.luma is None or facts.luma >= BRIGHTEST_DARK:
        return None
    return Finding("Q_DARK", Level.HINT)


def blurred(facts: Facts, _: Circumstances) -> Finding | None:
    """Hint that the picture is out of focus (Q_BLUR)."""
    if facts.sharpness is None or facts.sharpness >= SHARPEST_BLUR:
        return None
    return Finding("Q_BLUR", Level.HINT)


def small(facts: Facts, _: Circumstances) -> Finding | None:
    """Hint that the photo has few pixels (Q_SMALL)."""
    if facts.kind is not MediaKind.PHOTO or not 0 < max(facts.width, facts.height) < SMALLEST_SIDE:
        return None
    return Finding("Q_SMALL", Level.HINT)


RULES: tuple[Rule, ...] = (dark, blurred, small)
