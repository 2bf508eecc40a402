"""통계: an operator reads sums, and no single contract can be told from them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from vendorcore.domain import PRACTICE, Contract, Role, new_id

from tests.vendorserver.builders import (
    NEW,
    NOW,
    Computer,
    a_computer,
    a_contract,
    a_viewer,
    an_attachment,
    an_institution,
)
from vendorserver import models
from vendorserver.services import contracts, statistics

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]


@pytest.fixture
def computer() -> Computer:
    return a_computer()


def begun(computer: Computer, contract: Contract) -> None:
    """Let a contract have one piece of evidence."""
    contracts.put(computer.viewer, contract, NEW, NOW)
    an_attachment(computer, contract, contract.id.encode())


def signed(computer: Computer, *months: int) -> None:
    for month in months:
        begun(computer, replace(a_contract(an_institution()), signed_on=date(2026, month, 3)))


def table(group: str, day: date = date(2026, 11, 1)) -> list[tuple[str, int, int]]:
    rows = statistics.table(a_viewer(Role.AUDITOR), group, day)
    return [(row.group, row.number, row.pieces) for row in rows]


@pytest.mark.parametrize(
    ("months", "shown"),
    [
        ((1, 1, 1, 2, 2, 2), [("2026-02", 3, 3), ("2026-01", 3, 3)]),
        ((1, 1, 1, 2, 3, 4), [("2026-01", 3, 3), (statistics.OTHERS, 3, 3)]),
        ((1, 1, 1, 1, 2, 2, 2, 3), [("2026-01", 4, 4), (statistics.OTHERS, 4, 4)]),
        ((1, 1, 1, 2), [(statistics.OTHERS, 4, 4)]),
        ((1, 2), []),
    ],
)
def test_a_few_contracts_are_no_difference_between_two_sums(
    computer: Computer, months: tuple[int, ...], shown: list[tuple[str, int, int]]
) -> None:
    signed(computer, *months)
    assert table(statistics.MONTH) == shown
    everything = [(number, pieces) for _, number, pieces in table(statistics.PRODUCT)]
    assert everything == ([(len(months), len(months))] if shown else [])


def test_a_contract_of_several_rare_products_is_counted_once(computer: Computer) -> None:
    signed(computer, 1, 1, 1)
    for contract in models.Contract.objects.all():
        contract.items.update(detail_name=f"책상 {contract.id}")
        models.ContractItem.objects.create(
            id=new_id(), contract=contract, seq=1, detail_name=f"의자 {contract.id}"
        )
    assert table(statistics.PRODUCT) == [(statistics.OTHERS, 3, 3)]


def test_practice_is_no_contract_of_the_figures(computer: Computer) -> None:
    signed(computer, 1, 1, 1)
    practice = replace(a_contract(), method=PRACTICE, parties=(), signed_on=date(2026, 1, 3))
    begun(computer, practice)
    assert table(statistics.MONTH) == [("2026-01", 3, 3)]
