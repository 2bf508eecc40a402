"""What is asked for may be there already, under another spelling or another code."""

from __future__ import annotations

import pytest

from vendorcore.catalogue import InstitutionEntry, Product, institution_entries
from vendorcore.catalogue.alike import alike

KNOWN = (
    InstitutionEntry(id="i1", code="4239999", name="강원특별자치도 속초시", codes=("4231000",)),
    InstitutionEntry(id="i2", name="한빛초등학교", aliases=("한빛국민학교",)),
    InstitutionEntry(id="i3", name="한빛중학교", valid_to="2020-01-01"),
    InstitutionEntry(id="i4", name="조달청"),
)


def found(name: str, code: str = "", entry_id: str = "new") -> list[str]:
    wanted = InstitutionEntry(id=entry_id, name=name, code=code)
    return [one.id for one in alike(wanted, KNOWN)]


@pytest.mark.parametrize(
    ("name", "code", "ids"),
    [
        ("속초시", "", ["i1"]),
        ("강원 특별자치도속초시", "", ["i1"]),
        ("다른 이름", "4231000", ["i1"]),
        ("한빛초등학교", "", ["i2", "i3"]),
        ("한빛 국민학교", "", ["i2"]),
        ("달나라시", "", []),
        (" ", "", []),
    ],
)
def test_names_and_codes_decide(name: str, code: str, ids: list[str]) -> None:
    assert found(name, code)[: len(ids) or None] == ids


def test_an_entry_is_not_like_itself() -> None:
    assert found("조달청", entry_id="i4") == []


def test_products_are_found_too_and_only_so_many() -> None:
    known = [
        Product(id=str(n), detail_name=f"책상 {n}", detail_no=f"561017030{n}") for n in range(9)
    ]
    near = alike(Product(id="new", detail_name="책상", detail_no="5610170304"), known, limit=3)
    assert [one.id for one in near] == ["4", "0", "1"]


def test_the_bundled_list_has_no_entry_without_likeness_to_its_own_name() -> None:
    first = institution_entries()[0]
    wanted = InstitutionEntry(id="new", name=first.name)
    assert alike(wanted, institution_entries())[0].id == first.id
