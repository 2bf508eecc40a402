"""Applications and catalogue requests are decided by keys alone; every key is counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.utils import timezone

from vendorcore.domain import Role, is_business_number, new_id

from tests.vendorserver.browser.serving import served
from tests.vendorserver.builders import a_vendor, an_account
from tests.vendorserver.portal.conftest import browser_of
from tests.vendorserver.services.applications import PDF, an_application
from vendorserver.models import CatalogueEntry, EntryKind, Registration
from vendorserver.services import catalogue_requests, papers, registration
from vendorserver.services.access import viewer_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.vendorserver.browser.chromium import Chromium

pytestmark = [pytest.mark.long, pytest.mark.django_db(transaction=True)]
MANY = 20
CODES = {"Enter": 13}
STANDS = "document.readyState === 'complete' ? location.pathname : ''"
PRESSED = {"a": ["a", "Enter"], "h": ["h", "Enter"], "r": ["r", "3", "Enter"]}


def test_twenty_applications_by_keys_alone(data_dir: Path, chromium: Chromium) -> None:
    for number in range(MANY):
        apply(number)
    # Approve most, hold each fifth for a missing paper, reject each seventh.
    turns = ["h" if turn % 5 == 4 else "r" if turn % 7 == 6 else "a" for turn in range(MANY)]
    keys = at_the_desk(chromium, "/desk", [PRESSED[wanted] for wanted in turns], "/desk/done")
    states = list(Registration.objects.values_list("state", flat=True))
    assert (states.count("pending"), states.count("on-hold")) == (0, 4)
    assert keys <= 3 * MANY


def test_catalogue_requests_by_keys_alone(data_dir: Path, chromium: Chromium) -> None:
    viewer = viewer_of(an_account(Role.OFFICE, a_vendor()))
    for name in ("별나라시", "속초시청", "없는 기관"):
        kind, now = EntryKind.INSTITUTION, timezone.now()
        catalogue_requests.ask(viewer, new_id(), kind, {"name": name}, "", now)
    pressed = [["a", "Enter"], ["m", "1", "Enter"], ["r", "1", "Enter"]]
    keys = at_the_desk(chromium, "/desk/catalogue", pressed, "/desk/catalogue")
    rows = {row.body["name"]: row for row in CatalogueEntry.objects.exclude(vendor=None)}
    assert [row.state for row in rows.values()] == ["listed", "merged", "refused"]
    assert catalogue_requests.into_name(rows["속초시청"]) == "강원특별자치도 속초시"
    assert keys <= 3 * len(rows)


def at_the_desk(chromium: Chromium, start: str, turns: list[list[str]], end: str) -> int:
    """Press the keys of each turn on the page that opens; return how many there were."""
    session = browser_of(an_account(Role.ADMIN)).session.session_key
    with served() as address:
        chromium.call("Network.clearBrowserCookies")
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session}
        chromium.call("Network.setCookie", url=address, **cookie)
        chromium.go(f"{address}{start}")
        for turn in turns:
            chromium.events.clear()
            for key in turn:
                press(chromium, key)
            chromium.wait_for("Page.loadEventFired")
        assert chromium.run(STANDS) == end
    return sum(map(len, turns))


def apply(number: int) -> None:
    stem = f"{number + 300_000_000:09}"
    business_no = next(stem + str(n) for n in range(10) if is_business_number(stem + str(n)))
    values = {"organisation": f"업체 {number}", "business_no": business_no}
    row = registration.apply(an_application(login=f"firm-{number}", values=values), timezone.now())
    papers.put(row, "business-licence", "scan.pdf", PDF, timezone.now())


def press(chromium: Chromium, key: str) -> None:
    text = "\r" if key == "Enter" else key
    said = {"key": key, "windowsVirtualKeyCode": CODES.get(key, ord(key[0].upper()))}
    chromium.call("Input.dispatchKeyEvent", type="keyDown", text=text, **said)
    chromium.call("Input.dispatchKeyEvent", type="keyUp", **said)
