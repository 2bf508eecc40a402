"""Applications from programs: kinds as data, repeated calls, papers, the state without sign-in."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from vendorcore.domain import new_id

from tests.vendorserver.services.applications import PASSWORD, PDF, VENDOR
from vendorserver.models import Registration

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]
API = "/api/v1"


def put(path: str, content: bytes, kind: str = "application/json") -> Any:
    return Client().put(API + path, content, content_type=kind)


def body(**changes: Any) -> bytes:
    wish = {"kind": "vendor", "login": "hanbit", "password": PASSWORD, "values": VENDOR}
    return json.dumps(wish | changes).encode()


def test_kinds_are_told_with_their_fields_and_papers() -> None:
    told = Client().get(API + "/registration-kinds").json()["kinds"]
    vendor = next(one for one in told if one["key"] == "vendor")
    assert {name: vendor["papers"][0][name] for name in ("key", "required")} == {
        "key": "business-licence",
        "required": True,
    }
    assert "operator" not in [one["key"] for one in told]


def test_an_application_is_handed_in_once_however_often_it_is_sent() -> None:
    path = f"/registrations/{new_id()}"
    first, again = put(path, body()), put(path, body())
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert first.json()["missing"] == ["business-licence", "direct-production"]
    assert put(path, body(login="other")).status_code == 409
    assert Registration.objects.get().channel == "client"


def test_papers_come_as_they_are_and_are_counted() -> None:
    path = f"/registrations/{new_id()}"
    put(path, body())
    paper = f"{path}/papers/business-licence"
    assert put(paper, PDF, "application/pdf").status_code == 201
    again = put(paper, PDF, "application/pdf")
    assert (again.status_code, again.json()["missing"]) == (200, ["direct-production"])
    assert put(paper, b"MZ", "application/pdf").status_code == 422
    assert put(f"{path}/papers/poem", PDF, "application/pdf").status_code == 404
    assert put(f"/registrations/{new_id()}/papers/x", PDF, "x/y").status_code == 404


def test_the_state_needs_both_numbers() -> None:
    told = put(f"/registrations/{new_id()}", body()).json()
    here = f"{API}/registrations/{told['receipt_no']}"
    assert Client().get(f"{here}?number=110-87-00012").json()["state"] == "pending"
    assert Client().get(f"{here}?number=2208600025").status_code == 404


def test_a_wrong_field_is_named() -> None:
    wrong = put(f"/registrations/{new_id()}", body(values=VENDOR | {"business_no": "1"}))
    assert wrong.status_code == 422
    assert "사업자등록번호" in wrong.json()["detail"]
