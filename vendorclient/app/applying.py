"""가입 신청: the firm applies to a server from here, sends its papers and hears how it stands."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote, urlencode, urlsplit

from vendorcore.domain import new_id
from vendorcore.errors import InvalidEntry, NeedsPerson, Offline, Refused, SignInNeeded

from vendorclient.storage.accounts import Server
from vendorclient.storage.settings import Settings
from vendorclient.sync.bodies import FileSlice

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from vendorcore.protocol import JsonObject

    from vendorclient.app.way import Way
    from vendorclient.storage.database import Database

_KEPT = "application"
# So often people see how far a paper is.
_BLOCK = 64 << 10
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """One field or paper of a form."""

    key: str
    name: str
    form: str
    required: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class KindOffered:
    """One kind of application that a server offers."""

    key: str
    name: str
    about: str
    fields: tuple[FormField, ...]
    papers: tuple[FormField, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """An application that was made here; the password is never kept."""

    id: str
    url: str
    kind: str
    login: str
    number: str
    values: Mapping[str, str]
    receipt_no: str = ""
    organisation: str = ""
    state: str = ""
    reason: str = ""
    missing: tuple[str, ...] = field(default=())


def offered(way: Way, url: str) -> list[KindOffered]:
    """Return the kinds that a server offers to programs."""
    answer = _call(way, url, "GET", "/api/v1/registration-kinds")
    rows = cast("list[dict[str, Any]]", answer.get("kinds") or [])
    return [_kind(row) for row in rows if "client" in row["channels"]]


def present(db: Database) -> Application | None:
    """Return the application that was made here, as it was last seen."""
    text = Settings(db).get(_KEPT)
    if not text:
        return None
    row = json.loads(text)
    return Application(**row | {"missing": tuple(row["missing"])})


def apply(
    db: Database, way: Way, url: str, kind: str, login: str, password: str, values: dict[str, str]
) -> Application:
    """Hand in an application; its id is kept first, so that trying again makes no second one."""
    _check_address(url)
    before = present(db)
    same = before is not None and not before.receipt_no and before.url == url
    mine = Application(
        id=before.id if before and same else new_id(),
        url=url,
        kind=kind,
        login=login,
        number=values.get("business_no", ""),
        values=values,
    )
    _keep(db, mine)
    body: JsonObject = {
        "kind": kind,
        "login": login,
        "password": password,
        "values": dict(values),
    }
    answer = _call(way, url, "PUT", f"/api/v1/registrations/{mine.id}", body)
    return _keep(db, _after(mine, answer))


def again(db: Database, way: Way, password: str, values: Mapping[str, str]) -> Application:
    """Hand a held or refused application in again with what was corrected."""
    mine = _mine(db)
    body: JsonObject = {"password": password, "values": dict(values)}
    try:
        answer = _call(way, mine.url, "POST", f"/api/v1/registrations/{mine.id}/again", body)
    except SignInNeeded as error:
        raise SignInNeeded("wrong-password") from error
    number = values.get("business_no", mine.number)
    return _keep(db, _after(replace(mine, values=dict(values), number=number), answer))


def hand_in(
    db: Database, way: Way, key: str, path: Path, sent: Callable[[int], None]
) -> Application:
    """Send one paper (PDF, JPEG or PNG); `sent` hears of every piece that has gone."""
    mine = _mine(db)
    place = f"/api/v1/registrations/{mine.id}/papers/{quote(key, safe='')}"
    try:
        size = path.stat().st_size
    except OSError as error:
        raise InvalidEntry(field="scan", reason="missing") from error

    def told(count: int) -> int:
        sent(count)
        return _BLOCK

    with FileSlice(path, 0, size, told) as body:
        return _keep(db, _after(mine, _call(way, mine.url, "PUT", place, body)))


def ask(db: Database, way: Way) -> Application:
    """Ask the server how the application stands; no sign-in is needed."""
    mine = _mine(db)
    query = urlencode({"number": mine.number})
    place = f"/api/v1/registrations/{quote(mine.receipt_no, safe='')}?{query}"
    return _keep(db, _after(mine, _call(way, mine.url, "GET", place)))


def _mine(db: Database) -> Application:
    mine = present(db)
    if mine is None or not mine.receipt_no:
        raise NeedsPerson("no-application")
    return mine


def _keep(db: Database, mine: Application) -> Application:
    Settings(db).set(_KEPT, json.dumps(asdict(mine), ensure_ascii=False))
    return mine


def _after(mine: Application, answer: JsonObject) -> Application:
    missing = cast("list[str]", answer.get("missing") or [])
    return replace(
        mine,
        receipt_no=str(answer.get("receipt_no", "")),
        organisation=str(answer.get("organisation", "")),
        state=str(answer.get("state", "")),
        reason=str(answer.get("reason", "")),
        missing=tuple(map(str, missing)),
    )


def _call(
    way: Way, url: str, method: str, path: str, body: JsonObject | FileSlice | None = None
) -> JsonObject:
    _check_address(url)
    transport = way.connect(Server(id="", url=url, name=""))
    headers = {"Content-Type": "application/octet-stream"} if isinstance(body, FileSlice) else {}
    try:
        return transport.call(method, path, body=body, headers=headers).json()
    except Offline as error:
        # Nothing is queued here: whoever applies has to try again.
        raise Offline("enrol-offline") if error.code == Offline.code else error from error
    finally:
        transport.close()


def _check_address(url: str) -> None:
    address = urlsplit(url)
    if address.scheme not in ("http", "https") or not address.hostname:
        raise InvalidEntry(field="server", reason="malformed")
    if address.scheme == "http" and address.hostname not in _LOOPBACK:
        raise InvalidEntry("insecure-address", url=url)


def _kind(row: dict[str, Any]) -> KindOffered:
    try:
        return KindOffered(
            key=row["key"],
            name=row["name"],
            about=row["about"],
            fields=tuple(_field(one) for one in row["fields"]),
            papers=tuple(_field(one) for one in row["papers"]),
        )
    except (KeyError, TypeError) as error:
        raise Refused("not-our-server") from error


def _field(row: dict[str, Any]) -> FormField:
    known = ("key", "name", "form", "required")
    return FormField(**{name: row[name] for name in known})
