"""Twenty applications are decided by keys alone, in a real browser; every key is counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.utils import timezone

from vendorcore.domain import Role, is_business_number

from tests.vendorserver.browser.serving import served
from tests.vendorserver.builders import an_account
from tests.vendorserver.portal.conftest import browser_of
from tests.vendorserver.services.applications import PDF, an_application
from vendorserver.models import Registration
from vendorserver.services import papers, registration

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
    session = browser_of(an_account(Role.ADMIN)).session.session_key
    keys = 0
    with served() as address:
        chromium.call("Network.clearBrowserCookies")
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session}
        chromium.call("Network.setCookie", url=address, **cookie)
        chromium.go(f"{address}/desk")
        for turn in range(MANY):
            # Approve most, hold each fifth for a missing paper, reject each seventh.
            wanted = "h" if turn % 5 == 4 else "r" if turn % 7 == 6 else "a"
            chromium.events.clear()
            for key in PRESSED[wanted]:
                press(chromium, key)
                keys += 1
            chromium.wait_for("Page.loadEventFired")
        assert chromium.run(STANDS) == "/desk/done"
    states = list(Registration.objects.values_list("state", flat=True))
    assert (states.count("pending"), states.count("on-hold")) == (0, 4)
    assert keys <= 3 * MANY


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
