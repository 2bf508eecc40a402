"""Pictures for the window: kept by what was looked at last, within a limit."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from vendorclient.storage.thumbs import Thumbs

if TYPE_CHECKING:
    from tests.vendorclient.builders import Library

NAMES = [f"{number:02}" * 32 for number in range(10)]


@pytest.fixture
def thumbs(library: Library) -> Thumbs:
    return Thumbs(library.folder, "large", limit_bytes=500)


def age(thumbs: Thumbs, name: str, hours: int) -> None:
    moment = 1_000_000 - hours * 3600
    os.utime(thumbs.path(name), (moment, moment))


def test_a_picture_is_kept_and_an_empty_one_is_not(thumbs: Thumbs) -> None:
    thumbs.put(NAMES[0], b"jpeg")
    thumbs.put(NAMES[1], b"")
    assert [thumbs.get(name) for name in NAMES[:2]] == [b"jpeg", b""]


def test_what_was_not_looked_at_for_longest_goes_first(thumbs: Thumbs) -> None:
    for number, name in enumerate(NAMES[:4]):
        thumbs.put(name, b"x" * 100)
        age(thumbs, name, hours=10 - number)
    thumbs.get(NAMES[0])
    thumbs.put(NAMES[4], b"x" * 150)
    here = [name for name in NAMES[:5] if thumbs.get(name)]
    assert here == [NAMES[0], *NAMES[2:5]]


def test_sizes_do_not_mix(library: Library, thumbs: Thumbs) -> None:
    small = Thumbs(library.folder)
    small.put(NAMES[0], b"small")
    thumbs.put(NAMES[0], b"large")
    assert (small.get(NAMES[0]), thumbs.get(NAMES[0])) == (b"small", b"large")
    assert Thumbs.large(library.folder).get(NAMES[0]) == b"large"


def test_a_limit_holds_over_restarts(library: Library, thumbs: Thumbs) -> None:
    for name in NAMES[:4]:
        thumbs.put(name, b"x" * 100)
    again = Thumbs(library.folder, "large", limit_bytes=500)
    again.put(NAMES[5], b"x" * 200)
    assert sum(len(again.get(name)) for name in NAMES) <= 500
