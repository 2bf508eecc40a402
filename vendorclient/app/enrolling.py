"""Joins this computer to its server (등록 코드): the ticket tells which server is the right one."""

from __future__ import annotations

import platform
from dataclasses import replace
from typing import TYPE_CHECKING

from vendorcore.domain import instant_text
from vendorcore.errors import NeedsPerson, Offline
from vendorcore.protocol import EnrolmentTicket, SigningKey, VerifyKey
from vendorcore.protocol.keys import encode

from vendorclient.app.changed import Changed, Kind, nobody
from vendorclient.storage.accounts import Accounts, Server
from vendorclient.sync.health import meet
from vendorclient.sync.secrets import device_key_name, refresh_token_name

if TYPE_CHECKING:
    from vendorcore.protocol import Health, JsonObject

    from vendorclient.app.changed import Announce
    from vendorclient.app.way import Way
    from vendorclient.storage.accounts import Account
    from vendorclient.storage.database import Database
    from vendorclient.sync.clock import Clock

_PENDING = "device-key.pending"


def enrol(db: Database, ticket_text: str, way: Way, *, announce: Announce = nobody) -> Account:
    """Enrol with the ticket that a person pasted; nothing is sent before the key is proved."""
    ticket = EnrolmentTicket.from_text(ticket_text)
    stranger = Server(id="", url=ticket.url, name="")
    try:
        health, error_ms = meet(way.connect(stranger), ticket.fingerprint, way.clock)
    except Offline as error:
        raise _not_reached(error) from error
    _check_same_server(db, health)
    key = SigningKey.generate()
    way.secrets.put(_PENDING, encode(key.secret))
    server = replace(stranger, id=health.server_id)
    answer = _redeem(way, server, ticket.code, key)
    account = _account(db, answer, way.clock)
    server = replace(server, name=_text(_object(answer, "server"), "name"))
    way.secrets.put(device_key_name(account.id), encode(key.secret))
    way.secrets.put(refresh_token_name(account.id), _text(answer, "refresh_token"))
    pinned = VerifyKey.from_text(health.public_key)
    with db.transaction():
        Accounts(db, way.clock.now).enrol(account, server, {pinned.key_id: pinned})
        Accounts(db).learn_clock_error(error_ms)
    way.secrets.drop(_PENDING)
    announce(Changed.of(Kind.SETTINGS, Kind.OUTBOX))
    return account


def _not_reached(error: Offline) -> Offline:
    """Return the error without the promise to go on by itself: nobody is joined yet."""
    return Offline("enrol-offline") if error.code == Offline.code else error


def _redeem(way: Way, server: Server, code: str, key: SigningKey) -> JsonObject:
    body: JsonObject = {
        "code": code,
        "device_key": key.public.text,
        "device_name": way.device_name,
        "client_version": way.version,
        "platform": platform.system().lower() or "unknown",
    }
    return way.connect(server).call("POST", "/api/v1/enrolments", body=body).json()


def _check_same_server(db: Database, health: Health) -> None:
    """One library has one server: another one would not know its contracts."""
    present = Accounts(db).server()
    if present and present.id != health.server_id:
        raise NeedsPerson("other-server", name=present.name, url=present.url)


def _account(db: Database, answer: JsonObject, clock: Clock) -> Account:
    account, vendor = _object(answer, "account"), _object(answer, "vendor")
    place = Accounts(db).place_for(_text(account, "id"))
    return replace(
        place,
        server_account_id=_text(account, "id"),
        login=_text(account, "login"),
        name=_text(account, "name"),
        role=_text(account, "role"),
        vendor_id=_text(vendor, "id"),
        vendor_name=_text(vendor, "name"),
        device_id=_text(answer, "device_id"),
        enrolled_at=instant_text(clock.now()),
    )


def _object(value: JsonObject, name: str) -> JsonObject:
    found = value.get(name)
    if not isinstance(found, dict):
        raise Offline("not-our-server", field=name)
    return found


def _text(value: JsonObject, name: str) -> str:
    found = value.get(name)
    if not isinstance(found, str):
        raise Offline("not-our-server", field=name)
    return found
