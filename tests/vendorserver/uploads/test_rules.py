import pytest

from vendorcore.errors import VendorError

from vendorserver.services.upload_rules import Piece, Room, Standing, length_after

PLENTY = 1 << 40


def room(
    largest: int = 100, quota_left: int = PLENTY, disk_left: int = PLENTY, places_left: int = 1
) -> Room:
    return Room(
        largest=largest, quota_left=quota_left, disk_left=disk_left, places_left=places_left
    )


@pytest.mark.parametrize(
    ("place", "length", "code"),
    [
        (room(), 101, "too-large"),
        (room(quota_left=9), 10, "quota-exceeded"),
        (room(disk_left=9), 10, "server-full"),
        (room(quota_left=99), None, "quota-exceeded"),
        (room(disk_left=-5), 1, "server-full"),
        (room(places_left=0), 1, "too-many-uploads"),
    ],
)
def test_file_without_a_place_is_refused(place: Room, length: int | None, code: str) -> None:
    with pytest.raises(VendorError, match=code):
        place.check(length)


@pytest.mark.parametrize("length", [0, 100, None])
def test_file_with_a_place_may_begin(length: int | None) -> None:
    room(quota_left=100, disk_left=100).check(length)


@pytest.mark.parametrize(
    ("standing", "piece", "expected"),
    [
        (Standing(length=10, offset=4), Piece(offset=4, size=6), 10),
        (Standing(length=10, offset=4), Piece(offset=4), 10),
        (Standing(length=10, offset=10), Piece(offset=10, size=0), 10),
        (Standing(length=None, offset=4), Piece(offset=4, size=6), None),
        (Standing(length=None, offset=4), Piece(offset=4, length=10), 10),
        (Standing(length=10, offset=4), Piece(offset=4, length=10), 10),
    ],
)
def test_fitting_piece_may_follow(standing: Standing, piece: Piece, expected: int | None) -> None:
    assert length_after(standing, piece, 100) == expected


@pytest.mark.parametrize(
    ("standing", "piece", "code"),
    [
        (Standing(length=10, offset=4), Piece(offset=3), "wrong-offset"),
        (Standing(length=10, offset=4), Piece(offset=4, size=7), "too-large"),
        (Standing(length=None, offset=4), Piece(offset=4, size=97), "too-large"),
        (Standing(length=None, offset=4), Piece(offset=4, length=101), "too-large"),
        (Standing(length=None, offset=4), Piece(offset=4, length=3), "invalid-entry"),
        (Standing(length=10, offset=4), Piece(offset=4, length=11), "invalid-entry"),
    ],
)
def test_piece_that_does_not_fit_is_refused(standing: Standing, piece: Piece, code: str) -> None:
    with pytest.raises(VendorError, match=code):
        length_after(standing, piece, 100)
