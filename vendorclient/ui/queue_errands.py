"""What the lanes do for the queue; each errand loads what it needs there."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
