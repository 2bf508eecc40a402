"""What a person decides about things that could not be sent by themselves."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from vendorcore.errors import InvalidEntry
from vendorcore.protocol import contract_to_json

from vendorclient.app.changed import Changed, Kind, nobody
from vendorclient.storage.contracts import Contracts
from vendorclient.storage.operations import FINAL, NEEDS_PERSON, OperationState
from vendorclient.storage.outbox import Outbox
from vendorclient.storage.server_words import ServerWords

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from vendorcore.domain import Contract

    from vendorclient.app.changed import Announce
    from vendorclient.storage.database import Database

_AGAIN = (NEEDS_PERSON | {OperationState.RETRY_WAIT, OperationState.PAUSED}) - {
    OperationState.CONFLICT
}


class Choice(StrEnum):
    """Which of two forms of a contract is to be kept."""

    MINE = "mine"
    THEIRS = "theirs"


def try_again(db: Database, op_ids: Iterable[str], *, announce: Announce = nobody) -> int:
    """Let operations that were set aside be sent again; return how many there were."""
    outbox, count = Outbox(db), 0
    with db.transaction():
        for op in filter(None, map(outbox.get, op_ids)):
            if op.state in _AGAIN:
                outbox.move(op, OperationState.READY, failures=0, recreated=0)
                count += 1
    announce(Changed.of(Kind.OUTBOX))
    return count


def hold(db: Database, op_ids: Iterable[str], *, announce: Announce = nobody) -> int:
    """Let files wait until a person lets them go on; return how many do now.

    What was sent of one stays at the server, and it goes on from there.
    """
    outbox, count = Outbox(db), 0
    with db.transaction():
        for op in filter(None, map(outbox.get, op_ids)):
            if op.kind.carries_file and op.state.may_become(OperationState.PAUSED):
                outbox.move(op, OperationState.PAUSED)
                count += 1
    announce(Changed.of(Kind.OUTBOX))
    return count


def settle_conflict(
    db: Database,
    contract_id: str,
    choice: Choice,
    *,
    now: Callable[[], datetime],
    announce: Announce = nobody,
) -> Contract:
    """Keep one of the two forms of a contract; ours is sent again on top of theirs."""
    theirs = ServerWords(db).theirs(contract_id)
    if theirs is None:
        raise InvalidEntry("contract-unknown", contract=contract_id)
    with db.transaction():
        contracts = Contracts(db)
        mine = contracts.get(contract_id)
        mine = mine.in_state(mine.state_after(theirs.state), theirs.version)
        kept = mine if choice is Choice.MINE else theirs
        account = _send_again(db, contract_id, kept)
        contracts.confirm(theirs, account_id=account, at=now())
        contracts.save(kept, account_id=account, at=now())
        ServerWords(db).keep_theirs(contract_id, None)
    announce(Changed.of(Kind.CONTRACTS, Kind.OUTBOX))
    return kept


def _send_again(db: Database, contract_id: str, kept: Contract) -> str:
    """Let the operation go on, for the submission behind it waits; return whose it is.

    What was written on top of it goes with the choice: else it would bring the other form back.
    """
    outbox, account = Outbox(db), ""
    for op in outbox.of_entity(contract_id):
        if op.state not in FINAL:
            outbox.replace_payload(op.id, contract_to_json(kept))
        if op.state is OperationState.CONFLICT:
            account = outbox.move(op, OperationState.READY, failures=0).account_id
    return account
