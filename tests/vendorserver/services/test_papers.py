"""구비서류: scans, papers that arrive by post, and what is still missing."""

from __future__ import annotations

import pytest
from django.db import connection

from vendorcore.domain import RegistrationState, Role, korean_day
from vendorcore.errors import InvalidEntry

from tests.vendorserver.builders import NOW, an_account, later
from tests.vendorserver.services.applications import PDF, an_application
from vendorserver.services import papers, registration
from vendorserver.services.registration import Decision

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]

APPROVED = Decision(RegistrationState.APPROVED)


def test_held_for_a_paper_that_then_arrives_by_post() -> None:
    operator, row = an_account(Role.ADMIN), registration.apply(an_application(), NOW)
    papers.put(row, "direct-production", "scan.pdf", PDF, NOW)
    assert [paper.key for paper in papers.missing(row)] == ["business-licence"]
    hold = Decision(RegistrationState.ON_HOLD, missing=("business-licence",))
    row = registration.decide(operator, row.id, hold, NOW)
    assert not papers.complete_again(row)
    papers.arrive(operator, row, "business-licence", korean_day(NOW), "post", later(days=1))
    assert papers.complete_again(row)
    assert registration.decide(operator, row.id, APPROVED, later(days=1)).state == "approved"


def test_a_paper_that_was_held_against_must_come_again() -> None:
    operator, row = an_account(Role.ADMIN), registration.apply(an_application(), NOW)
    for key in ("business-licence", "direct-production"):
        papers.put(row, key, "scan.pdf", PDF, NOW)
    hold = Decision(RegistrationState.ON_HOLD, "흐림", missing=("business-licence",))
    row = registration.decide(operator, row.id, hold, later(hours=1))
    assert [paper.key for paper in papers.missing(row)] == ["business-licence"]


@pytest.mark.parametrize(
    ("key", "content", "channel", "days", "reason"),
    [
        ("business-licence", b"MZ program", "post", 0, "not-a-scan"),
        ("business-licence", b"", "pigeon", 0, "unknown"),
        ("business-licence", b"", "fax", 2, "in-the-future"),
        ("business-licence", PDF + b"x" * papers.MOST_BYTES, "post", 0, "too-large"),
    ],
)
def test_what_is_no_paper_is_refused(
    key: str, content: bytes, channel: str, days: int, reason: str
) -> None:
    operator, row = an_account(Role.ADMIN), registration.apply(an_application(), NOW)
    day = korean_day(later(days=days))
    with pytest.raises(InvalidEntry) as refused:
        papers.arrive(operator, row, key, day, channel, NOW, scan=("x", content))
    assert refused.value.details["reason"] == reason


def test_a_scan_is_sealed_in_the_database_and_given_back_whole() -> None:
    row = registration.apply(an_application(), NOW)
    kept = papers.put(row, "business-licence", "등록증.pdf", PDF, NOW)
    assert papers.put(row, "business-licence", "등록증.pdf", PDF, NOW) == kept
    assert papers.one(kept.id).content == PDF
    with connection.cursor() as cursor:
        cursor.execute("SELECT content, name FROM vendorserver_registrationpaper")
        stored = cursor.fetchone()
    assert all(str(value).startswith("e1.") for value in stored)
