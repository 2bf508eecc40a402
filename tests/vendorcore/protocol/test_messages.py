from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendorcore.domain import (
    Contract,
    ContractItem,
    Institution,
    Party,
    PartyRole,
    Process,
    ProcessPlan,
    new_id,
)
from vendorcore.errors import InvalidEntry
from vendorcore.protocol import contract_from_json, contract_to_json

names = st.text(min_size=1).filter(lambda text: text.strip())
days = st.dates(date(2000, 1, 1), date(2099, 1, 1))


@st.composite
def contracts(draw):
    signed_on = draw(days)
    item = ContractItem(id=new_id(), detail_no="", detail_name=draw(names))
    processes = tuple(
        Process(
            id=new_id(),
            item_id=item.id,
            seq=seq,
            plan=ProcessPlan(
                process=draw(names), starts_on=signed_on, ends_on=signed_on + timedelta(days=seq)
            ),
        )
        for seq in range(draw(st.integers(0, 3)))
    )
    party = Party(
        role=draw(st.sampled_from(PartyRole)), institution=Institution(code="", name=draw(names))
    )
    return Contract(
        id=new_id(),
        name=draw(names),
        signed_on=signed_on,
        due_on=signed_on,
        parties=(party,),
        items=(item,),
        processes=processes,
    )


def a_body():
    item, process = new_id(), new_id()
    return {
        "id": new_id(),
        "name": "철제 책상",
        "signed_on": "2026-03-02",
        "due_on": "2026-03-31",
        "parties": [{"role": "contracting", "institution": {"code": "1230000", "name": "조달청"}}],
        "items": [{"id": item, "detail_name": "책상"}],
        "processes": [
            {
                "id": process,
                "item_id": item,
                "seq": 1,
                "name": "용접",
                "starts_on": "2026-03-09",
                "ends_on": "2026-03-20",
            }
        ],
    }


@given(contracts())
def test_a_contract_survives_its_message(contract):
    assert contract_from_json(contract_to_json(contract)) == contract


@pytest.mark.parametrize(
    "change",
    [
        {"name": 3},
        {"name": "  "},
        {"signed_on": "2026-02-30"},
        {"due_on": "2026-01-01"},
        {"state": "lost"},
        {"version": -1},
        {"version": True},
        {"parties": "조달청"},
        {"parties": [1]},
        {"parties": [{"role": "contracting"}]},
        {"parties": [{"role": "owner", "institution": {"name": "조달청"}}]},
        {"id": "7"},
        {"items": []},
    ],
)
def test_a_wrong_field_is_named(change):
    with pytest.raises(InvalidEntry) as caught:
        contract_from_json({**a_body(), **change})
    assert caught.value.details["field"]


def test_a_short_message_takes_the_usual_values():
    contract = contract_from_json(a_body())
    assert (contract.number, contract.method, contract.version) == ("", "OPEN", 0)
