"""The people of this library, the one server they send to, and the keys pinned for it."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING

from vendorcore.domain import instant_text, new_id
from vendorcore.errors import NeedsPerson
from vendorcore.protocol import VerifyKey

from vendorclient.storage.outbox import utc_now

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime
    from sqlite3 import Row

    from vendorclient.storage.database import Database

LOCAL_LOGIN = "local"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One person of this library; the server's names are empty before enrolment."""

    id: str
    server_account_id: str = ""
    login: str = LOCAL_LOGIN
    name: str = ""
    role: str = ""
    vendor_id: str = ""
    vendor_name: str = ""
    device_id: str = ""
    enrolled_at: str = ""

    @property
    def enrolled(self) -> bool:
        """Whether the server knows this person on this computer."""
        return bool(self.device_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """The one server of this library; clock_error_ms is our clock minus the server's."""

    id: str
    url: str
    name: str
    clock_error_ms: int = 0
    clock_known: bool = False


_SELECT = """SELECT id, server_account_id, login, name, role, vendor_id, vendor_name, device_id,
  enrolled_at FROM account"""


class Accounts:
    """Who works here; the first person exists before any server is known."""

    def __init__(self, db: Database, now: Callable[[], datetime] = utc_now) -> None:
        self._db = db
        self._now = now

    def active(self) -> Account:
        """Return who is working now; the first call makes the local account."""
        row = self._db.row(f"{_SELECT} WHERE active = 1")
        if row:
            return _account(row)
        with self._db.transaction():
            again = self._db.row(f"{_SELECT} WHERE active = 1")
            if again:
                return _account(again)
            account = Account(id=new_id())
            self._write_active(account)
            return account

    def all(self) -> list[Account]:
        """Return everybody of this library."""
        return [_account(row) for row in self._db.rows(f"{_SELECT} ORDER BY id")]

    def get(self, account_id: str) -> Account | None:
        """Return one person, None when unknown."""
        row = self._db.row(f"{_SELECT} WHERE id = ?", account_id)
        return _account(row) if row else None

    def activate(self, account_id: str) -> None:
        """Let another person of this library work here now."""
        with self._db.transaction() as connection:
            if self.get(account_id) is None:
                raise NeedsPerson("account-unknown", account=account_id)
            connection.execute("UPDATE account SET active = 0")
            connection.execute("UPDATE account SET active = 1 WHERE id = ?", (account_id,))

    def place_for(self, server_account_id: str) -> Account:
        """Return the account that an enrolment fills: known, else not yet enrolled, else new."""
        known = self._db.row(f"{_SELECT} WHERE server_account_id = ?", server_account_id)
        if known:
            return _account(known)
        active = self.active()
        return active if not active.server_account_id else Account(id=new_id())

    def enrol(self, account: Account, server: Server, keys: Mapping[str, VerifyKey]) -> None:
        """Remember an enrolment as a whole: person, server, pinned keys."""
        with self._db.transaction() as connection:
            self._check_one_server(server)
            self._write_active(account)
            connection.execute(
                """INSERT INTO server (id, url, name, clock_error_ms, clock_known)
                VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE
                SET url = excluded.url, name = excluded.name""",
                (server.id, server.url, server.name, server.clock_error_ms, server.clock_known),
            )
            self.pin(keys)

    def server(self) -> Server | None:
        """Return the server of this library, None before the first enrolment."""
        row = self._db.row("SELECT id, url, name, clock_error_ms, clock_known FROM server")
        if not row:
            return None
        return Server(**{**dict(row), "clock_known": bool(row["clock_known"])})

    def keys(self) -> dict[str, VerifyKey]:
        """Return the pinned keys by their names; receipts are checked with nothing else."""
        rows = self._db.rows("SELECT key_id, public_key FROM server_key")
        return {row["key_id"]: VerifyKey.from_text(row["public_key"]) for row in rows}

    def pin(self, keys: Mapping[str, VerifyKey]) -> None:
        """Trust further keys of the server, besides those that are pinned already."""
        now = instant_text(self._now())
        with self._db.transaction() as connection:
            for key_id, key in keys.items():
                connection.execute(
                    "INSERT INTO server_key (key_id, server_id, public_key, pinned_at)"
                    " SELECT ?, id, ?, ? FROM server WHERE true ON CONFLICT (key_id) DO NOTHING",
                    (key_id, key.text, now),
                )

    def learn_clock_error(self, milliseconds: int) -> None:
        """Remember how far this computer's clock is from the server's."""
        with self._db.transaction() as connection:
            connection.execute(
                "UPDATE server SET clock_error_ms = ?, clock_known = 1", (milliseconds,)
            )

    def _check_one_server(self, server: Server) -> None:
        present = self.server()
        if present and present.id != server.id:
            raise NeedsPerson("other-server", name=present.name, url=present.url)

    def _write_active(self, account: Account) -> None:
        with self._db.transaction() as connection:
            connection.execute("UPDATE account SET active = 0")
            connection.execute(
                """INSERT INTO account (id, server_account_id, login, name, role, vendor_id,
                  vendor_name, device_id, enrolled_at, active) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1)
                ON CONFLICT (id) DO UPDATE SET server_account_id = excluded.server_account_id,
                  login = excluded.login, name = excluded.name, role = excluded.role,
                  vendor_id = excluded.vendor_id, vendor_name = excluded.vendor_name,
                  device_id = excluded.device_id, enrolled_at = excluded.enrolled_at, active = 1""",
                astuple(account),
            )


def _account(row: Row) -> Account:
    return Account(**dict(row))
