"""Newer lists: codes and names of before stay known, what is gone ends, ids never change."""

from __future__ import annotations

from dataclasses import replace

import pytest

from vendorcore.catalogue import (
    InstitutionEntry,
    Product,
    institution_entries,
    renewal,
    search_institutions,
    search_products,
)
from vendorcore.catalogue.renewal import (
    body_of,
    entry_from,
    renewed_institutions,
    renewed_products,
)
from vendorcore.catalogue.tables import parse
from vendorcore.errors import InvalidEntry

KNOWN = (
    InstitutionEntry(id="i1", code="4230000", name="강원도 속초시", class_name="지방자치단체"),
    InstitutionEntry(id="i2", code="", name="어느 학교", aliases=("옛 학교",)),
    InstitutionEntry(id="i3", code="9999999", name="끝난 기관", valid_to="2020-01-01"),
)


def rows(*lines: str) -> list[dict[str, str]]:
    return parse(["code,name,class,region", *lines], "institutions.csv")


def test_a_new_code_and_a_new_name_leave_the_old_ones_findable() -> None:
    (renewed,) = renewed_institutions(
        KNOWN, rows("4230000,강원특별자치도 속초시,지방자치단체,강원"), "2026-11-30", whole=False
    )
    (again,) = renewed_institutions(
        [renewed], rows("4231000,강원특별자치도 속초시,,"), "2026-12-01", whole=False
    )

    assert (again.id, again.code, again.codes) == ("i1", "4231000", ("4230000",))
    assert again.aliases == ("강원도 속초시",)
    assert again.class_name == "지방자치단체"
    for text in ("4230000", "4231000", "강원도 속초", "ㅅㅊㅅ"):
        assert search_institutions(text, entries=[again]) == [again]


def test_a_name_alone_finds_its_entry_and_nothing_new_is_nothing_changed() -> None:
    table = rows(",어느 학교,,", ",끝난 기관,,")
    same = renewed_institutions(KNOWN, table, "2026-11-30", whole=False)

    assert [(one.id, one.valid_to) for one in same] == [("i3", "")]
    (back,) = renewed_institutions(KNOWN[1:2], rows(",옛 학교,,"), "2026-11-30", whole=False)
    assert (back.name, back.aliases) == ("옛 학교", ("어느 학교",))


def test_what_a_whole_list_lacks_has_ended_and_what_is_new_gets_an_id() -> None:
    changed = renewed_institutions(
        KNOWN, rows("1234567,새 기관,기타기관,서울"), "2026-11-30", whole=True
    )

    assert {(one.name, one.valid_to) for one in changed} == {
        ("새 기관", ""),
        ("강원도 속초시", "2026-11-30"),
        ("어느 학교", "2026-11-30"),
    }
    new = next(one for one in changed if one.name == "새 기관")
    assert len(new.id) == 36


def test_products_are_renewed_alike() -> None:
    known = [Product(id="p1", detail_no="5610170301", detail_name="책상", as_of="2015-12-31")]
    table = parse(["detail_no10,detail_name,as_of", "5610170399,책상,2027-01-01"], "products")

    (renewed,) = renewed_products(known, table, "2027-01-01", whole=False)

    assert (renewed.detail_no, renewed.codes, renewed.as_of) == (
        "5610170399",
        ("5610170301",),
        "2027-01-01",
    )
    assert search_products("5610170301", entries=[renewed]) == [renewed]


def test_an_entry_goes_through_json() -> None:
    entry = replace(institution_entries()[0], aliases=("별칭",))

    assert entry_from("institution", entry.id, {**body_of(entry), "unknown": 1}) == entry
    with pytest.raises(InvalidEntry):
        entry_from("product", "x", {"name": "이름"})


def test_a_table_without_names_or_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InvalidEntry):
        renewed_institutions(KNOWN, rows("1234567,,,"), "2026-11-30", whole=False)
    monkeypatch.setattr(renewal, "MOST_ROWS", 1)
    with pytest.raises(InvalidEntry):
        renewed_institutions(KNOWN, rows(",가,,", ",나,,"), "2026-11-30", whole=False)


@pytest.mark.parametrize("lines", [[], ["x"], ["%PDF-1.7 no table at all"]])
def test_what_is_no_list_ends_nothing(lines: list[str]) -> None:
    with pytest.raises(InvalidEntry):
        renewed_institutions(KNOWN, parse(lines, "institutions.csv"), "2026-11-30", whole=True)
