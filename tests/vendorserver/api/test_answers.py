"""What every answer of the API has in common, and how bad requests are refused."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from vendorcore.domain import Role, new_id
from vendorcore.protocol import Signed, contract_to_json

from tests.vendorserver.builders import (
    Computer,
    a_computer,
    a_contract,
    a_stored_contract,
    a_vendor,
    an_account,
    an_attachment,
    later,
)
from vendorserver import models
from vendorserver.services import enrolment
from vendorserver.services.access import token_hash

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]

JSON = "application/json"


class Api:
    """Somebody who calls with an access token."""

    def __init__(self, computer: Computer | None = None) -> None:
        self.client = Client()
        self.headers: dict[str, str] = {}
        if computer is not None:
            self.headers["Authorization"] = f"Bearer {a_token(computer)}"

    def get(self, path: str, **headers: str) -> Any:
        return self.client.get(f"/api/v1{path}", headers=self.headers | headers)

    def head(self, path: str, **headers: str) -> Any:
        return self.client.head(f"/api/v1{path}", headers=self.headers | headers)

    def put(self, path: str, body: Any, **headers: str) -> Any:
        content = body if isinstance(body, (str, bytes)) else json.dumps(body)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.put(
            f"/api/v1{path}", content, content_type=JSON, headers=self.headers | named
        )

    def post(self, path: str, body: Any) -> Any:
        return self.client.post(f"/api/v1{path}", body, content_type=JSON, headers=self.headers)


def a_token(computer: Computer) -> str:
    token, now = new_id(), timezone.now()
    models.AccessToken.objects.create(
        token_hash=token_hash(token),
        device=computer.device,
        issued_at=now,
        expires_at=now + timedelta(hours=1),
    )
    return token


@pytest.mark.parametrize("path", ["/health?nonce=n", "/contracts", "/nothing", "/openapi.json"])
def test_every_answer_names_the_server_and_is_safe_to_show(path: str) -> None:
    answer = Api().get(path)
    assert answer["Vendor-Server"] == "memory"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "no-store"
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("language", "sentence"), [("ko-KR,ko", "찾을 수 없습니다."), ("fr", "찾을 수 없습니다.")]
)
def test_a_refusal_is_a_problem_with_a_sentence(language: str, sentence: str) -> None:
    answer = Api(a_computer()).get(f"/contracts/{new_id()}", **{"Accept-Language": language})
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
    assert answer.json() == {
        "type": "about:blank",
        "title": "not-found",
        "status": 404,
        "code": "not-found",
        "detail": sentence,
        "values": {},
    }


@pytest.mark.parametrize("authorization", ["", "Bearer x", "Basic eDp5", "Bearer", "nonsense"])
def test_nobody_gets_in_without_a_token(authorization: str) -> None:
    answer = Api().get("/contracts", Authorization=authorization)
    assert (answer.status_code, answer.json()["code"]) == (401, "sign-in-needed")
    assert answer["WWW-Authenticate"] == "Bearer"


def test_nobody_is_told_what_helps_a_browser_and_a_program() -> None:
    said = Api().get("/contracts").json()["detail"]
    assert "브라우저에서는 다시 로그인" in said
    assert "프로그램에서는 등록 코드로" in said
    assert "이 컴퓨터" not in said


def test_a_session_of_the_portal_may_read_but_not_write() -> None:
    account = an_account(Role.OWNER)
    api = Api()
    api.client.force_login(account)
    contract = a_contract()
    assert api.get("/contracts").status_code == 200
    put = api.put(f"/contracts/{contract.id}", contract_to_json(contract), If_None_Match="*")
    assert put.status_code == 401


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ("{", 400, "body-unreadable"),
        ("", 422, "invalid-entry"),
        ('{"reason": NaN}', 400, "body-unreadable"),
        ('{"reason": "\\u0000"}', 400, "body-unreadable"),
        ('{"reason": "\\ud800"}', 400, "body-unreadable"),
        (b"\xff\xfe", 400, "body-unreadable"),
        ("[" * 100_000, 400, "body-unreadable"),
        ("[]", 422, "invalid-entry"),
        ("{}", 422, "invalid-entry"),
        ('{"id": 1, "reason": "x"}', 422, "invalid-entry"),
    ],
)
def test_a_body_that_is_none_is_refused(body: Any, status: int, code: str) -> None:
    computer = a_computer()
    op_id, _ = an_attachment(computer, a_stored_contract(computer.viewer))
    answer = Api(computer).put(f"/attachments/{op_id}/withdrawal", body)
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.content


def test_a_backslash_before_u0000_is_an_ordinary_text() -> None:
    computer = a_computer()
    op_id, _ = an_attachment(computer, a_stored_contract(computer.viewer))
    body = {"id": new_id(), "reason": "C:\\u0000"}
    answer = Api(computer).put(f"/attachments/{op_id}/withdrawal", body)
    assert answer.json()["reason"] == "C:\\u0000"


def test_a_body_that_is_too_large_is_refused() -> None:
    answer = Api(a_computer()).put(f"/attachments/{new_id()}/withdrawal", "x" * 3_000_000)
    assert (answer.status_code, answer.json()["code"]) == (413, "too-large")


def test_a_wrong_method_is_refused_in_the_same_form() -> None:
    answer = Api(a_computer()).put("/changes", {})
    assert (answer.status_code, answer.json()["code"]) == (405, "method-not-allowed")
    assert "GET" in answer["Allow"]


@pytest.mark.parametrize("path", ["/contracts/x", "/contracts/%00", "/attachments/../x", "/"])
def test_an_address_that_is_none_is_not_found(path: str) -> None:
    assert Api(a_computer()).get(path).status_code == 404


@pytest.mark.parametrize("query", ["limit=0", "limit=201", "limit=x", "after=x", "after=%00"])
def test_a_list_is_asked_for_within_its_bounds(query: str) -> None:
    assert Api(a_computer()).get(f"/contracts?{query}").status_code == 422


def test_a_contract_carries_its_version_as_etag() -> None:
    api, contract = Api(a_computer()), a_contract()
    path, body = f"/contracts/{contract.id}", contract_to_json(contract)
    created = api.put(path, body, If_None_Match="*")
    assert (created.status_code, created["ETag"], created.json()["version"]) == (201, '"1"', 1)
    changed = api.put(path, body | {"name": "의자"}, If_Match='"1"')
    assert (changed.status_code, changed["ETag"], api.get(path)["ETag"]) == (200, '"2"', '"2"')
    stale = api.put(path, body | {"name": "문"}, If_Match='"1"')
    assert (stale.status_code, stale.json()["values"]) == (412, {"version": 2})
    assert api.put(path, body).status_code == 428


@pytest.mark.parametrize(
    "changes",
    [
        {"id": new_id()},
        {"due_on": "2020-01-01"},
        {"signed_on": "yesterday"},
        {"state": "eaten"},
        {"parties": [{"role": "friend", "institution": {"name": "x"}}]},
        {"name": ""},
        {"processes": [{"id": new_id(), "item_id": new_id(), "seq": 1, "name": "x"}]},
    ],
)
def test_a_contract_that_cannot_be_is_refused(changes: dict[str, Any]) -> None:
    contract = a_contract()
    body = contract_to_json(contract) | changes
    answer = Api(a_computer()).put(f"/contracts/{contract.id}", body, If_None_Match="*")
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid-entry")


@pytest.mark.parametrize(
    ("wish", "status", "body", "said"),
    [
        ("bytes=0-3", 206, b"a ph", "bytes 0-3/7"),
        ("bytes=2-", 206, b"photo", "bytes 2-6/7"),
        ("bytes=5-99", 206, b"to", "bytes 5-6/7"),
        ("bytes=0-", 206, b"a photo", "bytes 0-6/7"),
        ("bytes=-3", 206, b"oto", "bytes 4-6/7"),
        ("bytes=-99", 206, b"a photo", "bytes 0-6/7"),
        ("bytes=9-", 416, b"", "bytes */7"),
        ("bytes=-0", 416, b"", "bytes */7"),
        ("bytes=4-2", 200, b"a photo", None),
        ("bytes=-", 200, b"a photo", None),
        ("bytes=0-1,3-4", 200, b"a photo", None),
        ("", 200, b"a photo", None),
    ],
)
def test_an_original_is_given_whole_or_in_part(
    wish: str, status: int, body: bytes, said: str | None
) -> None:
    computer = a_computer()
    op_id, _ = an_attachment(computer, a_stored_contract(computer.viewer))
    answer = Api(computer).get(f"/attachments/{op_id}/original", Range=wish)
    assert (answer.status_code, answer.getvalue()) == (status, body)
    assert answer.headers.get("Content-Range") == said


def test_the_size_of_an_original_is_told_without_its_bytes() -> None:
    computer = a_computer()
    op_id, _ = an_attachment(computer, a_stored_contract(computer.viewer))
    answer = Api(computer).head(f"/attachments/{op_id}/original", Range="bytes=2-4")
    assert (answer.status_code, answer.content) == (206, b"")
    assert answer["Content-Range"] == "bytes 2-4/7"
    assert Api(computer).head("/contracts").status_code == 200


def test_an_original_is_never_shown_as_a_page() -> None:
    computer = a_computer()
    op_id, _ = an_attachment(computer, a_stored_contract(computer.viewer))
    answer = Api(computer).get(f"/attachments/{op_id}/original")
    assert answer["Content-Disposition"] == 'attachment; filename="IMG_0001.JPG"'
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    answer.close()


def test_a_thumbnail_is_not_there_before_the_weighing() -> None:
    computer = a_computer()
    op_id, _ = an_attachment(computer, a_stored_contract(computer.viewer))
    assert Api(computer).get(f"/attachments/{op_id}/thumbnail").status_code == 404


def test_a_code_joins_one_computer_and_names_the_keys() -> None:
    vendor = a_vendor()
    account = an_account(Role.FACTORY, vendor)
    code = enrolment.new_ticket(account, "http://127.0.0.1:1", timezone.now()).code
    body = {"code": code, "device_key": "A" * 43, "device_name": "현장 PC"}
    joined = Api().post("/enrolments", body)
    assert joined.status_code == 201
    assert joined.json()["account"]["role"] == "factory"
    assert joined.json()["vendor"]["business_no"] == vendor.business_no
    again = Api().post("/enrolments", body)
    assert (again.status_code, again.json()["code"]) == (403, "enrolment-code-refused")


@pytest.mark.parametrize("key", ["", "A", "A" * 44, "!" * 43])
def test_a_device_key_that_is_none_is_refused(key: str) -> None:
    body = {"code": "x", "device_key": key, "device_name": "PC"}
    assert Api().post("/enrolments", body).status_code == 422


def test_an_old_access_token_is_refused() -> None:
    computer = a_computer()
    api = Api(computer)
    models.AccessToken.objects.update(expires_at=later(days=-1))
    assert api.get("/contracts").status_code == 401


def test_the_description_is_published() -> None:
    described = Api().get("/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    assert "/api/v1/contracts/{contract_id}" in described["paths"]


def test_waiting_longer_than_agreed_is_refused() -> None:
    assert Api(a_computer()).get("/changes?wait=26").status_code == 422


def test_health_is_signed_and_names_who_helps(settings: Any) -> None:
    settings.SERVER = replace(settings.SERVER, support_email="help@server.example")
    signed = Signed.from_json(Api().get("/health?nonce=abc").json())
    assert signed.payload["nonce"] == "abc"
    assert signed.payload["support_email"] == "help@server.example"
