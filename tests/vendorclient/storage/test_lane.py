"""The lane: one worker, one order, one connection."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from vendorcore.errors import InvalidEntry

from vendorclient.storage.lane import Lane
from vendorclient.storage.media import Media
from vendorclient.storage.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from vendorclient.storage.database import Database


@pytest.fixture
def lane(tmp_path: Path) -> Iterator[Lane]:
    opened = Lane(tmp_path / "client.db")
    yield opened
    opened.close()


def test_work_is_done_in_the_order_it_was_asked(lane: Lane) -> None:
    done: list[int] = []
    waiting = [lane.submit(lambda _db, n=n: done.append(n)) for n in range(20)]  # type: ignore[misc]  # mypy cannot see the default's type

    for one in waiting:
        one.result()

    assert done == list(range(20))


def test_all_work_happens_on_one_thread(lane: Lane) -> None:
    threads = {lane.do(lambda _db: threading.get_ident()) for _ in range(5)}

    assert len(threads) == 1
    assert threading.get_ident() not in threads


def test_an_error_comes_back_to_whoever_asked(lane: Lane) -> None:
    def ask(db: Database) -> None:
        Media(db).get("none")

    with pytest.raises(InvalidEntry):
        lane.do(ask)

    assert lane.do(lambda db: Settings(db).get("language", "ko")) == "ko"


def test_choices_are_kept(lane: Lane) -> None:
    lane.do(lambda db: Settings(db).set("language", "ko"))
    lane.do(lambda db: Settings(db).set("language", "en"))

    assert lane.do(lambda db: Settings(db).get("language")) == "en"
