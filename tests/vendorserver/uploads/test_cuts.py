"""Cut, silent and overtaken connections: what was safe stays, nothing else does."""

import asyncio
import base64
import dataclasses
import hashlib
from typing import Any

import pytest

from tests.vendorserver.uploads.builders import Line, Sender, stored
from vendorserver.models import Upload
from vendorserver.uploads import app, body, threads

CHECKSUM = "sha256 " + base64.b64encode(hashlib.sha256(b"abcdef").digest()).decode()


def test_cut_connection_keeps_what_came(sender: Sender) -> None:
    async def run() -> tuple[str, int]:
        path, line = await sender.begin(6), Line()
        sending = sender.start(path, 0, line)
        line.send(b"abc", more=True)
        line.cut()
        await sending
        found = (await sender.head(path)).offset
        await sender.patch(path, 3, b"def")
        return path, found

    path, found = asyncio.run(run())
    assert found == 3
    assert stored(path) == b"abcdef"


def test_cut_piece_with_checksum_is_thrown_away(sender: Sender) -> None:
    async def run() -> tuple[str, int]:
        path, line = await sender.begin(6), Line()
        sending = sender.start(path, 0, line, **{"Upload-Checksum": CHECKSUM})
        line.send(b"xyz", more=True)
        line.cut()
        await sending
        found = (await sender.head(path)).offset
        await sender.patch(path, 0, b"abcdef", Upload_Checksum=CHECKSUM)
        return path, found

    path, found = asyncio.run(run())
    assert found == 0
    assert stored(path) == b"abcdef"


def test_asking_for_the_offset_ends_a_stale_sender(sender: Sender) -> None:
    async def run() -> tuple[str, Line, int]:
        path, line = await sender.begin(6), Line()
        stale = sender.start(path, 0, line)
        line.send(b"abc", more=True)
        await line.all_read()
        found = (await sender.head(path)).offset
        await stale
        await sender.patch(path, found, b"def")
        return path, line, found

    path, line, found = asyncio.run(run())
    assert (found, line.answer.status, line.answer.code) == (3, 409, "upload-taken-over")
    assert stored(path) == b"abcdef"


def test_sender_at_the_same_place_takes_over(sender: Sender) -> None:
    async def run() -> tuple[str, Line, int]:
        path, line = await sender.begin(6), Line()
        stale = sender.start(path, 0, line)
        line.send(b"xyz", more=True)
        await line.all_read()
        winner = await sender.patch(path, 0, b"abcdef")
        await stale
        return path, line, winner.status

    path, line, winner = asyncio.run(run())
    assert (winner, line.answer.status) == (204, 409)
    assert stored(path) == b"abcdef"


def test_sender_at_a_wrong_place_disturbs_nobody(sender: Sender) -> None:
    async def run() -> tuple[str, Line, int]:
        path, line = await sender.begin(6), Line()
        sending = sender.start(path, 0, line)
        line.send(b"abc", more=True)
        await line.all_read()
        wrong = await sender.patch(path, 5, b"f")
        line.send(b"def")
        await sending
        return path, line, wrong.status

    path, line, wrong = asyncio.run(run())
    assert (wrong, line.answer.status) == (409, 204)
    assert stored(path) == b"abcdef"


def test_of_many_at_once_exactly_one_wins(sender: Sender) -> None:
    async def run() -> tuple[str, list[int]]:
        path = await sender.begin(1 << 20)
        pieces = [bytes([65 + n]) * (1 << 20) for n in range(4)]
        answers = await asyncio.gather(*(sender.patch(path, 0, piece) for piece in pieces))
        return path, sorted(answer.status for answer in answers)

    path, statuses = asyncio.run(run())
    assert statuses == [204, 409, 409, 409]
    assert len(set(stored(path))) == 1


def test_stranger_cannot_end_a_sender(sender: Sender) -> None:
    async def run() -> Line:
        path, line = await sender.begin(6), Line()
        sending = sender.start(path, 0, line)
        line.send(b"abc", more=True)
        await line.all_read()
        assert (await Sender().head(path)).status == 401
        line.send(b"def")
        await sending
        return line

    assert asyncio.run(run()).answer.status == 204


def test_silent_sender_is_let_go_and_can_come_back(sender: Sender, settings: Any) -> None:
    settings.SERVER = dataclasses.replace(settings.SERVER, silent_seconds=0.05)

    async def run() -> tuple[Line, int]:
        path, line = await sender.begin(6), Line()
        sending = sender.start(path, 0, line)
        line.send(b"abc", more=True)
        await sending
        return line, (await sender.head(path)).offset

    line, offset = asyncio.run(run())
    assert (line.answer.status, line.answer.code, offset) == (408, "upload-stalled", 3)


def test_segments_become_safe_one_by_one(sender: Sender, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(body, "SEGMENT_BYTES", 4)

    async def run() -> str:
        path, line = await sender.begin(12), Line()
        sending = sender.start(path, 0, line)
        line.send(b"abcd", more=True)
        line.send(b"ef", more=True)
        async with asyncio.timeout(20):
            while not await threads.in_database(_is_safe, path, 4):
                assert not sending.done()
        line.send(b"ghijkl")
        await sending
        return path

    path = asyncio.run(run())
    assert stored(path) == b"abcdefghijkl"


def test_too_long_body_without_length_leaves_what_was_safe(
    sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(body, "SEGMENT_BYTES", 4)

    async def run() -> tuple[Line, int]:
        path, line = await sender.begin(6), Line()
        sending = sender.start(path, 0, line)
        line.send(b"abcd", more=True)
        line.send(b"efgh")
        await sending
        return line, (await sender.head(path)).offset

    line, offset = asyncio.run(run())
    assert (line.answer.status, offset) == (413, 4)


def test_nothing_is_remembered_of_ended_turns(sender: Sender) -> None:
    async def run() -> None:
        path = await sender.begin(3)
        await sender.patch(path, 0, b"abc")
        await sender.head(path)

    asyncio.run(run())
    assert app._turns._turns == {}


def _is_safe(path: str, offset: int) -> bool:
    return Upload.objects.get(id=path.rsplit("/", 1)[-1]).offset == offset
