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
NEARLY_LAST, A_GAP = 9900, 100
# Files that came in further apart than this did not lie on the card together.
ONE_READING = timedelta(hours=1)
_DCF_NAME = re.compile(r"^\w{4}(\d{4})\.", re.ASCII)
_DCF_FOLDER = re.compile(r"(?:^|/)\d{3}\w{5}$", re.ASCII)
# iPhones give copies of a photo new numbers and leave the old time in them.
_UNORDERED = ("apple",)


@dataclass(frozen=True, slots=True, kw_only=True)
class CardPicture:
    """A file of a card: its folder, what it says, and when it came in, where that is known."""

    folder: str
    facts: Facts
    imported_at: datetime | None = None

    @property
    def shelf(self) -> str:
        """The place in which the numbers of one camera go on from folder to folder; else nothing.

        Only a camera names folders like 100CANON; any other folder may hold what people gathered.
        """
        if _DCF_FOLDER.search(self.folder) is None:
            return ""
        return f"/{self.folder.rpartition('/')[0]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shot:
    place: int
    number: int
    taken_at: datetime
    imported_at: datetime | None


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
        if not _is_wrap(shots, earlier, later) and not _came_before(later, earlier)
    ]


def _numbered(pictures: Sequence[CardPicture]) -> list[list[_Shot]]:
    """Return the pictures that one camera numbered, in the order of folders and numbers."""
    groups: dict[tuple[str, str], list[tuple[str, _Shot]]] = {}
    for place, picture in enumerate(pictures):
        shot, series = _shot(place, picture), _series(picture)
        if shot is not None and series:
            groups.setdefault((picture.facts.device, series), []).append((picture.folder, shot))
    return [
        [shot for _, shot in sorted(group, key=lambda pair: (pair[0], pair[1].number))]
        for group in groups.values()
    ]


def _series(picture: CardPicture) -> str:
    """Return what numbers can be compared within: a card, or one folder of a body that is known."""
    if picture.facts.make.strip().casefold() in _UNORDERED:
        return ""
    return picture.shelf or (f"in {picture.folder}" if picture.facts.serial else "")


def _shot(place: int, picture: CardPicture) -> _Shot | None:
    facts = picture.facts
    match, taken_at = _DCF_NAME.match(facts.name), facts.captured_at_utc
    if match is None or taken_at is None or facts.zone is Zone.NOMINAL_UTC:
        return None
    return _Shot(
        place=place, number=int(match[1]), taken_at=taken_at, imported_at=picture.imported_at
    )


def _backward_steps(shots: list[_Shot]) -> list[tuple[_Shot, _Shot]]:
    return [
        (earlier, later)
        for earlier, later in pairwise(shots)
        if earlier.taken_at - later.taken_at > CLOCK_JUMP
    ]


def _is_wrap(shots: list[_Shot], earlier: _Shot, later: _Shot) -> bool:
    """Whether the counter began anew between the two: the high numbers are the old ones."""
    highest = max(shot.number for shot in shots)
    return highest >= NEARLY_LAST and later.number - earlier.number > A_GAP


def _came_before(one: _Shot, other: _Shot) -> bool:
    """Whether one was read in before the other lay on the card: the camera counts anew since."""
    if one.imported_at is None or other.imported_at is None:
        return False
    return other.imported_at - one.imported_at > ONE_READING


def _from_another_body(pictures: Sequence[CardPicture]) -> list[int]:
    """Return the pictures whose serial number differs from that of minutes before."""
    timed = sorted(
        (taken_at, place)
        for place, picture in enumerate(pictures)
        if (taken_at := picture.facts.captured_at_utc) is not None
        and picture.facts.serial
        and picture.shelf
    )
    return [
        place
        for (before, earlier), (after, place) in pairwise(timed)
        if after - before <= SWAP_OF_CAMERAS
        and pictures[earlier].facts.serial != pictures[place].facts.serial
    ]
