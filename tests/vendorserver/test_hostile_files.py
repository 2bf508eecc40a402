"""Hostile files: none is served as something active, none breaks the worker, names are data."""

from __future__ import annotations

import hashlib
import io
from typing import TYPE_CHECKING

import psutil
import pytest
from django.utils import timezone
from PIL import Image

from vendorcore.domain import Role
from vendorcore.media import Workshop

from tests.vendorserver.builders import (
    a_computer,
    a_stored_contract,
    an_account,
    an_attachment,
    an_institution,
)
from tests.vendorserver.hostile import a_jpeg, corpus
from tests.vendorserver.portal.conftest import browser_of
from vendorserver.models import Attachment, Job, JobState
from vendorserver.services import runner, viewing

if TYPE_CHECKING:
    from pathlib import Path

    from django.http import HttpResponse
    from django.test import Client

pytestmark = pytest.mark.django_db
LEAST = 60
SAFE = {"application/octet-stream", "image/jpeg", "video/mp4"}
MOST_MEMORY = 200 * 1024 * 1024


@pytest.fixture
def officer(data_dir: Path) -> Client:
    """Hand everything in and let the server do all its later work; a browser of the institution."""
    institution, computer = an_institution(), a_computer()
    contract = a_stored_contract(computer.viewer, institution)
    for name, content in [*corpus(), ("last.jpg", a_jpeg((320, 240)))]:
        attachment, _receipt = an_attachment(computer, contract, content)
        Attachment.objects.filter(id=attachment).update(name=name)
    with Workshop() as shop:
        runner.run_due(shop, timezone.now, ("weigh",))
    return browser_of(an_account(Role.MANAGER, institution))


def look(most: int) -> None:
    """Make viewing copies, each in a process of its own, of so many files: the newest first."""
    jobs_left = Job.objects.filter(kind=viewing.JOB).order_by("-id")[:most]
    for job in list(jobs_left):
        job.state = JobState.RUNNING
        job.save()
        with Workshop() as shop:
            runner.run(job, shop, timezone.now)


def body(answer: HttpResponse) -> bytes:
    return b"".join(answer) if answer.streaming else answer.content


@pytest.mark.parametrize("copies", [6, pytest.param(1000, marks=pytest.mark.long)])
def test_hostile_files_harm_nobody(officer: Client, copies: int) -> None:
    look(copies)
    before = psutil.Process().memory_info().rss
    rows = list(Attachment.objects.order_by("received_at", "id"))
    assert len(rows) - 1 >= LEAST
    for row in rows:
        _assert_original_is_inert(officer, row)
        for kind in ("thumbnail", "viewing"):
            _assert_copy_is_clean(officer.get(f"/api/v1/attachments/{row.id}/{kind}"), row)
        _assert_page_is_whole(officer, row)
    assert psutil.Process().memory_info().rss - before < MOST_MEMORY
    assert not Job.objects.filter(state=JobState.FAILED).exists()
    assert not Job.objects.exclude(last_error="").exists()
    last = Attachment.objects.get(name="last.jpg")
    assert (last.kind, last.weighed) == ("photo", True)
    assert officer.get(f"/api/v1/attachments/{last.id}/viewing").status_code == 200


def _assert_original_is_inert(officer: Client, row: Attachment) -> None:
    answer = officer.get(f"/api/v1/attachments/{row.id}/original")
    headers = answer.headers
    assert headers["Content-Type"] == "application/octet-stream", row.name
    assert headers["Content-Disposition"].startswith("attachment"), row.name
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"].startswith("sandbox")
    assert "\n" not in headers["Content-Disposition"]
    assert "Set-Cookie" not in headers
    assert hashlib.sha256(body(answer)).hexdigest() == row.sha256


def _assert_copy_is_clean(answer: HttpResponse, row: Attachment) -> None:
    """A copy is a JPEG or MP4 encoded anew, or there is none."""
    if answer.status_code == 404:
        return
    content = body(answer)
    assert answer.headers["Content-Type"] in SAFE, row.name
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")
    for trace in (b"<script", b"<svg", b"<?php", b"/etc/passwd", b"ENTITY", b"PK\x03\x04"):
        assert trace not in content, (row.name, trace)
    if answer.headers["Content-Type"] == "image/jpeg":
        with Image.open(io.BytesIO(content)) as picture:
            picture.load()
            assert not picture.getexif(), row.name


def _assert_page_is_whole(officer: Client, row: Attachment) -> None:
    answer = officer.get(f"/evidence/{row.id}")
    page = answer.content.decode()
    assert answer.status_code == 200, row.name
    assert "<script" not in page
    assert "onload=" not in page.replace("&quot;", "")
