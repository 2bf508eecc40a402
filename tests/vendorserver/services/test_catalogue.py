"""The shared catalogue: newer lists reach every vendor, requests are decided by an operator."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from vendorcore.catalogue import search_institutions
from vendorcore.domain import Role, new_id
from vendorcore.errors import Conflict, InvalidEntry, Refused

from tests.vendorserver.builders import NOW, a_vendor, a_viewer, an_institution
from vendorserver.models import Change, EntryKind, EntryState
from vendorserver.services import catalogue, catalogue_requests, changes, form_columns

if TYPE_CHECKING:
    from vendorserver.models import CatalogueEntry
    from vendorserver.services.access import Viewer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]
TABLE = """code,name,class,region
4239999,강원특별자치도 속초시,지방자치단체,강원
,달나라시,기타기관,
"""
WISH: dict[str, Any] = {"name": "별나라시", "class_name": "기타기관"}


@pytest.fixture
def office() -> Viewer:
    return a_viewer(Role.OFFICE, a_vendor())


@pytest.fixture
def operator() -> Viewer:
    return a_viewer(Role.ADMIN)


def names(viewer: Viewer, after: int = 0) -> list[tuple[str, str]]:
    page = catalogue.read(viewer, after)
    entries: Any = page["entries"]
    return [(one["body"].get("name", ""), one["state"]) for one in entries]


def asked(office: Viewer) -> str:
    entry = new_id()
    catalogue_requests.ask(office, entry, EntryKind.INSTITUTION, WISH, "계약 준비", NOW)
    return entry


def decide(viewer: Viewer, entry: str, state: EntryState, **said: Any) -> CatalogueEntry:
    decision = catalogue_requests.Decision(state=state, **said)
    return catalogue_requests.decide(viewer, entry, decision, NOW)


def test_a_newer_list_reaches_every_vendor_with_former_codes(
    office: Viewer, operator: Viewer
) -> None:
    renewed = catalogue.renew(operator, EntryKind.INSTITUTION, TABLE, NOW)

    assert (renewed.added, renewed.changed, renewed.ended) == (1, 1, 0)
    assert [one["kind"] for one in changes.read(office, "").changes] == ["catalogue"]
    assert names(office) == [("강원특별자치도 속초시", "listed"), ("달나라시", "listed")]
    known: Any = catalogue.known(EntryKind.INSTITUTION)
    (sokcho,) = search_institutions("4231000", entries=known)
    assert sokcho.code == "4239999"
    again = catalogue.renew(operator, EntryKind.INSTITUTION, TABLE, NOW)
    assert (again.added, again.changed) == (0, 0)


def test_a_newer_list_of_products_is_taken_too(operator: Viewer) -> None:
    table = "detail_no10,detail_name,as_of\n5610170301,책상,2027-01-01\n"

    assert catalogue.renew(operator, EntryKind.PRODUCT, table, NOW).changed == 1


def test_a_request_is_its_vendors_alone_until_it_is_listed(
    office: Viewer, operator: Viewer
) -> None:
    entry = asked(office)
    stranger = a_viewer(Role.OFFICE, a_vendor())

    assert names(office) == [("별나라시", "asked")]
    assert names(stranger) == []
    assert [row.id for row in catalogue_requests.waiting(operator)] == [entry]
    _row, new = catalogue_requests.ask(office, entry, EntryKind.INSTITUTION, WISH, "", NOW)
    assert not new
    with pytest.raises(Refused, match="not-found"):
        catalogue_requests.ask(stranger, entry, EntryKind.INSTITUTION, WISH, "", NOW)

    decide(operator, entry, EntryState.LISTED)

    assert names(stranger) == [("별나라시", "listed")]
    with pytest.raises(Conflict, match="request-decided"):
        decide(operator, entry, EntryState.LISTED)


def test_a_request_is_merged_into_an_entry_that_is_there(office: Viewer, operator: Viewer) -> None:
    entry = asked(office)
    target = search_institutions("속초시")[0].id
    with pytest.raises(InvalidEntry):
        decide(operator, entry, EntryState.MERGED, into=new_id())

    row = decide(operator, entry, EntryState.MERGED, into=target)

    assert row.merged_into == target
    assert ("강원특별자치도 속초시", "listed") in names(office)


@pytest.mark.parametrize("kind", EntryKind)
def test_a_request_takes_the_place_of_nothing_that_is_listed(
    office: Viewer, kind: EntryKind
) -> None:
    listed = search_institutions("속초시")[0].id
    with pytest.raises(Refused, match="not-found"):
        catalogue_requests.ask(office, listed, kind, WISH | {"detail_name": "책상"}, "", NOW)


def test_a_refusal_needs_its_reason(office: Viewer, operator: Viewer) -> None:
    entry = asked(office)
    with pytest.raises(InvalidEntry):
        decide(operator, entry, EntryState.REFUSED)

    decide(operator, entry, EntryState.REFUSED, reason="없는 기관")

    page: Any = catalogue.read(office, 0)
    assert page["entries"][0]["reason"] == "없는 기관"


def test_only_the_right_people_ask_and_decide(office: Viewer, operator: Viewer) -> None:
    officer = a_viewer(Role.MANAGER, an_institution())
    for viewer in (officer, a_viewer(Role.FACTORY, a_vendor())):
        with pytest.raises(Refused):
            catalogue_requests.ask(viewer, new_id(), EntryKind.INSTITUTION, WISH, "", NOW)
    with pytest.raises(Refused):
        catalogue.renew(office, EntryKind.INSTITUTION, TABLE, NOW)
    with pytest.raises(Refused):
        decide(operator, new_id(), EntryState.LISTED)
    with pytest.raises(InvalidEntry):
        catalogue_requests.ask(office, "x", EntryKind.INSTITUTION, WISH, "", NOW)


COLUMNS = """order,key,column_ko,type,required,note
1,seq,연번,int,Y,
2,name,품명,text,Y,
"""


def test_an_operator_replaces_the_columns_of_the_form(operator: Viewer) -> None:
    vendor = a_vendor()
    assert form_columns.present() == ""
    assert form_columns.replace(operator, COLUMNS, NOW) == 2
    assert form_columns.present() == COLUMNS.strip()
    told = Change.objects.filter(vendor_id=vendor.id, kind="catalogue")
    assert told.count() == 1
    form_columns.replace(operator, COLUMNS, NOW)
    assert told.count() == 1


@pytest.mark.parametrize(
    "text", ["", "a,b\n1,2", "key,column_ko\nx,1\nx,2", "key\n" + "x" * 30_000]
)
def test_columns_that_cannot_be_used_change_nothing(operator: Viewer, text: str) -> None:
    with pytest.raises(InvalidEntry):
        form_columns.replace(operator, text, NOW)
    assert form_columns.present() == ""


def test_others_may_not_replace_the_columns(office: Viewer) -> None:
    with pytest.raises(Refused, match="forbidden"):
        form_columns.replace(office, COLUMNS, NOW)
