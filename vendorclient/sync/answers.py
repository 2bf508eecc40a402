"""What came back from the server: an answer that counts, or an error in our words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from vendorcore.errors import (
    Busy,
    Conflict,
    InvalidEntry,
    NeedsPerson,
    Offline,
    Refused,
    SignInNeeded,
    VendorError,
)
from vendorcore.protocol import Problem, parse_object

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vendorcore.protocol import JsonObject

SERVER_HEADER = "Vendor-Server"
_PROXIES_SAY = frozenset({408, 413, 425, 429, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class Answer:
    """A success of our own server."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""

    def json(self) -> JsonObject:
        """Return the object in the body; Offline("not-our-server") when there is none."""
        try:
            return parse_object(self.body)
        except InvalidEntry as error:
            raise Offline("not-our-server") from error

    def number(self, name: str) -> int:
        """Return a header that holds a count; Offline("not-our-server") without it."""
        text = self.headers.get(name, "")
        if not text.isdecimal():
            raise Offline("not-our-server", header=name)
        return int(text)


def is_ours(headers: Mapping[str, str], server_id: str) -> bool:
    """Whether our server wrote this; before enrolment any server of our kind will do."""
    found = headers.get(SERVER_HEADER, "")
    return found == server_id if server_id else bool(found)


def error_of(status: int, headers: Mapping[str, str], body: bytes, *, ours: bool) -> VendorError:
    """Return what a refusal means; details hold the status and whether it is our server's."""
    if not ours and status not in _PROXIES_SAY:
        return Offline("not-our-server", status=status)
    problem = _problem(status, body)
    values: dict[str, object] = {**problem.values, "status": status, "ours": ours}
    if status == 401:
        return SignInNeeded("sign-in-needed", **values)
    if status == 426 or (status == 412 and headers.get("Tus-Version")):
        return NeedsPerson("program-too-old", **values)
    if status in (408, 423, 425, 429) or status >= 500:
        code = "server-full" if status == 507 else "busy"
        return Busy(code, retry_after=_retry_after(headers), **_without(values, "retry_after"))
    if status in (409, 412):
        return Conflict(problem.code, **values)
    return Refused("too-large" if status == 413 and not ours else problem.code, **values)


def _without(values: dict[str, object], name: str) -> dict[str, object]:
    return {key: value for key, value in values.items() if key != name}


def _problem(status: int, body: bytes) -> Problem:
    try:
        return Problem.from_json(status, parse_object(body))
    except InvalidEntry:
        return Problem(status, "refused")


def _retry_after(headers: Mapping[str, str], now: datetime | None = None) -> float:
    text = headers.get("Retry-After", "")
    if text.isdecimal():
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return 0.0
    return max(0.0, (moment - (now or datetime.now(UTC))).total_seconds())
