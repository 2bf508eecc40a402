"""What the lanes do for the window; each errand loads what it needs there, never in the window."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from vendorclient.app.opened import active_account, now

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vendorclient.app.changed import Announce
    from vendorclient.app.sending import Status
    from vendorclient.app.submitting import Submitted
    from vendorclient.devices import Device
    from vendorclient.paths import DataFolder
    from vendorclient.storage.accounts import Account
    from vendorclient.storage.database import Database


def look_at_sending(folder: DataFolder) -> Status:
    """Return how far the sending is."""
    from vendorclient.app.sending import status

    return status(folder)


def pause_sending(folder: DataFolder, announce: Announce, *, on: bool) -> None:
    """Stop the sending, or let it go on."""
    from vendorclient.app.sending import pause

    pause(folder, on=on, announce=announce)


def sort_photos(
    contract_id: str, wanted: Mapping[str, str], reason: str, announce: Announce, db: Database
) -> dict[str, str]:
    """Put photos into processes; return where they were before."""
    from vendorclient.app.sorting import sort

    return sort(
        db,
        wanted,
        contract_id=contract_id,
        account_id=active_account(db),
        now=now,
        reason=reason,
        announce=announce,
    )


def hand_in(contract_id: str, announce: Announce, db: Database) -> Submitted:
    """Hand in what is tagged in a contract."""
    from vendorclient.app.submitting import submit

    return submit(
        db, contract_id=contract_id, account_id=active_account(db), now=now, announce=announce
    )


def join_server(folder: DataFolder, ticket: str, announce: Announce) -> Account:
    """Join this computer to the server that the ticket names."""
    from vendorclient.app.enrolling import enrol
    from vendorclient.app.way import Way
    from vendorclient.storage.database import Database

    with closing(Database(folder.database_path)) as db:
        return enrol(db, ticket, Way.of(folder), announce=announce)


def find_folder(path: str) -> Device:
    """Return a folder as something to take photos from."""
    from vendorclient.app.looking import choose

    return choose(path, ())
