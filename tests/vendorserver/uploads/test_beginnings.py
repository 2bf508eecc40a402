"""How uploads begin: with a place, a length, a name of the sender's own, or known content."""

import asyncio
import dataclasses
import hashlib
from datetime import UTC, datetime

import pytest
from pytest_django.fixtures import Settings

from tests.vendorserver.uploads.builders import (
    Answer,
    Sender,
    a_token,
    an_account,
    metadata,
    stored,
)
from vendorserver.models import Account, Institution, Upload
from vendorserver.services.access import Viewer
from vendorserver.storage import blobs

CONTENT = b"0123456789"
SHA = hashlib.sha256(CONTENT).hexdigest()


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"Upload_Length": "-1"}, 400),
        ({"Upload_Length": "1.5"}, 400),
        ({"Upload_Length": ""}, 400),
        ({"Upload_Defer_Length": "1"}, 400),
        ({"Upload_Length": "", "Upload_Defer_Length": "2"}, 400),
        ({"Upload_Length": str(1 << 50)}, 413),
        ({"Upload_Metadata": "filename !!!"}, 400),
        ({"Upload_Metadata": ","}, 400),
        ({"Upload_Metadata": "x YQ==,x Yg=="}, 400),
        ({"Upload_Metadata": "a b c d"}, 400),
        ({"Upload_Metadata": "filename " + "YWFh" * 3000}, 400),
        ({"Upload_Metadata": metadata(sha256="abc")}, 400),
        ({"Upload_Metadata": metadata(op_id="x" * 65)}, 400),
        ({"Authorization": ""}, 401),
    ],
)
def test_wrong_beginning_is_refused(sender: Sender, change: dict[str, str], status: int) -> None:
    answer = asyncio.run(sender.create(10, b"", **change))
    assert answer.status == status
    assert not Upload.objects.exists()


def test_length_can_be_told_later_but_only_once(sender: Sender) -> None:
    async def ask() -> tuple[str, Answer, int]:
        path = await sender.begin(None)
        await sender.patch(path, 0, b"abc")
        waiting = await sender.head(path)
        await sender.patch(path, 3, b"d", Upload_Length="6")
        changed = await sender.patch(path, 4, b"e", Upload_Length="100")
        await sender.patch(path, 4, b"ef")
        return path, waiting, changed.status

    path, waiting, changed = asyncio.run(ask())
    assert waiting.headers["upload-defer-length"] == "1"
    assert "upload-length" not in waiting.headers
    assert changed == 400
    assert stored(path) == b"abcdef"


def test_creation_takes_the_first_bytes(sender: Sender) -> None:
    async def ask() -> tuple[Answer, str]:
        answer = await sender.create(10, CONTENT[:6])
        path = answer.headers["location"]
        await sender.patch(path, 6, CONTENT[6:])
        return answer, path

    answer, path = asyncio.run(ask())
    assert (answer.status, answer.offset) == (201, 6)
    assert stored(path) == CONTENT


def test_empty_file_is_whole_at_once(sender: Sender) -> None:
    path = asyncio.run(sender.begin(0))
    assert stored(path) == b""


def test_same_operation_gives_the_same_upload(sender: Sender) -> None:
    said = metadata(op_id="op-1", sha256=SHA)

    async def ask() -> tuple[str, Answer]:
        path = await sender.begin(10, Upload_Metadata=said)
        await sender.patch(path, 0, CONTENT[:4])
        return path, await sender.create(10, Upload_Metadata=said)

    path, again = asyncio.run(ask())
    assert (again.status, again.offset) == (201, 4)
    assert again.headers["location"] == path


def test_same_operation_with_another_file_is_a_conflict(sender: Sender) -> None:
    async def ask() -> Answer:
        await sender.begin(10, Upload_Metadata=metadata(op_id="op-1"))
        return await sender.create(11, Upload_Metadata=metadata(op_id="op-1"))

    assert asyncio.run(ask()).status == 409


def test_known_content_need_not_be_sent_again(sender: Sender, clerk: Account) -> None:
    colleague = Sender(a_token(an_account("park", clerk.vendor)))

    async def ask() -> Answer:
        path = await sender.begin(10)
        await sender.patch(path, 0, CONTENT)
        return await colleague.create(10, Upload_Metadata=metadata(sha256=SHA))

    answer = asyncio.run(ask())
    assert (answer.status, answer.offset) == (201, 10)
    assert stored(answer.headers["location"]) == CONTENT


def test_other_vendors_do_not_learn_what_is_known(sender: Sender) -> None:
    stranger = Sender(a_token(an_account("lee")))

    async def ask() -> Answer:
        path = await sender.begin(10)
        await sender.patch(path, 0, CONTENT)
        return await stranger.create(10, Upload_Metadata=metadata(sha256=SHA))

    assert asyncio.run(ask()).offset == 0


def test_wrong_file_is_thrown_away_and_can_begin_anew(sender: Sender) -> None:
    said = metadata(op_id="op-1", sha256=SHA)

    async def ask() -> tuple[str, Answer, Answer, Answer]:
        path = await sender.begin(10, Upload_Metadata=said)
        wrong = await sender.patch(path, 0, b"x" * 10)
        gone = await sender.head(path)
        anew = await sender.create(10, Upload_Metadata=said)
        await sender.patch(anew.headers["location"], 0, CONTENT)
        return path, wrong, gone, anew

    path, wrong, gone, anew = asyncio.run(ask())
    assert (wrong.status, wrong.code, gone.status) == (460, "hash-mismatch", 410)
    assert blobs().size(path.rsplit("/", 1)[-1]) == -1
    assert stored(anew.headers["location"]) == CONTENT


def test_full_quota_refuses_before_the_first_byte(sender: Sender, settings: Settings) -> None:
    settings.SERVER = dataclasses.replace(settings.SERVER, vendor_quota_bytes=15)

    async def ask() -> list[Answer]:
        return [await sender.create(10), await sender.create(10)]

    first, second = asyncio.run(ask())
    assert first.status == 201
    assert (second.status, second.code) == (413, "quota-exceeded")


def test_full_disk_refuses_before_the_first_byte(sender: Sender, settings: Settings) -> None:
    async def ask() -> tuple[Answer, Answer]:
        path = await sender.begin(10)
        settings.SERVER = dataclasses.replace(settings.SERVER, reserve_bytes=1 << 60)
        return await sender.create(10), await sender.patch(path, 0, CONTENT)

    created, sent = asyncio.run(ask())
    assert (created.status, created.code) == (507, "server-full")
    assert (sent.status, sent.code) == (507, "server-full")


def test_nobody_begins_uploads_without_end(sender: Sender, settings: Settings) -> None:
    settings.SERVER = dataclasses.replace(settings.SERVER, vendor_open_uploads=2)

    async def ask() -> tuple[str, Answer, Answer]:
        first = await sender.begin(0)
        await sender.begin(5)
        refused = await sender.create(5)
        await sender.ask("DELETE", first)
        return first, refused, await sender.create(5)

    _first, refused, after = asyncio.run(ask())
    assert (refused.status, refused.code) == (429, "too-many-uploads")
    assert int(refused.headers["retry-after"]) == 60
    assert after.status == 201


def test_content_that_is_known_is_no_way_around_the_limit(
    sender: Sender, settings: Settings
) -> None:
    settings.SERVER = dataclasses.replace(settings.SERVER, vendor_open_uploads=1)

    async def ask() -> Answer:
        path = await sender.begin(10)
        await sender.patch(path, 0, CONTENT)
        return await sender.create(10, Upload_Metadata=metadata(sha256=SHA))

    assert asyncio.run(ask()).status == 429


def test_expired_upload_is_gone(sender: Sender) -> None:
    async def ask() -> str:
        return await sender.begin(10)

    path = asyncio.run(ask())
    Upload.objects.update(expires_at=datetime(2026, 1, 1, tzinfo=UTC))
    assert asyncio.run(sender.head(path)).status == 410


def test_institutions_do_not_upload(sender: Sender, clerk: Account, viewer: Viewer) -> None:
    officer = Account.objects.create(
        login="officer",
        role="inspector",
        institution=Institution.objects.create(name="부산광역시"),
        password="!",
    )
    answer = asyncio.run(Sender(a_token(officer)).create(10))
    assert (answer.status, answer.code) == (403, "forbidden")
