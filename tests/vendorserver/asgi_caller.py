"""Calls the whole server in this process, the way a network would."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any

from vendorserver.asgi import application


@dataclass
class Answer:
    """What came back."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def code(self) -> str:
        return str(self.json["code"])


@dataclass
class Caller:
    """Somebody with an access token, a session, or neither."""

    token: str = ""
    session: str = ""

    def call(
        self, method: str, path: str, body: Any = None, raw: bytes = b"", **headers: str
    ) -> Answer:
        content = raw if body is None else json.dumps(body).encode()
        sent = self._headers(content, body is not None)
        sent |= {name.replace("_", "-").lower(): value for name, value in headers.items()}
        return asyncio.run(_call(method, path, sent, content))

    def _headers(self, content: bytes, is_json: bool) -> dict[str, str]:
        sent = {"host": "127.0.0.1", "content-length": str(len(content))}
        if is_json:
            sent["content-type"] = "application/json"
        if self.token:
            sent["authorization"] = f"Bearer {self.token}"
        if self.session:
            sent["cookie"] = f"session={self.session}"
        return sent


async def _call(method: str, path: str, headers: dict[str, str], body: bytes) -> Answer:
    answer = Answer()
    finished = asyncio.Event()
    waiting = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> dict[str, Any]:
        if waiting:
            return waiting.pop()
        await finished.wait()
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            answer.status = message["status"]
            answer.headers = {
                k.decode().lower(): v.decode("latin-1") for k, v in message["headers"]
            }
        else:
            answer.body += message.get("body", b"")
            if not message.get("more_body"):
                finished.set()

    await application(_scope(method, path, headers), receive, send)
    return answer


def _scope(method: str, path: str, headers: dict[str, str]) -> dict[str, Any]:
    place, _, query = path.partition("?")
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": place,
        "raw_path": place.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(k.encode(), v.encode("latin-1")) for k, v in headers.items()],
        "client": ("127.0.0.1", 50000),
        "server": ("127.0.0.1", 8000),
    }
