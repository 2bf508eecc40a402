"""What the server would not let go stays in a contract, and comes back where it was taken out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from vendorcore.domain import ContractState
from vendorcore.errors import NeedsPerson
from vendorcore.protocol import contract_to_json

from tests.vendorclient.builders import NOON, a_contract, at_noon
from vendorclient.app import drafting, drafts
from vendorclient.app.registering import register_draft
from vendorclient.app.tagging import tag
from vendorclient.storage.contracts import Contracts
from vendorclient.storage.operations import OperationKind, OperationState
from vendorclient.storage.outbox import Outbox

if TYPE_CHECKING:
    from pathlib import Path

    from vendorcore.domain import Contract, Draft

    from tests.vendorclient.builders import Library


def a_known_contract(library: Library) -> Contract:
    contract = a_contract(state=ContractState.REGISTERED, version=1)
    Contracts(library.db).confirm(contract, account_id=library.account_id, at=NOON)
    return contract


def revise(library: Library, contract: Contract) -> Draft:
    return drafts.revise_contract(
        library.db, contract.id, account_id=library.account_id, now=at_noon
    )


def register(library: Library, contract: Contract) -> Contract:
    return register_draft(
        library.db, contract.id, account_id=library.account_id, now=at_noon, reason="정정"
    )


def refuse(library: Library, contract: Contract, code: str) -> None:
    outbox = Outbox(library.db)
    outbox.queue(
        id="op",
        account_id=library.account_id,
        kind=OperationKind.PUT_CONTRACT,
        entity_id=contract.id,
        contract_id=contract.id,
        payload=contract_to_json(contract),
    )
    op = outbox.of_entity(contract.id)[0]
    for state in (OperationState.READY, OperationState.REJECTED):
        op = outbox.move(op, state, code=code)


def test_a_process_that_has_photos_cannot_be_taken_out(library: Library, tmp_path: Path) -> None:
    contract = a_known_contract(library)
    cutting, joining = contract.processes
    sha256 = library.one(tmp_path / "card")
    library.know(sha256)
    said = {"account_id": library.account_id, "now": at_noon}
    tag(library.db, contract_id=contract.id, process_id=cutting.id, sha256s=[sha256], **said)
    revise(library, contract)
    drafting.remove_process(library.db, contract.id, cutting.id, now=at_noon)

    with pytest.raises(NeedsPerson, match="process-in-use"):
        register(library, contract)

    drafts.undo(library.db, contract.id, now=at_noon)
    drafting.remove_process(library.db, contract.id, joining.id, now=at_noon)
    assert [one.id for one in register(library, contract).processes] == [cutting.id]


def test_an_institution_of_a_registered_contract_cannot_be_taken_out(library: Library) -> None:
    contract = a_known_contract(library)
    draft = revise(library, contract)
    other = replace(draft.parties[0], name="강릉시")
    drafting.edit(
        library.db, contract.id, lambda draft: replace(draft, parties=(other,)), now=at_noon
    )

    with pytest.raises(NeedsPerson, match="parties-fixed"):
        register(library, contract)


@pytest.mark.parametrize("code", ["process-in-use", "parties-fixed"])
def test_what_the_server_kept_is_there_again_when_the_refused_form_is_corrected(
    library: Library, code: str
) -> None:
    contract = a_known_contract(library)
    less = replace(contract, name="책상", parties=(), items=(), processes=())
    Contracts(library.db).save(less, account_id=library.account_id, at=NOON)
    refuse(library, less, code)

    draft = revise(library, contract)

    assert draft.name == "책상"
    assert [one.name for one in draft.parties] == ["속초시"]
    assert [one.id for one in draft.items] == [one.id for one in contract.items]
    assert [one.id for one in draft.processes] == [one.id for one in contract.processes]
