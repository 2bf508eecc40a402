from dataclasses import replace
from datetime import timedelta

import pytest

from vendorcore.evidence import Known, Level

from tests.vendorcore.evidence.builders import NOON, a_photo, a_promise, codes

ONE = "ab" * 32
FLAT, WIDE = "0" * 16, "0" * 64


def a_twin(**known):
    return Known(**{"sha256": ONE, "name": "first.jpg", "contract": "c", "process": "p", **known})


def weighed(photo, *known):
    return codes(photo, a_promise(contract="c", process="p", known=known))


@pytest.mark.parametrize(
    ("known", "level"),
    [
        ({}, Level.INFO),
        ({"process": "q"}, Level.WARN),
        ({"contract": "d"}, Level.FAIL),
    ],
)
def test_the_same_bytes_weigh_by_where_they_were(known, level) -> None:
    found = weighed(a_photo(sha256=ONE), a_twin(**known))["D_EXACT"]
    assert (found.level, found.values) == (level, {"other": "first.jpg"})


def test_the_gravest_of_several_twins_counts() -> None:
    found = weighed(a_photo(sha256=ONE), a_twin(), a_twin(contract="d", name="other.jpg"))
    assert found["D_EXACT"].values == {"other": "other.jpg"}


def test_other_bytes_are_no_twin() -> None:
    assert "D_EXACT" not in weighed(a_photo(sha256="cd" * 32), a_twin())
    assert "D_EXACT" not in weighed(a_photo(), a_twin(sha256=""))


def a_look(**facts):
    return a_photo(sha256="cd" * 32, dhash64=FLAT, dhash256=WIDE, **facts)


def test_nearly_the_same_picture_is_a_warning() -> None:
    found = weighed(a_look(), a_twin(dhash64="0" * 14 + "3f", dhash256=WIDE))["D_NEAR"]
    assert found.level is Level.WARN
    assert found.values == {"other": "first.jpg", "sha256": ONE, "bits": 6}


def test_a_turned_picture_is_recognised() -> None:
    photo = a_look(turned64=f"{'a' * 16} {'c' * 16}", turned256=f"{'a' * 64} {'c' * 64}")
    turned = weighed(photo, a_twin(dhash64="c" * 15 + "d", dhash256="c" * 64))
    assert turned["D_NEAR"].values["bits"] == 1
    assert "D_NEAR" not in weighed(photo, a_twin(dhash64="c" * 16, dhash256="3" * 64))


def test_a_camera_without_dates_makes_no_copies() -> None:
    old = a_look(captured=None, has_exif=False, camera_coded=True, width=640, height=480)
    assert "D_NEAR" not in weighed(old, a_twin(dhash64=FLAT, dhash256=WIDE))


@pytest.mark.parametrize(
    "known",
    [
        {"dhash64": "0" * 14 + "7f", "dhash256": WIDE},
        {"dhash64": FLAT, "dhash256": "f" * 11 + "0" * 53},
        {"dhash64": ""},
        {"sha256": "cd" * 32, "dhash64": FLAT, "dhash256": WIDE},
    ],
)
def test_another_look_is_no_duplicate(known) -> None:
    assert "D_NEAR" not in weighed(a_look(), a_twin(**known))


def test_a_picture_without_a_hash_is_not_compared() -> None:
    assert "D_NEAR" not in weighed(a_photo(), a_twin(dhash64=FLAT, dhash256=WIDE))


@pytest.mark.parametrize(
    ("seconds", "facts", "marked"),
    [
        (120, {}, False),
        (121, {}, True),
        (0, {"model": "NIKON D90"}, True),
        (0, {"captured": None}, True),
    ],
)
def test_a_burst_of_one_camera_is_no_duplicate(seconds, facts, marked) -> None:
    first = replace(Known.of(a_look(), contract="c"), sha256=ONE)
    second = a_look(**{"captured": NOON + timedelta(seconds=seconds), **facts})
    assert ("D_NEAR" in weighed(second, first)) is marked


def test_a_copy_in_another_contract_is_no_burst() -> None:
    first = replace(Known.of(a_look(), contract="d", process="q"), sha256=ONE)
    assert weighed(a_look(), first)["D_NEAR"].values["bits"] == 0


def test_an_earlier_picture_without_a_time_is_no_burst() -> None:
    first = replace(Known.of(a_look()), sha256=ONE, captured_at=None)
    assert "D_NEAR" in weighed(a_look(), first)
