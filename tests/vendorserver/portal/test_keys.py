"""Twenty applications are approved by keys alone, in a real browser; every key is counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.conf import settings as django_settings
from django.utils import timezone

from vendorcore.domain import Role, is_business_number

from tests import chromium
from tests.vendorserver.builders import an_account
from tests.vendorserver.portal.conftest import browser_of
from tests.vendorserver.services.applications import PDF, an_application
from vendorserver.models import Registration
from vendorserver.services import papers, registration

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django.fixtures import Settings
    from pytest_django.live_server_helper import LiveServer

pytestmark = [
    pytest.mark.long,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not chromium.program(), reason="no Chromium here"),
]
MANY = 20


@pytest.fixture
def site(data_dir: Path, settings: Settings, request: pytest.FixtureRequest) -> LiveServer:
    settings.STATIC_URL = "/nowhere/"  # the test server asks; our files have pages of their own
    server: LiveServer = request.getfixturevalue("live_server")
    return server


def test_twenty_applications_by_keys_alone(site: LiveServer, tmp_path: Path) -> None:
    for number in range(MANY):
        values = {"organisation": f"업체 {number}", "business_no": _number(number)}
        row = registration.apply(
            an_application(login=f"firm-{number}", values=values), timezone.now()
        )
        papers.put(row, "business-licence", "scan.pdf", PDF, timezone.now())
    session = browser_of(an_account(Role.ADMIN)).cookies[django_settings.SESSION_COOKIE_NAME].value
    keys = 0
    with chromium.Chromium(tmp_path / "profile") as browser:
        browser.cookie(site.url, django_settings.SESSION_COOKIE_NAME, session)
        browser.open(f"{site.url}/desk")
        for turn in range(MANY):
            # Approve most, hold each fifth for a missing paper, reject each seventh.
            wanted = ["a", "h", "r"][(turn % 5 == 4) + 2 * (turn % 7 == 6 and turn % 5 != 4)]
            pressed = {"a": ["a", "Enter"], "h": ["h", "Enter"], "r": ["r", "3", "Enter"]}
            for key in pressed[wanted]:
                browser.press(key)
                keys += 1
            browser.loaded()
        assert browser.run("location.pathname") == "/desk/done"
    states = list(Registration.objects.values_list("state", flat=True))
    assert states.count("pending") == 0
    assert states.count("approved") >= MANY / 2
    assert keys <= 3 * MANY


def _number(place: int) -> str:
    stem = f"{place + 300_000_000:09}"
    return next(stem + str(n) for n in range(10) if is_business_number(stem + str(n)))
