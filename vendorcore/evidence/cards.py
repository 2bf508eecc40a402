"""What a whole card tells that single pictures cannot: order, other cameras, new cameras."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from vendorcore.evidence.facts import Facts, Zone
from vendorcore.evidence.finding import Finding, Level

# Summer time abroad moves a clock by an hour; less than that proves nothing.
CLOCK_JUMP = timedelta(hours=1)
SWAP_OF_CAMERAS = timedelta(minutes=10)
# Cameras count to 9999 and begin again at 0001, sometimes in the same folder.
NEARLY_LAST, NEARLY_FIRST = 9900, 100
_DCF_NAME = re.compile(r"^\w{4}(\d{4})\.", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class CardPicture:
    """A file of a card: its folder and what it says."""

    folder: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class _Shot:
    place: int
    number: int
    taken_at: datetime


def weigh_card(
    pictures: Sequence[CardPicture], known_devices: Iterable[str] = ()
) -> tuple[tuple[Finding, ...], ...]:
    """Return the remarks on each picture of one card, in the order given."""
    remarks: list[list[Finding]] = [[] for _ in pictures]
    for place in _out_of_order(pictures):
        remarks[place].append(Finding("S_ORDER", Level.WARN))
    for place in _from_another_body(pictures):
        remarks[place].append(Finding("M_SERIAL", Level.WARN, serial=pictures[place].facts.serial))
    familiar = frozenset(known_devices)
    for place, picture in enumerate(pictures):
        device = picture.facts.device
        if device and device not in familiar:
            remarks[place].append(Finding("M_NEW_DEVICE", Level.INFO, device=device))
    return tuple(tuple(found) for found in remarks)


def _out_of_order(pictures: Sequence[CardPicture]) -> list[int]:
    """Return the pictures whose clock lies behind that of the number before."""
    return [
        later.place
        for shots in _numbered(pictures)
        for earlier, later in _backward_steps(shots)
        if not _is_wrap(shots, earlier, later)
    ]


def _numbered(pictures: Sequence[CardPicture]) -> list[list[_Shot]]:
    """Return the pictures of each device in the order of folders and numbers."""
    groups: dict[str, list[tuple[str, _Shot]]] = {}
    for place, picture in enumerate(pictures):
        shot = _shot(place, picture.facts)
        if shot is not None:
            groups.setdefault(picture.facts.device, []).append((picture.folder, shot))
    return [
        [shot for _, shot in sorted(group, key=lambda pair: (pair[0], pair[1].number))]
        for group in groups.values()
    ]


def _shot(place: int, facts: Facts) -> _Shot | None:
    match, taken_at = _DCF_NAME.match(facts.name), facts.captured_at_utc
    if match is None or taken_at is None or facts.zone is Zone.NOMINAL_UTC:
        return None
    return _Shot(place, int(match[1]), taken_at)


def _backward_steps(shots: list[_Shot]) -> list[tuple[_Shot, _Shot]]:
    return [
        (earlier, later)
        for earlier, later in pairwise(shots)
        if earlier.taken_at - later.taken_at > CLOCK_JUMP
    ]


def _is_wrap(shots: list[_Shot], earlier: _Shot, later: _Shot) -> bool:
    """Whether the counter began anew between the two: the high numbers are the old ones."""
    numbers = [shot.number for shot in shots]
    began_anew = min(numbers) <= NEARLY_FIRST and max(numbers) >= NEARLY_LAST
    return began_anew and later.number - earlier.number > NEARLY_FIRST


def _from_another_body(pictures: Sequence[CardPicture]) -> list[int]:
    """Return the pictures whose serial number differs from that of minutes before."""
    timed = sorted(
        (taken_at, place)
        for place, picture in enumerate(pictures)
        if (taken_at := picture.facts.captured_at_utc) is not None and picture.facts.serial
    )
    return [
        place
        for (before, earlier), (after, place) in pairwise(timed)
        if after - before <= SWAP_OF_CAMERAS
        and pictures[earlier].facts.serial != pictures[place].facts.serial
    ]
