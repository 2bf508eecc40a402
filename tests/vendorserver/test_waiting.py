"""What an officer asks for in the browser reaches the vendor's computer while it waits for news."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import requests
from django.utils import timezone

from vendorcore.domain import Role

from tests.vendorserver.browser.serving import served
from tests.vendorserver.builders import (
    a_computer,
    a_stored_contract,
    an_account,
    an_attachment,
    an_institution,
)
from tests.vendorserver.portal.conftest import browser_of
from vendorserver.models import AccessToken
from vendorserver.services.access import token_hash

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django.fixtures import Settings

pytestmark = pytest.mark.django_db(transaction=True)
LONGEST_POLL_SECONDS = 25


def test_a_request_for_more_comes_within_one_long_poll(data_dir: Path, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    institution, computer = an_institution(), a_computer()
    contract = a_stored_contract(computer.viewer, institution)
    attachment, _receipt = an_attachment(computer, contract)
    now = timezone.now()
    AccessToken.objects.create(
        token_hash=token_hash("the token"),
        device=computer.device,
        issued_at=now,
        expires_at=now + timedelta(hours=1),
    )
    officer = browser_of(an_account(Role.INSPECTOR, institution))
    said = {"state": "more-asked", "reason": "도장 두께", "person": "정주무관", "phone": "033-1"}
    with served() as url, requests.Session() as line, ThreadPoolExecutor(1) as waiting:

        def news(cursor: str, wait: int) -> dict[str, list[dict[str, str]]]:
            asked = {"cursor": cursor, "wait": str(wait)}
            bearer = {"Authorization": "Bearer the token"}
            answer = line.get(f"{url}/api/v1/changes", params=asked, headers=bearer, timeout=60)
            return answer.json()  # type: ignore[no-any-return]  # read by its keys below

        before = str(news("", 0)["cursor"])
        heard = waiting.submit(news, before, LONGEST_POLL_SECONDS)
        officer.post(f"/evidence/{attachment}/review", said | {"hours": "4"})
        (change,) = heard.result(60)["changes"]
    assert (change["kind"], change["id"]) == ("review", attachment)
    data: dict[str, str] = change["data"]  # type: ignore[assignment]  # an object on the wire
    assert (data["state"], data["reason"]) == ("more-asked", "도장 두께")
    assert data["due_at"] > now.isoformat()
