"""Whether the picture was taken at the factory."""

from math import asin, cos, radians, sin, sqrt

from vendorcore.evidence.circumstances import Circumstances, Rule
from vendorcore.evidence.facts import Facts
from vendorcore.evidence.finding import Finding, Level

EARTH_RADIUS_M = 6_371_009.0


def at_the_factory(facts: Facts, circumstances: Circumstances) -> Finding | None:
    """Say how far from the factory the camera was (G_NEAR, G_FAR, G_NONE)."""
    if circumstances.factory is None or not facts.is_readable:
        return None
    if facts.position is None:
        return Finding("G_NONE", Level.INFO)
    metres = metres_between(facts.position, circumstances.factory)
    if metres <= circumstances.radius_m:
        return Finding("G_NEAR", Level.PASS, km=round(metres / 1000, 1))
    return Finding("G_FAR", Level.WARN, km=round(metres / 1000, 1))


def metres_between(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the distance over the ground between two positions (haversine)."""
    (north, east), (north_2, east_2) = one, other
    rise, turn = radians(north_2 - north) / 2, radians(east_2 - east) / 2
    chord = sin(rise) ** 2 + cos(radians(north)) * cos(radians(north_2)) * sin(turn) ** 2
    return 2 * EARTH_RADIUS_M * asin(min(1.0, sqrt(max(0.0, chord))))


RULES: tuple[Rule, ...] = (at_the_factory,)
