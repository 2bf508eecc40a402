"""Random calls after the published description: no server error, no undescribed answer."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
import schemathesis
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from vendorcore.domain import Role

from tests.vendorserver.browser.serving import served
from tests.vendorserver.builders import (
    a_computer,
    a_stored_contract,
    an_account,
    an_attachment,
    an_institution,
)
from vendorserver import models
from vendorserver.services.access import token_hash

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django.fixtures import Settings

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
# Known answers that need no proof of what is there: ids that exist are used now and then.
QUIET = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]


def a_world() -> tuple[str, list[str]]:
    """Return the token of a vendor's owner, and ids of things that are there."""
    institution, computer = an_institution(), a_computer(an_account(Role.OWNER))
    contract = a_stored_contract(computer.viewer, institution)
    attachment, _receipt = an_attachment(computer, contract)
    now = timezone.now()
    models.AccessToken.objects.create(
        token_hash=token_hash("the token"),
        device=computer.device,
        issued_at=now,
        expires_at=now + timedelta(hours=2),
    )
    submission = models.Attachment.objects.get().submission_id
    return "the token", [contract.id, attachment, submission]


def run(cases: int) -> tuple[int, list[str]]:
    """Send random calls to every operation; return how many and what went wrong."""
    token, ids = a_world()
    with served() as url:
        schema = schemathesis.openapi.from_url(f"{url}/api/v1/openapi.json")
        operations = [one.ok() for one in schema.get_all_operations()]
        caller = Caller(token, ids)
        for operation in operations:
            caller.call_at_random(operation, -(-cases // len(operations)))
    return caller.sent, caller.wrong


class Caller:
    """Calls what the description offers and keeps what was not in it."""

    def __init__(self, token: str, ids: list[str]) -> None:
        self._headers, self._ids = {"Authorization": f"Bearer {token}"}, ids
        self.sent, self.wrong = 0, list[str]()

    def call_at_random(self, operation: Any, times: int) -> None:
        """Call one operation with many bodies and parameters."""

        @settings(
            max_examples=times,
            database=None,
            derandomize=True,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=QUIET,
        )
        @given(case=operation.as_strategy())
        def send(case: Any) -> None:
            self.sent += 1
            _aim(case, self._ids, self.sent)
            self._send(case, operation.label)

        send()

    def _send(self, case: Any, label: str) -> None:
        answer = case.call(headers=self._headers)
        try:
            case.validate_response(answer, checks=CHECKS)
        except BaseExceptionGroup as group:
            said = " | ".join(str(one)[:300] for one in group.exceptions)
            self.wrong.append(f"{label} {answer.status_code} {said}")
        except AssertionError as error:
            self.wrong.append(f"{label} {answer.status_code} {str(error)[:300]}")


def _aim(case: Any, ids: list[str], number: int) -> None:
    """Let every second call be about something that is there, and let none wait for news."""
    if case.path_parameters and number % 2:
        known = dict(zip(("contract_id", "attachment_id", "submission_id"), ids, strict=True))
        case.path_parameters |= {
            name: known[name] for name in case.path_parameters if name in known
        }
    if case.query and "wait" in case.query:
        case.query["wait"] = "0"


@pytest.fixture(autouse=True)
def _world(data_dir: Path, transactional_db: None, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["*"]


def test_300_random_calls_meet_no_surprise() -> None:
    sent, wrong = run(340)
    assert not wrong, "\n".join(sorted(set(wrong))[:40])
    assert sent >= 300


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_4000_random_calls_meet_no_surprise() -> None:
    sent, wrong = run(5000)  # operations without a body have few different calls
    assert not wrong, "\n".join(sorted(set(wrong))[:40])
    assert sent >= 4000


def test_the_description_is_openapi_3_1() -> None:
    with served() as url:
        schema = schemathesis.openapi.from_url(f"{url}/api/v1/openapi.json")
    assert schema.raw_schema["openapi"].startswith("3.1")
