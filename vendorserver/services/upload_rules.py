"""What may begin and what may be added to an upload: arithmetic without rows or files."""

from __future__ import annotations

from dataclasses import dataclass

from vendorcore.errors import Busy, Conflict, InvalidEntry, NoSpace, Refused

# Some of a vendor's uploads become evidence meanwhile, or expire.
_PLACE_AFTER_S = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a sender says when it begins; None: the length is told later."""

    length: int | None
    op_id: str = ""
    sha256: str = ""
    metadata: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What a sender says before it sends: where it goes on, how much follows, the whole length."""

    offset: int
    size: int | None = None
    length: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where an upload stands: its whole length (None: not told yet) and what is safe."""

    length: int | None
    offset: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """What can still be taken: the largest file, the vendor's quota, the disk above its reserve.

    And how many more uploads the vendor may begin before it has finished some.
    """

    largest: int
    quota_left: int
    disk_left: int
    places_left: int

    def check(self, length: int | None) -> None:
        """Refuse a file without a place; an unknown length asks for the largest."""
        needed = self.largest if length is None else length
        if needed > self.largest:
            raise Refused("too-large", limit=self.largest)
        if needed > self.quota_left:
            raise Refused("quota-exceeded", needed=needed, free=max(self.quota_left, 0))
        self.check_places()
        room_left(self.disk_left, needed)

    def check_places(self) -> None:
        """Refuse one upload too many; also one without bytes costs a row and a file."""
        if self.places_left <= 0:
            raise Busy("too-many-uploads", retry_after=_PLACE_AFTER_S)


def room_left(disk_left: int, needed: int) -> None:
    """Refuse bytes that would eat into the reserve of the disk."""
    if needed > disk_left:
        raise NoSpace("server-full", needed=needed, free=max(disk_left, 0))


def length_after(standing: Standing, piece: Piece, largest: int) -> int | None:
    """Return the length once this piece is announced; refuse a piece that does not fit."""
    if piece.offset != standing.offset:
        raise Conflict("wrong-offset", offset=standing.offset)
    length = _agreed_length(standing, piece)
    limit = largest if length is None else length
    if limit > largest or standing.offset + (piece.size or 0) > limit:
        raise Refused("too-large", limit=min(limit, largest))
    return length


def _agreed_length(standing: Standing, piece: Piece) -> int | None:
    if piece.length is None:
        return standing.length
    if standing.length not in (None, piece.length) or piece.length < standing.offset:
        raise InvalidEntry(field="upload-length", reason=str(piece.length))
    return piece.length
