"""An outsider walks every page and call and finds no trace of a contract that is not theirs."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from django.utils import timezone

from vendorcore.domain import Role

from tests.vendorserver.access_samples import UNKNOWN
from tests.vendorserver.builders import a_computer, a_contract, an_account, an_attachment
from tests.vendorserver.builders import an_institution as office
from tests.vendorserver.portal.conftest import browser_of
from vendorserver.models import Attachment, Contract, Supplement
from vendorserver.services import changes, contracts, derived, supplements, viewing
from vendorserver.services.access import viewer_of
from vendorserver.services.contracts import Precondition
from vendorserver.services.policy import TABLE
from vendorserver.settings import current

if TYPE_CHECKING:
    from pathlib import Path

    from django.http import HttpResponse
    from django.test import Client

pytestmark = pytest.mark.django_db
# The feed waits in its own loop; the service behind it is asked directly.
WAITING = ("/api/v1/changes",)
CONTENT = b"only the parties may see these bytes"
SECRETS = ("은밀한 책상 계약", "비밀가구", "몰래시청", "IMG_0001", "숨은 사유", "02-765-4321")


@pytest.fixture
def ids(data_dir: Path) -> dict[str, str]:
    """One contract in which every field that a page may show is easy to recognise."""
    institution, computer = office("몰래시청"), a_computer()
    wish = a_contract(institution, name=SECRETS[0])
    contract = contracts.put(
        computer.viewer, wish, Precondition(if_none_match="*"), timezone.now()
    )[0]
    attachment, _receipt = an_attachment(computer, contract, CONTENT)
    computer.vendor.__class__.objects.filter(id=computer.vendor.id).update(name=SECRETS[1])
    officer = viewer_of(an_account(Role.MANAGER, institution))
    ask = supplements.Ask(reason=SECRETS[4], person="김몰래", phone=SECRETS[5], hours=8)
    supplements.ask(officer, attachment, ask, timezone.now())
    row = Attachment.objects.get()
    derived.keep_thumbnail(row.sha256, CONTENT)
    part = current().folder("derived") / "part"
    part.write_bytes(CONTENT)
    viewing.keep(row.sha256, part, "image/jpeg")
    return {
        "contract_id": contract.id,
        "attachment_id": attachment,
        "submission_id": row.submission_id,
        "request_id": Supplement.objects.get().id,
        "sha256": row.sha256,
    }


def outsiders() -> list[Client]:
    roles = (Role.OWNER, Role.MANAGER, Role.ADMIN, Role.AUDITOR)
    return [browser_of(an_account(role)) for role in roles]


def addresses(ids: dict[str, str]) -> list[str]:
    """Every address that answers GET, and the lists with searches that would find the contract."""
    names = [name for _method, route in TABLE for name in re.findall(r"\{(\w+)\}", route)]
    fill = dict.fromkeys(names, "x") | ids
    walked = [route for method, route in TABLE if method == "GET" and route not in WAITING]
    plain = [route.format_map(fill) for route in walked]
    searches = ["책상", "비밀가구", "몰래시청", ids["contract_id"]]
    lists = ("/contracts?q=", "/contracts.xlsx?q=", "/contracts?vendor=", "/contracts?product=")
    beside = [f"/beside?id={ids['attachment_id']}"]
    return plain + beside + [path + word for path in lists for word in searches]


def everything(answer: HttpResponse) -> str:
    """Return headers and body, a spreadsheet unpacked, JSON in plain letters."""
    body = b"".join(answer) if answer.streaming else answer.content
    if body.startswith(b"PK"):
        with ZipFile(io.BytesIO(body)) as book:
            body = b"".join(book.read(name) for name in book.namelist())
    text = f"{dict(answer.headers)}{body.decode(errors='replace')}"
    return re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), text)


def traces(text: str, asked: str, ids: dict[str, str]) -> list[str]:
    """Return what an answer tells; an address that was asked for may be repeated, no more."""
    told = re.sub(r'value="[^"]*"', "", text)
    known = [word for word in (*SECRETS, ids["sha256"], CONTENT.decode()) if word in told]
    return known + [one for one in ids.values() if one in told and one not in asked]


def test_outsiders_find_no_trace(ids: dict[str, str]) -> None:
    found = [
        (path, trace)
        for browser in outsiders()
        for path in addresses(ids)
        for trace in traces(everything(browser.get(path)), path, ids)
        if not _due(path, trace, ids)
    ]
    assert found == []


def _due(path: str, trace: str, ids: dict[str, str]) -> bool:
    """Operators list vendors, the auditor reads which ids were touched; neither sees more."""
    if path == "/audit":
        return trace in ids.values()
    return path == "/desk/vendors" and trace == SECRETS[1]


def test_feed_of_another_vendor_is_silent(ids: dict[str, str]) -> None:
    page = changes.read(viewer_of(an_account(Role.OWNER)), "")
    assert page.changes == []


def test_the_same_walk_of_a_party_finds_every_trace(ids: dict[str, str]) -> None:
    party = browser_of(an_account(Role.MANAGER, Contract.objects.get().parties.get().institution))
    text = "".join(everything(party.get(path)) for path in addresses(ids))
    assert [word for word in (*SECRETS, CONTENT.decode()) if word not in text] == []


def test_hidden_and_absent_are_told_alike(ids: dict[str, str]) -> None:
    browser = outsiders()[0]
    for method, route in TABLE:
        names = re.findall(r"\{(\w+)\}", route)
        if method != "GET" or not set(names) & set(ids):
            continue
        hidden = route.format_map(dict.fromkeys(names, UNKNOWN) | ids)
        absent = re.sub(r"[0-9a-f]{12}(?=$|/)", "0" * 12, hidden)
        one, other = browser.get(hidden), browser.get(absent)
        assert one.status_code == other.status_code == 404, route
        assert dict(one.headers).keys() == dict(other.headers).keys(), route
        assert "ETag" not in one.headers
