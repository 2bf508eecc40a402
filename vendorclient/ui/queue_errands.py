"""What the lanes do for the queue; each errand loads what it needs there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from vendorcore.text import _

from vendorclient.app.opened import active_account, now

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vendorclient.app.changed import Announce
    from vendorclient.storage.database import Database


def try_again(op_ids: Sequence[str], announce: Announce, db: Database) -> int:
    """Let what was set aside be sent again; nothing named means all but what a person holds."""
    from vendorclient.app.settling import try_again
    from vendorclient.storage.operations import OperationState
    from vendorclient.storage.outbox import Outbox

    held = OperationState.PAUSED
    wanted = op_ids or [op.id for op in Outbox(db).open() if op.state is not held]
    return try_again(db, wanted, announce=announce)


def hold(op_ids: Sequence[str], announce: Announce, db: Database) -> int:
    """Let files wait until the person lets them go on."""
    from vendorclient.app.settling import hold

    return hold(db, op_ids, announce=announce)


def withdraw_one(attachment_id: str, reason: str, announce: Announce, db: Database) -> int:
    """Take one thing back that was handed in."""
    from vendorclient.app.withdrawing import withdraw

    account = active_account(db)
    withdraw(
        db,
        attachment_id=attachment_id,
        reason=reason,
        account_id=account,
        now=now,
        announce=announce,
    )
    return 1


def write_record(path: str, head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """Write what was sent as a spreadsheet; return its name."""
    from vendorcore.documents import write_listing

    from vendorclient.storage.durable import disk_border

    with disk_border(Path(path)), Path(path).open("wb") as file:
        write_listing(_("보낸 기록"), head, rows, file)
    return Path(path).name
