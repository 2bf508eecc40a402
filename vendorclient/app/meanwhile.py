"""What others changed in a contract while its change was still being written (변경)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from vendorcore.errors import Conflict

from vendorclient.app.draft_forms import contract_from_draft, draft_from_contract
from vendorclient.storage.contracts import Contracts
from vendorclient.storage.drafts import Drafts
from vendorclient.sync.merge import changed, merged

if TYPE_CHECKING:
    from vendorcore.domain import Contract

    from vendorclient.storage.database import Database


def with_what_came(db: Database, mine: Contract, present: Contract) -> Contract:
    """Return our change together with what came since it was begun.

    Where both changed one field our form stays whole, upon the version that it was begun from:
    the server then sees two changes of one version, and a person chooses.
    """
    begun = Drafts(db).begun(mine.id)
    if begun is None or not changed(begun, present):
        return mine
    # Through the form, as our change came: what the form itself writes otherwise is no change.
    before = contract_from_draft(draft_from_contract(begun), present)
    try:
        return merged(before, mine, present)
    except Conflict:
        _go_back_to(db, begun)
        return mine


def _go_back_to(db: Database, begun: Contract) -> None:
    """Let the base be what the change was begun from; 이행내역 are no part of what is written."""
    base = Contracts(db).base(begun.id)
    if base is not None and base.version > begun.version:
        records = {one.id: one.record for one in base.processes}
        processes = tuple(
            replace(one, record=records.get(one.id, one.record)) for one in begun.processes
        )
        Contracts(db).set_base(replace(begun, processes=processes))
