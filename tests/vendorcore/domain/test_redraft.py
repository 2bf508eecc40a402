"""A contract as the draft that says the same."""

from vendorcore.domain.redraft import draft_from_contract

from tests.vendorcore.documents.builders import a_contract


def test_a_draft_says_what_the_contract_says() -> None:
    contract = a_contract()
    draft = draft_from_contract(contract)
    assert (draft.id, draft.name, draft.due_on) == (
        contract.id,
        contract.name,
        contract.due_on.isoformat(),
    )
    assert [one.id for one in draft.items] == [one.id for one in contract.items]
    assert [(one.id, one.name) for one in draft.processes] == [
        (one.id, one.plan.process) for one in contract.processes
    ]
    assert [one.name for one in draft.parties] == [one.institution.name for one in contract.parties]
