"""확인·등록: what is missing blocks, what is strange is remarked upon, the rest is a contract."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from vendorcore.catalogue import search_products
from vendorcore.domain import Certificate, WizardStep
from vendorcore.errors import NeedsPerson

from tests.vendorclient.app.pen import TODAY, Pen, slow_clock
from vendorclient.app import drafts
from vendorclient.app.looking_up import (
    ask_for_institution,
    find_institutions,
    institution_classes,
    products_as_of,
)
from vendorclient.app.registering import check_draft, register_draft, what_blocks
from vendorclient.storage.certificates import Certificates
from vendorclient.storage.contracts import Contracts

if TYPE_CHECKING:
    from tests.vendorclient.builders import Library


@pytest.fixture
def pen(library: Library) -> Pen:
    return Pen(library, slow_clock())


def test_what_is_missing_keeps_from_going_on_and_from_registering(pen: Pen) -> None:
    pen.type(name="책상")

    assert "method-missing" in {
        one.code for one in what_blocks(pen.db, pen.draft, TODAY, WizardStep.ORDER)
    }
    with pytest.raises(NeedsPerson, match="draft-incomplete"):
        register_draft(pen.db, pen.id, account_id=pen.library.account_id, now=pen.now)
    assert pen.draft.name == "책상"


def test_a_complete_draft_becomes_a_contract(pen: Pen) -> None:
    pen.whole()

    contract = register_draft(pen.db, pen.id, account_id=pen.library.account_id, now=pen.now)

    assert contract.id == pen.id
    assert (contract.signed_on, contract.due_on) == (date(2026, 10, 1), date(2026, 11, 30))
    assert Contracts(pen.db).get(pen.id) == contract
    assert drafts.drafts(pen.db, pen.library.account_id) == []


def test_certificates_are_remarked_upon(pen: Pen) -> None:
    pen.whole()
    ended = Certificate(id="c", detail_no="5610170301", valid_from=TODAY, valid_to=date(2027, 1, 1))
    Certificates(pen.db).save(ended)

    codes = {one.code for one in check_draft(pen.db, pen.draft, TODAY)}
    assert {"certificate-outside", "certificate-ends"} <= codes
    Certificates(pen.db).remove("c")
    assert Certificates(pen.db).all() == []


def test_what_the_catalogue_lacks_can_be_asked_for_and_used(pen: Pen) -> None:
    asked = ask_for_institution(pen.db, name="달나라시", class_name="기타기관", now=pen.now)

    assert find_institutions(pen.db, "달나라") == [asked]
    assert "기타기관" in institution_classes(pen.db)
    assert products_as_of(pen.db) >= "2015"
    assert search_products("책상")
