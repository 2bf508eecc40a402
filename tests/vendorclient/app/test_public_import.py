"""Saved rows of the public data become drafts: the known is filled in, the rest stays open."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from vendorcore.documents.public_rows import read_rows
from vendorcore.errors import NotReadable

from tests.vendorclient.app.pen import slow_clock
from tests.vendorcore.documents.test_public_rows import ITEM, ORDER
from vendorclient.app.drafts import drafts, open_draft
from vendorclient.app.public_import import import_public_rows

if TYPE_CHECKING:
    from tests.vendorclient.builders import Library


def taken(library: Library, *rows: dict[str, object]) -> list[object]:
    read = read_rows(json.dumps(rows).encode())
    return list(
        import_public_rows(library.db, read, account_id=library.account_id, now=slow_clock())
    )


def test_a_contract_comes_with_its_parties_and_products(library: Library) -> None:
    taken(library, ORDER, {**ITEM, "dtilPrdctClsfcNo": "5610170301"})

    (line,) = drafts(library.db, library.account_id)
    draft = open_draft(library.db, line.id).draft
    assert (draft.name, draft.method, draft.due_on) == (
        "사무용 책상 구매",
        "RESTRICTED",
        "2016-06-03",
    )
    assert [(one.role, one.name, bool(one.institution_id)) for one in draft.parties] == [
        ("demanding", "강원특별자치도 속초시", True),
        ("demanding", "어느 학교", False),
        ("contracting", "조달청", True),
    ]
    (item,) = draft.items
    assert (item.detail_no, item.detail_name, item.quantity) == ("5610170301", "책상", "120")
    assert item.spec == "책상, 한빛, HB-1"
    assert (draft.delivery_term, draft.contact_phone) == ("현장설치도", "")


def test_unknown_values_stay_as_they_are(library: Library) -> None:
    strange = {
        **ORDER,
        "cntrctCnclsMthdNm": "규격가격동시",
        "dminsttList": "[1^ZZ99999^각 수요기관]",
    }
    taken(library, strange, ITEM)

    (line,) = drafts(library.db, library.account_id)
    draft = open_draft(library.db, line.id).draft
    assert draft.method == "규격가격동시"
    assert [one.name for one in draft.parties] == ["조달청", "조달청"]
    assert (draft.items[0].detail_no, draft.items[0].detail_name) == ("", "책상, 한빛, HB-1")


def test_products_go_to_their_own_contract(library: Library) -> None:
    other = {**ORDER, "untyCntrctNo": "2016060009900", "dcsnCntrctNo": "", "cntrctNm": "의자"}
    taken(library, ORDER, other, ITEM)

    counts = {
        line.name: len(open_draft(library.db, line.id).draft.items)
        for line in drafts(library.db, library.account_id)
    }
    assert counts == {"사무용 책상 구매": 1, "의자": 0}


def test_products_alone_are_no_contract(library: Library) -> None:
    with pytest.raises(NotReadable, match="public-rows-not-found"):
        taken(library, ITEM)
