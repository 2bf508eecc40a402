"""Delivered originals make room by a rule, never one that the server might not have."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from vendorcore.errors import NotReadable, Offline, Untrusted
from vendorcore.evidence import Facts

from tests.journeys.between import SIGN_IN_PAGE
from tests.journeys.sending.builders import PLAIN, our, some_bytes
from tests.vendorclient.sync.site import Reply
from vendorclient.app.exporting import refuse_released
from vendorclient.app.releasing import (
    Rule,
    bring_back,
    choose_rule,
    outlook,
    release,
    release_by_rule,
    rule,
)
from vendorclient.app.second_copy import choose_place, copy_missing
from vendorclient.app.verifying import receipts_of_library, verify
from vendorclient.storage.media import Media
from vendorclient.storage.operations import OperationState
from vendorclient.storage.overview import Overview
from vendorclient.storage.releases import Releases
from vendorclient.storage.thumbs import Thumbs

if TYPE_CHECKING:
    from pathlib import Path

    from tests.journeys.between import Line
    from tests.journeys.desktop import Desktop
    from vendorclient.storage.operations import Operation

pytestmark = pytest.mark.journey
DAYS = 30
JPEG = b"\xff\xd8 a small picture"


def later(days: int = DAYS + 1) -> datetime:
    return datetime.now(UTC) + timedelta(days=days)


def delivered(desktop: Desktop, content: bytes) -> Operation:
    """Send a file that was read, as after an import."""
    (op,) = desktop.hand_in(content)
    facts = Facts(sha256=op.sha256, name="a.jpg", size_bytes=len(content))
    Media(desktop.library.db).set_facts(facts, datetime.now(UTC))
    Thumbs(desktop.folder).put(op.sha256, JPEG)
    Thumbs.large(desktop.folder).put(op.sha256, JPEG)
    desktop.send()
    assert desktop.state(op) is OperationState.DELIVERED
    choose_rule(desktop.library.db, Rule(after_days=DAYS))
    return op


def path(desktop: Desktop, op: Operation) -> Path:
    return desktop.library.originals.path(op.sha256)


def test_without_a_rule_everything_stays(desktop: Desktop) -> None:
    op = delivered(desktop, some_bytes())
    choose_rule(desktop.library.db, None)
    assert release(desktop.folder, desktop.way, later()).files == 0
    assert outlook(desktop.folder, later()).due == 0
    assert path(desktop, op).exists()


def test_what_was_delivered_goes_after_its_days_and_its_pictures_and_receipt_stay(
    desktop: Desktop,
) -> None:
    op, young = delivered(desktop, some_bytes()), some_bytes()
    assert release(desktop.folder, desktop.way, later(DAYS - 1)).files == 0
    assert outlook(desktop.folder, later()).due == 1
    done = release(desktop.folder, desktop.way, later())
    assert (done.files, done.size_bytes, done.kept) == (1, PLAIN, 0)
    assert not path(desktop, op).exists()
    assert desktop.state(op) is OperationState.RELEASED
    assert Thumbs(desktop.folder).get(op.sha256) == JPEG
    assert Thumbs.large(desktop.folder).get(op.sha256) == JPEG
    shown = Overview(desktop.library.db).photos(op.contract_id)
    assert [one.sha256 for one in shown] == [op.sha256]
    (seen,) = verify(
        desktop.library.db, desktop.library.originals, receipts_of_library(desktop.library.db)
    )
    assert (seen.valid, seen.released) == (True, True)
    assert outlook(desktop.folder, later()).released == 1
    (waiting,) = desktop.hand_in(young)
    assert release(desktop.folder, desktop.way, later()).files == 0
    assert path(desktop, waiting).exists()


def test_only_as_much_goes_as_space_is_needed(desktop: Desktop) -> None:
    first, second = delivered(desktop, some_bytes()), delivered(desktop, some_bytes())
    choose_rule(desktop.library.db, Rule(after_days=DAYS, below_bytes=1000))
    assert rule(desktop.library.db) == Rule(after_days=DAYS, below_bytes=1000)
    frees = iter((10, 2000))
    assert release(desktop.folder, desktop.way, later(), free=lambda _: next(frees)).files == 1
    assert not path(desktop, first).exists()
    assert path(desktop, second).exists()


def test_what_came_in_just_now_waits_whatever_the_rule(desktop: Desktop) -> None:
    op = delivered(desktop, some_bytes())
    choose_rule(desktop.library.db, Rule(after_days=0))
    assert release(desktop.folder, desktop.way, datetime.now(UTC)).files == 0
    assert path(desktop, op).exists()


def test_what_an_import_brings_again_meanwhile_stays(desktop: Desktop) -> None:
    """Its row says at the next moment that it is here."""
    content = some_bytes()
    op = delivered(desktop, content)
    os.utime(path(desktop, op), (0, 0))
    choose_rule(desktop.library.db, Rule(after_days=0, below_bytes=1000))

    def an_import(_folder: Path) -> int:
        desktop.library.originals.receive([content])
        return 10

    release(desktop.folder, desktop.way, datetime.now(UTC), free=an_import)
    assert path(desktop, op).exists()


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        (404, {"Content-Type": "application/problem+json"}),
        (206, {"Content-Range": "bytes 0-0/1"}),
        (206, {"Content-Range": f"bytes 0-0/{PLAIN}", "ETag": '"another"'}),
    ],
)
def test_what_the_server_does_not_vouch_for_stays(
    desktop: Desktop, line: Line, status: int, headers: dict[str, str]
) -> None:
    op = delivered(desktop, some_bytes())
    line.always(our(desktop, Reply(status, b"{}", headers)), f"/api/v1/attachments/{op.id}/orig")
    done = release(desktop.folder, desktop.way, later())
    assert (done.files, done.kept) == (0, 1)
    assert path(desktop, op).exists()


def test_a_sign_in_page_in_the_servers_place_vouches_for_nothing(
    desktop: Desktop, line: Line
) -> None:
    op = delivered(desktop, some_bytes())
    line.always(SIGN_IN_PAGE)
    with pytest.raises(Offline):
        release(desktop.folder, desktop.way, later())
    assert path(desktop, op).exists()


def test_a_changed_receipt_lets_nothing_go(desktop: Desktop) -> None:
    op = delivered(desktop, some_bytes())
    with desktop.library.db.transaction() as connection:
        connection.execute("UPDATE receipt SET signed = replace(signed, 'a', 'b')")
    assert outlook(desktop.folder, later()).due == 0
    assert release(desktop.folder, desktop.way, later()).files == 0
    assert path(desktop, op).exists()


def test_what_a_contract_names_as_its_paper_stays(desktop: Desktop) -> None:
    op = delivered(desktop, some_bytes())
    with desktop.library.db.transaction() as connection:
        named = "UPDATE contract SET body = json_set(body, '$.paper', ?)"
        connection.execute(named, (op.sha256,))
    assert release(desktop.folder, desktop.way, later()).files == 0
    assert path(desktop, op).exists()


def test_what_is_put_to_another_contract_too_waits_for_its_second_receipt(
    desktop: Desktop,
) -> None:
    content = some_bytes()
    op = delivered(desktop, content)
    (again,) = desktop.hand_in(content)
    assert release(desktop.folder, desktop.way, later()).files == 0
    desktop.send()
    assert desktop.state(again) is OperationState.DELIVERED
    assert release(desktop.folder, desktop.way, later()).files == 1
    assert not path(desktop, op).exists()


def test_a_released_original_is_put_to_another_contract_without_its_bytes(
    desktop: Desktop, line: Line
) -> None:
    content = some_bytes()
    op = delivered(desktop, content)
    release(desktop.folder, desktop.way, later())
    (again,) = desktop.hand_in(content)
    path(desktop, op).unlink(missing_ok=True)
    with desktop.library.db.transaction() as connection:
        connection.execute("UPDATE media_file SET released_at = '2026-01-01T00:00:00Z'")
    before = len(line.seen("PATCH"))
    desktop.send()
    assert desktop.state(again) is OperationState.DELIVERED
    assert len(line.seen("PATCH")) == before


def test_it_comes_back_from_the_server_whole_and_waits_its_days_anew(desktop: Desktop) -> None:
    content = some_bytes(9 << 20)
    op = delivered(desktop, content)
    release(desktop.folder, desktop.way, later())
    with pytest.raises(NotReadable) as refused:
        refuse_released(desktop.library.db, desktop.library.originals, op.contract_id)
    assert refused.value.code == "original-released"
    assert bring_back(desktop.folder, desktop.way, [op.sha256, "0" * 64]) == 1
    assert path(desktop, op).read_bytes() == content
    refuse_released(desktop.library.db, desktop.library.originals, op.contract_id)
    assert not Releases(desktop.library.db).is_released(op.sha256)
    assert release(desktop.folder, desktop.way, later(DAYS - 1)).files == 0
    assert release(desktop.folder, desktop.way, later()).files == 1


def test_other_bytes_in_its_place_are_not_taken(desktop: Desktop, line: Line) -> None:
    op = delivered(desktop, some_bytes())
    release(desktop.folder, desktop.way, later())
    headers = {"ETag": f'"{op.sha256}"', "Content-Range": f"bytes 0-{PLAIN - 1}/{PLAIN}"}
    line.always(our(desktop, Reply(206, bytes(PLAIN), headers)), "/api/v1/attachments/")
    with pytest.raises(Untrusted):
        bring_back(desktop.folder, desktop.way, [op.sha256])
    assert not path(desktop, op).exists()
    assert Releases(desktop.library.db).is_released(op.sha256)


def test_it_comes_back_from_the_second_copy_without_a_line(
    desktop: Desktop, line: Line, tmp_path: Path
) -> None:
    op = delivered(desktop, some_bytes())
    (tmp_path / "nas").mkdir()
    choose_place(desktop.library.db, tmp_path / "nas")
    copy_missing(desktop.library.db, desktop.library.originals)
    release(desktop.folder, desktop.way, later())
    assert copy_missing(desktop.library.db, desktop.library.originals) == []
    line.always(SIGN_IN_PAGE)
    assert bring_back(desktop.folder, desktop.way, [op.sha256]) == 1
    assert path(desktop, op).exists()


def test_a_file_that_a_crash_left_is_removed_the_next_time(desktop: Desktop) -> None:
    content = some_bytes()
    op = delivered(desktop, content)
    release(desktop.folder, desktop.way, later())
    path(desktop, op).write_bytes(content)
    release(desktop.folder, desktop.way, datetime.now(UTC))
    assert path(desktop, op).exists(), "an import may just be bringing it"
    os.utime(path(desktop, op), (0, 0))
    release(desktop.folder, desktop.way, datetime.now(UTC))
    assert not path(desktop, op).exists()


def test_the_thread_beside_the_engine_lets_go_by_itself(desktop: Desktop) -> None:
    op = delivered(desktop, some_bytes())
    os.utime(path(desktop, op), (0, 0))
    with desktop.library.db.transaction() as connection:
        connection.execute("UPDATE receipt SET stored_at = '2020-01-01T00:00:00Z'")
    release_by_rule(desktop.folder, desktop.way, Rounds(1), lambda _: None)  # type: ignore[arg-type]  # as an Event
    assert not path(desktop, op).exists()


class Rounds:
    """An event that is set after some rounds."""

    def __init__(self, left: int) -> None:
        self.left = left

    def wait(self, _seconds: float) -> bool:
        self.left -= 1
        return self.left < 0
