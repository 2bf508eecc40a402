"""Keeps contracts (수주정보): adds them from JSON, changes them, shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from vendorcore.domain import ContractState, new_id
from vendorcore.errors import InvalidEntry
from vendorcore.protocol import contract_from_json, parse_object

from vendorclient.app.changed import Changed, Kind, nobody
from vendorclient.app.submitting import queue_contract
from vendorclient.app.tagging import weigh_again
from vendorclient.storage.contracts import Contracts

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from vendorcore.domain import Contract
    from vendorcore.protocol import JsonObject

    from vendorclient.app.changed import Announce
    from vendorclient.storage.database import Database


def contract_from_text(text: str) -> Contract:
    """Return the contract written in a JSON file; ids that are missing are made."""
    form = parse_object(text)
    form.setdefault("id", new_id())
    items, processes = (_objects(form, key) for key in ("items", "processes"))
    for row in (*items, *processes):
        row.setdefault("id", new_id())
    for seq, process in enumerate(processes, start=1):
        process.setdefault("seq", seq)
        if items:
            process.setdefault("item_id", items[0]["id"])
    return contract_from_json(form)


def save_contract(
    db: Database,
    contract: Contract,
    *,
    account_id: str,
    now: Callable[[], datetime],
    announce: Announce = nobody,
) -> Contract:
    """Keep a new contract or a changed one; what is tagged is weighed against the new plan.

    A form that the server already knows is sent to it; a draft stays here until it is handed in.
    """
    with db.transaction():
        contracts = Contracts(db)
        base = contracts.base(contract.id)
        kept = contract.in_state(
            base.state if base else ContractState.DRAFT, base.version if base else 0
        )
        contracts.save(kept, account_id=account_id, at=now())
        weigh_again(db, kept)
        if base is not None:
            queue_contract(db, kept, account_id)
    announce(Changed.of(Kind.CONTRACTS, Kind.ATTACHMENTS))
    return kept


def _objects(form: JsonObject, key: str) -> list[JsonObject]:
    rows = form.get(key, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise InvalidEntry(field=key, reason="not-a-list")
    return cast("list[JsonObject]", rows)
