"""What the lanes do for the window; each errand loads what it needs there, never in the window."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from vendorclient.app.changed import Changed, Kind
from vendorclient.app.opened import active_account, now

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import timedelta

    from vendorcore.domain import Stage
    from vendorcore.evidence import Correction

    from vendorclient.app.backup import Backup
    from vendorclient.app.changed import Announce
    from vendorclient.app.clock import Measured
    from vendorclient.app.details import Details
    from vendorclient.app.people import Person
    from vendorclient.app.sending import Status
    from vendorclient.app.submitting import Submitted
    from vendorclient.app.trial import Tried
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


def know(contract_id: str, sha256: str, db: Database) -> Details:
    """Return everything that is known of one photo."""
    from vendorclient.app.details import details

    return details(db, sha256, contract_id)


def annotate(
    contract_id: str,
    sha256s: Sequence[str],
    note: str | None,
    label: Stage | None,
    announce: Announce,
    db: Database,
) -> int:
    """Say something about photos that are tagged and not handed in."""
    from vendorclient.app.annotating import annotate

    return annotate(db, contract_id, sha256s, note=note, label=label, announce=announce)


def set_clock(
    found: Details, shift: timedelta, reason: str, announce: Announce, db: Database
) -> Correction:
    """Set the clock of a camera right for its whole card, by a person's word."""
    from vendorclient.app.clock import state

    return state(
        db,
        shift,
        device_key=found.file.device_key,
        camera=found.facts.device if found.facts else "",
        reason=reason,
        account_id=active_account(db),
        now=now,
        announce=announce,
    )


def code_now(folder: DataFolder, db: Database) -> str:
    """Return what the clock on the screen says at this moment."""
    from vendorclient.app.clock import code_now
    from vendorclient.app.way import Way

    return code_now(db, Way.of(folder).secrets, now())


def measure(folder: DataFolder, sha256: str) -> Measured:
    """Return the error of the camera that took this photo of our clock."""
    from vendorcore.media import Workshop

    from vendorclient.app.clock import measure
    from vendorclient.app.way import Way
    from vendorclient.storage.database import Database
    from vendorclient.storage.originals import Originals

    with (
        Workshop() as workshop,
        closing(Originals(folder)) as originals,
        closing(Database(folder.database_path)) as db,
    ):
        secrets = Way.of(folder).secrets
        return measure(db, sha256, secrets=secrets, originals=originals, workshop=workshop)


def correct(measured: Measured, announce: Announce, db: Database) -> Correction:
    """Set a card right by what was measured."""
    from vendorclient.app.clock import correct

    return correct(db, measured, account_id=active_account(db), now=now, announce=announce)


def release_clock(correction_id: str, announce: Announce, db: Database) -> int:
    """Let photos go by their camera again."""
    from vendorclient.app.clock import take_back

    return take_back(db, correction_id, announce=announce)


def withdraw(
    contract_id: str, sha256s: Sequence[str], reason: str, announce: Announce, db: Database
) -> int:
    """Take back what was handed in: all of it or nothing."""
    from vendorclient.app.withdrawing import withdraw

    with db.transaction():
        handed = _handed_in(db, contract_id, sha256s)
        for attachment_id in handed:
            withdraw(
                db,
                attachment_id=attachment_id,
                reason=reason,
                account_id=active_account(db),
                now=now,
            )
    announce(Changed.of(Kind.ATTACHMENTS, Kind.OUTBOX))
    return len(handed)


def move(
    place: tuple[str, str], sha256s: Sequence[str], reason: str, announce: Announce, db: Database
) -> int:
    """Move what was handed in to another process of its contract: all of it or nothing."""
    from vendorclient.app.moving import move
    from vendorclient.storage.attachments import Attachments

    contract_id, process_id = place
    with db.transaction():
        handed = [
            attachment_id
            for attachment_id in _handed_in(db, contract_id, sha256s)
            if Attachments(db).get(attachment_id).attachment.process_id != process_id
        ]
        for attachment_id in handed:
            move(
                db,
                attachment_id=attachment_id,
                contract_id=contract_id,
                process_id=process_id,
                reason=reason,
                account_id=active_account(db),
                now=now,
            )
    announce(Changed.of(Kind.ATTACHMENTS, Kind.OUTBOX))
    return len(handed)


def _handed_in(db: Database, contract_id: str, sha256s: Sequence[str]) -> list[str]:
    from vendorclient.storage.attachments import Attachments

    return [
        one.attachment.id
        for one in Attachments(db).of_contract(contract_id)
        if one.attachment.sha256 in sha256s and one.submission_id and not one.withdrawn_at
    ]


def back_up(folder: DataFolder, to: str) -> Backup:
    """Copy everything of the library into a folder."""
    from vendorclient.app.backup import back_up

    return back_up(folder, Path(to), now=now)


def plan_restore(folder: DataFolder, source: str) -> Backup:
    """Have a backup taken over at the next start."""
    from vendorclient.app.backup import plan_restore

    return plan_restore(folder, Path(source))


def diagnose(folder: DataFolder, to: str) -> list[str]:
    """Write the file that helps to find a fault."""
    from vendorcore.media import Workshop

    from vendorclient.app.diagnostics import pack
    from vendorclient.app.doctor import examine
    from vendorclient.app.way import Way

    with Workshop() as workshop:
        examined = list(examine(folder.root, workshop=workshop, way_of=Way.of))
    return pack(folder, Path(to), examined)


def try_sending(folder: DataFolder) -> Tried:
    """Send a small file to the server and take it away again."""
    from vendorclient.app.trial import try_sending
    from vendorclient.app.way import Way

    return try_sending(folder, Way.of(folder))


def practise(announce: Announce, db: Database) -> str:
    """Return the contract to learn with."""
    from vendorclient.app.practising import practise

    return practise(db, account_id=active_account(db), now=now, announce=announce).id


def read_people(db: Database) -> list[Person]:
    """Return everybody who works on this computer."""
    from vendorclient.app.people import people

    return people(db)


def take_over(account_id: str, announce: Announce, db: Database) -> Person:
    """Let another person work here."""
    from vendorclient.app.people import take_over

    return take_over(db, account_id, announce=announce)


def find_folder(path: str) -> Device:
    """Return a folder as something to take photos from."""
    from vendorclient.app.looking import choose

    return choose(path, ())
