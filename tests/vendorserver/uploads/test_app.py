"""What tus 1.0.0 asks of a server, and what we ask beyond it."""

import asyncio
import json
import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import pytest
from pytest_django.fixtures import Settings

from tests.vendorserver.uploads.builders import (
    PIECE,
    Answer,
    Sender,
    a_token,
    an_account,
    metadata,
    row_of,
    sha1,
    stored,
)
from vendorserver.models import Account, UploadState
from vendorserver.storage import blobs

CONTENT = b"0123456789"


def test_anybody_learns_what_the_server_can_do(clerk: Account) -> None:
    answer = asyncio.run(Sender().ask("OPTIONS", "/uploads/", Tus_Resumable="9.9.9"))
    assert answer.status == 204
    assert answer.headers["tus-version"] == "1.0.0"
    assert "creation-defer-length" in answer.headers["tus-extension"].split(",")
    assert "sha1" in answer.headers["tus-checksum-algorithm"].split(",")


def test_file_arrives_in_pieces(sender: Sender) -> None:
    async def send() -> str:
        path = await sender.begin(10)
        assert (await sender.patch(path, 0, CONTENT[:4])).offset == 4
        assert (await sender.patch(path, 4, CONTENT[4:])).offset == 10
        return path

    path = asyncio.run(send())
    assert stored(path) == CONTENT
    assert row_of(path).state == UploadState.COMPLETE


def test_answers_carry_the_servers_name(sender: Sender, settings: Settings) -> None:
    answer = asyncio.run(sender.create(3))
    assert answer.headers["vendor-server"] == settings.SERVER.server_id
    assert answer.headers["tus-resumable"] == "1.0.0"


def test_location_is_a_path(sender: Sender) -> None:
    path = asyncio.run(sender.begin(3, X_Forwarded_Host="evil.example"))
    assert re.fullmatch(r"/uploads/[0-9a-f]{32}", path)


def test_head_tells_offset_length_and_metadata(sender: Sender) -> None:
    said = metadata(filename="한글 사진.jpg", filetype="image/jpeg")

    async def ask() -> Answer:
        path = await sender.begin(11, Upload_Metadata=said)
        await sender.patch(path, 0, b"abc")
        return await sender.head(path)

    answer = asyncio.run(ask())
    assert (answer.offset, answer.headers["upload-length"]) == (3, "11")
    assert answer.headers["upload-metadata"] == said
    assert answer.headers["cache-control"] == "no-store"


def test_expiry_is_told_as_http_writes_dates(sender: Sender) -> None:
    answer = asyncio.run(sender.create(3))
    text = answer.headers["upload-expires"]
    assert re.fullmatch(r"[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT", text)
    assert parsedate_to_datetime(text) > datetime.now(UTC) + timedelta(days=6)


@pytest.mark.parametrize("version", ["", "0.2.2"])
def test_other_versions_are_told_ours_and_change_nothing(sender: Sender, version: str) -> None:
    async def ask() -> tuple[Answer, Answer]:
        path = await sender.begin(3)
        refused = await sender.patch(path, 0, b"abc", Tus_Resumable=version)
        return refused, await sender.head(path)

    refused, after = asyncio.run(ask())
    assert (refused.status, refused.code) == (412, "tus-version")
    assert refused.headers["tus-version"] == "1.0.0"
    assert after.offset == 0


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"Authorization": ""}, 401, "sign-in-needed"),
        ({"Authorization": "Bearer wrong"}, 401, "sign-in-needed"),
        ({"Content_Type": "text/plain"}, 415, "wrong-content-type"),
        ({"Content_Type": ""}, 415, "wrong-content-type"),
        ({"Upload_Offset": ""}, 400, "invalid-entry"),
        ({"Upload_Offset": "-1"}, 400, "invalid-entry"),
        ({"Upload_Offset": "2"}, 409, "wrong-offset"),
        ({"Upload_Checksum": "rot13 AAAA"}, 400, "invalid-entry"),
        ({"Upload_Checksum": "sha1 !!"}, 400, "invalid-entry"),
        ({"Upload_Checksum": sha1(b"other")}, 460, "checksum-mismatch"),
        ({"Content_Length": "11"}, 413, "too-large"),
        ({"Content_Length": "", "Transfer_Encoding": "chunked"}, 413, "too-large"),
        ({"Upload_Length": "99"}, 400, "invalid-entry"),
    ],
)
def test_refused_piece_leaves_nothing(
    sender: Sender, change: dict[str, str], status: int, code: str
) -> None:
    async def ask() -> tuple[Answer, Answer]:
        path = await sender.begin(10)
        refused = await sender.patch(path, 0, b"x" * 11 if code == "too-large" else b"x", **change)
        return refused, await sender.head(path)

    refused, after = asyncio.run(ask())
    assert (refused.status, refused.code) == (status, code)
    assert refused.headers["content-type"] == "application/problem+json"
    assert after.offset == 0


def test_others_uploads_are_not_found(sender: Sender, clerk: Account) -> None:
    stranger = Sender(a_token(an_account("lee")))
    colleague = Sender(a_token(an_account("park", clerk.vendor)))

    async def ask() -> list[int]:
        path = await sender.begin(3)
        asked = [await one.head(path) for one in (stranger, colleague)]
        asked.append(await stranger.patch(path, 0, b"abc"))
        asked.append(await stranger.ask("DELETE", path))
        return [answer.status for answer in asked]

    assert asyncio.run(ask()) == [404] * 4


def test_strangers_cannot_tell_what_exists(sender: Sender) -> None:
    async def ask() -> set[int]:
        path = await sender.begin(3)
        return {(await Sender().head(p)).status for p in (path, "/uploads/" + "d" * 32)}

    assert asyncio.run(ask()) == {401}


@pytest.mark.parametrize("name", ["x", "../etc", "a" * 5000, ".locks", "CON", "\x00", "a" * 33])
@pytest.mark.parametrize("method", ["HEAD", "PATCH", "DELETE"])
def test_other_names_are_not_found(sender: Sender, name: str, method: str) -> None:
    assert asyncio.run(sender.ask(method, "/uploads/" + name)).status == 404


def test_unknown_verbs_are_refused(sender: Sender) -> None:
    assert asyncio.run(sender.ask("GET", "/uploads/" + "a" * 32)).status == 405


def test_method_can_be_named_in_a_header(sender: Sender) -> None:
    async def ask() -> Answer:
        path = await sender.begin(3)
        said = {"X_HTTP_Method_Override": "PATCH", "Upload_Offset": "0", "Content_Type": PIECE}
        return await sender.ask("POST", path, b"abc", **said)

    assert asyncio.run(ask()).status == 204


def test_right_checksum_is_accepted(sender: Sender) -> None:
    async def ask() -> str:
        path = await sender.begin(10)
        await sender.patch(path, 0, b"xxxx", Upload_Checksum=sha1(b"yyyy"))
        await sender.patch(path, 0, CONTENT[:4], Upload_Checksum=sha1(CONTENT[:4]))
        await sender.patch(path, 4, CONTENT[4:], Upload_Checksum=sha1(CONTENT[4:]))
        return path

    assert stored(asyncio.run(ask())) == CONTENT


def test_complete_file_takes_no_more(sender: Sender) -> None:
    async def ask() -> tuple[str, Answer]:
        path = await sender.begin(10)
        await sender.patch(path, 0, CONTENT)
        return path, await sender.patch(path, 10, b"more")

    path, more = asyncio.run(ask())
    assert more.status == 413
    assert stored(path) == CONTENT


def test_terminated_upload_is_gone_with_its_bytes(sender: Sender) -> None:
    async def ask() -> tuple[str, list[int]]:
        path = await sender.begin(10)
        await sender.patch(path, 0, b"abc")
        first = await sender.ask("DELETE", path)
        after = [await sender.head(path), await sender.ask("DELETE", path)]
        return path, [first.status, *(answer.status for answer in after)]

    path, statuses = asyncio.run(ask())
    assert statuses == [204, 404, 404]
    assert blobs().size(path.rsplit("/", 1)[-1]) == -1


@pytest.mark.parametrize(
    ("said", "sentence"),
    [({}, "찾을 수 없습니다."), ({"Cookie": "language=ko; broken"}, "찾을 수 없습니다.")],
)
def test_refusals_speak_the_readers_language(
    sender: Sender, said: dict[str, str], sentence: str
) -> None:
    answer = asyncio.run(sender.ask("PATCH", "/uploads/x", b"", **said))
    assert json.loads(answer.body)["detail"] == sentence
