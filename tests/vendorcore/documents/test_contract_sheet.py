"""The contract's sheet and the ledger's layouts: Korean text that can be copied out of the PDF."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QBuffer
from PySide6.QtPdf import QPdfDocument

from vendorcore.catalogue import material_columns
from vendorcore.documents import LAYOUTS, contract_sheet, write_contract_sheet, write_ledger
from vendorcore.domain import (
    Contact,
    Document,
    Institution,
    MaterialRow,
    Party,
    PartyRole,
    ProcessRecord,
    Terms,
    Work,
)
from vendorcore.errors import InvalidEntry

from tests.vendorcore.documents.builders import a_contract, a_ledger, a_picture, an_entry

if TYPE_CHECKING:
    from vendorcore.domain import Contract

pytestmark = pytest.mark.usefixtures("qapp")


def texts(data: bytes) -> list[str]:
    """Return the text of each page as a viewer copies it."""
    buffer = QBuffer()
    buffer.setData(data)
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    found = [document.getAllText(page).text() for page in range(document.pageCount())]
    document.close()
    return found


def a_whole_contract() -> Contract:
    contract = a_contract("책상 & <의자> 구매")
    first, second = contract.processes
    record = ProcessRecord(done="재단 완료", started_on=date(2026, 10, 19), note="야간 작업")
    rows = tuple(
        MaterialRow(id=str(n), cells={"material_name": f"강판 {n}", "qty": "2", "unit_price": "50"})
        for n in range(100)
    )
    return replace(
        contract,
        parties=(
            *contract.parties,
            Party(role=PartyRole.CONTRACTING, institution=Institution(code="", name="조달청")),
        ),
        processes=(replace(first, work=Work.OUTSOURCED, record=record), second),
        terms=Terms(amount=1_234_000, contact=Contact(name="김담당", phone="033-639-2114")),
        materials=rows,
        documents=(Document(id="d", name="계약서.pdf", sha256="a" * 64, size_bytes=1),),
    )


def printed(contract: Contract) -> bytes:
    target = io.BytesIO()
    write_contract_sheet(
        contract,
        target,
        vendor_name="한빛가구",
        made_on="2026-11-20",
        method_name="제한경쟁",
        columns=material_columns(),
    )
    return target.getvalue()


def test_everything_of_a_contract_can_be_copied_out_in_korean() -> None:
    pages = texts(printed(a_whole_contract()))
    text = "".join(pages).replace("\n", "").replace("\r", "")

    wanted = (
        "책상 & <의자> 구매",
        "한빛가구",
        "속초시",
        "조달청",
        "제한경쟁",
        "1,234,000원",
        "김담당",
    )
    more = (
        "김담당",
        "판재 재단",
        "외주",
        "재단 완료",
        "야간 작업",
        "강판 99",
        "계약서.pdf",
        "2026-11-20",
    )
    assert [word for word in (*wanted, *more) if word not in text] == []
    assert "합계 10,000원 (100/100줄)" in text
    assert len(pages) > 1


def test_numbers_have_their_thousands_and_the_amount_comes_out() -> None:
    cells = (
        {"material_name": "강판", "qty": "1200", "unit_price": "2500"},
        {"material_name": "도료", "qty": "많이"},
        {"material_name": "엣지", "amount": "77000"},
    )
    rows = tuple(MaterialRow(id=str(n), cells=one) for n, one in enumerate(cells))

    (page,) = texts(printed(replace(a_contract(), materials=rows)))

    wanted = ("1,200", "2,500", "3,000,000", "많이", "77,000", "합계 3,077,000원 (2/3줄)")
    assert [one for one in wanted if one not in page] == []


def test_the_same_contract_gives_the_same_bytes() -> None:
    contract = a_whole_contract()

    assert printed(contract) == printed(contract)


def test_a_bare_contract_has_a_sheet_too() -> None:
    target = io.BytesIO()

    write_contract_sheet(replace(a_contract(), materials=(MaterialRow(id="r"),)), target)

    (page,) = texts(target.getvalue())
    assert "OPEN" in page


@pytest.mark.parametrize(("per_page", "pages"), [(2, 4), (4, 2), (6, 2)])
def test_as_many_photos_stand_on_a_page_as_were_asked_for(per_page: int, pages: int) -> None:
    contract = a_contract()
    entries = [an_entry(contract, name=f"{n}.jpg", picture_jpeg=a_picture()) for n in range(7)]
    target = io.BytesIO()

    write_ledger(a_ledger(contract, *entries), target, per_page)

    found = texts(target.getvalue())
    assert len(found) == pages
    assert all(f"{n}.jpg" in "".join(found) for n in range(7))
    assert LAYOUTS[per_page].per_page == per_page


def test_another_number_of_photos_is_refused() -> None:
    with pytest.raises(InvalidEntry):
        write_ledger(a_ledger(a_contract()), io.BytesIO(), 5)


def test_narrow_columns_keep_their_width_and_wide_ones_share_the_rest() -> None:
    assert contract_sheet._shares([30, 300, 60, 500], 240) == [30, 75, 60, 75]
    assert contract_sheet._shares([30, 50], 100) == [40, 60]


@pytest.mark.parametrize("height", [90, 300])
def test_words_that_no_page_can_hold_go_on_over_the_next_pages(height: int) -> None:
    lines = [f"{number}번 줄" for number in range(height)]
    contract = a_whole_contract()
    first, second = contract.processes
    record = replace(first.record, done="\n".join(lines))
    said = replace(contract, processes=(replace(first, record=record), second))

    for one in (said, replace(contract, terms=Terms(note="\n".join(lines)))):
        whole = "".join(texts(printed(one)))
        assert [line for line in lines if line not in whole] == []
