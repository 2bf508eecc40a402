"""People who upload, and a client that speaks to the desk without a network."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import json
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils import timezone

from vendorcore.domain import Role

from vendorserver.models import AccessToken, Account, Device, Upload, Vendor
from vendorserver.services.access import Viewer, token_hash, viewer_of
from vendorserver.storage import blobs
from vendorserver.uploads.app import upload_app

PIECE = "application/offset+octet-stream"
NUMBERS = iter(f"{n:010}" for n in range(1_000_000_000, 2_000_000_000))


def a_vendor(name: str = "대한정밀") -> Vendor:
    return Vendor.objects.create(name=name, business_no=next(NUMBERS))


def an_account(login: str = "kim", vendor: Vendor | None = None) -> Account:
    return Account.objects.create(
        login=login, role=Role.OFFICE, vendor=vendor or a_vendor(), password="!"
    )


def a_viewer(login: str = "kim", vendor: Vendor | None = None) -> Viewer:
    return viewer_of(an_account(login, vendor))


def a_token(account: Account) -> str:
    token, now = f"token-{account.login}", timezone.now()
    device = Device.objects.create(
        account=account, name="PC", public_key="k", key_id="k", refresh_hash="r", enrolled_at=now
    )
    AccessToken.objects.create(
        device=device,
        token_hash=token_hash(token),
        issued_at=now,
        expires_at=now + timedelta(minutes=15),
    )
    return token


def row_of(path: str) -> Upload:
    """Return the upload at an address."""
    return Upload.objects.get(id=path.rsplit("/", 1)[-1])


def stored(path: str) -> bytes:
    """Return the bytes of an upload, whole or still growing."""
    row = row_of(path)
    return b"".join(blobs().open_range(row.blob_id or row.id))


def sha1(content: bytes) -> str:
    """Return what Upload-Checksum says of a piece."""
    digest = hashlib.sha1(content, usedforsecurity=False).digest()
    return "sha1 " + base64.b64encode(digest).decode()


def metadata(**pairs: str) -> str:
    return ",".join(f"{k} {base64.b64encode(v.encode()).decode()}" for k, v in pairs.items())


@dataclass
class Answer:
    """What came back."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def offset(self) -> int:
        return int(self.headers["upload-offset"])

    @property
    def code(self) -> str:
        return str(json.loads(self.body)["code"])


class Line:
    """A connection whose sender is the test: pieces, silence, or a cut."""

    def __init__(self) -> None:
        self._messages: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._hungry = asyncio.Event()
        self.answer = Answer()

    def send(self, body: bytes, *, more: bool = False) -> None:
        self._messages.put_nowait({"type": "http.request", "body": body, "more_body": more})

    def cut(self) -> None:
        self._messages.put_nowait({"type": "http.disconnect"})

    async def all_read(self) -> None:
        """Wait until the desk has taken what was sent and asks for more."""
        await self._hungry.wait()

    async def receive(self) -> dict[str, Any]:
        if self._messages.empty():
            self._hungry.set()
        message = await self._messages.get()
        self._hungry.clear()
        return message

    async def reply(self, message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            self.answer.status = message["status"]
            pairs = message["headers"]
            self.answer.headers = {k.decode(): v.decode("latin-1") for k, v in pairs}
        else:
            self.answer.body += message["body"]


@dataclass
class Sender:
    """A tus client of a few lines."""

    token: str = ""

    def scope(self, method: str, path: str, headers: dict[str, str]) -> dict[str, Any]:
        sent = {"Tus-Resumable": "1.0.0"}
        if self.token:
            sent["Authorization"] = f"Bearer {self.token}"
        pairs = [(k.lower().encode(), v.encode()) for k, v in (sent | headers).items() if v]
        return {"type": "http", "method": method, "path": path, "headers": pairs}

    async def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> Answer:
        line = Line()
        line.send(body)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if body:
            named.setdefault("Content-Length", str(len(body)))
        await upload_app(self.scope(method, path, named), line.receive, line.reply)
        return line.answer

    async def create(self, length: int | None, body: bytes = b"", **headers: str) -> Answer:
        said = {"Upload_Defer_Length": "1"} if length is None else {"Upload_Length": str(length)}
        if body:
            said["Content_Type"] = PIECE
        return await self.ask("POST", "/uploads/", body, **said | headers)

    async def begin(self, length: int | None, **headers: str) -> str:
        answer = await self.create(length, b"", **headers)
        assert answer.status == 201, answer
        return answer.headers["location"]

    async def head(self, path: str) -> Answer:
        return await self.ask("HEAD", path)

    async def patch(self, path: str, offset: int, body: bytes, **headers: str) -> Answer:
        said = {"Upload_Offset": str(offset), "Content_Type": PIECE} | headers
        return await self.ask("PATCH", path, body, **said)

    def start(self, path: str, offset: int, line: Line, **headers: str) -> asyncio.Task[None]:
        """Begin a PATCH whose body the test sends bit by bit."""
        said = {"Upload-Offset": str(offset), "Content-Type": PIECE, "Transfer-Encoding": "chunked"}
        scope = self.scope("PATCH", path, said | headers)
        return asyncio.ensure_future(upload_app(scope, line.receive, line.reply))
