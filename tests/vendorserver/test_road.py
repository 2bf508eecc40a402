"""The whole road over HTTP: enrol, contract, submission, upload, attachment, receipt, news."""

from __future__ import annotations

import base64
import hashlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from vendorcore.domain import Role, instant_text, new_id
from vendorcore.media import Workshop
from vendorcore.protocol import Health, Receipt, Signed, SigningKey, VerifyKey, contract_to_json

from tests.vendorserver.asgi_caller import Caller
from tests.vendorserver.builders import a_contract, a_manifest, an_account, an_institution
from vendorserver import models
from vendorserver.services import enrolment
from vendorserver.services.runner import run_due

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("data_dir")]

PHOTO = b"not really a photo"


class Client:
    """The desktop program's side, as short as it can be."""

    def __init__(self, code: str) -> None:
        self.key = SigningKey.generate()
        body = {"code": code, "device_key": self.key.public.text, "device_name": "PC"}
        answer = Caller().call("POST", "/api/v1/enrolments", body)
        assert answer.status == 201, answer.body
        self.joined: dict[str, Any] = answer.json
        self.refresh_token = self.joined["refresh_token"]
        self.caller = Caller(self.sign_in())

    def sign_in(self) -> str:
        payload = {
            "device_id": self.joined["device_id"],
            "refresh_token": self.refresh_token,
            "signed_at": instant_text(datetime.now(UTC)),
        }
        signed = Signed.make("vendor-refresh-v1", payload, self.key)
        answer = Caller().call("POST", "/api/v1/tokens", signed.to_json())
        assert answer.status == 200, answer.body
        self.refresh_token = answer.json["refresh_token"]
        return str(answer.json["access_token"])

    def upload(self, content: bytes) -> str:
        name = base64.b64encode(b"IMG_0001.JPG").decode()
        answer = self.caller.call(
            "POST",
            "/uploads/",
            raw=content,
            tus_resumable="1.0.0",
            upload_length=str(len(content)),
            upload_metadata=f"filename {name}",
            content_type="application/offset+octet-stream",
        )
        assert answer.status == 201, answer.body
        return answer.headers["location"].rpartition("/")[2]

    def attach(self, contract: Any, submission: str, op_id: str, content: bytes) -> Any:
        said = {
            "op_id": op_id,
            "sha256": hashlib.sha256(content).hexdigest(),
            "size_bytes": len(content),
            "contract": contract.id,
            "process": contract.processes[0].id,
        }
        body = {
            "submission": submission,
            "upload": self.upload(content),
            "name": "IMG_0001.JPG",
            "tagged_at": "2026-11-19T02:00:00Z",
            "manifest": a_manifest(**said).signed(self.key).to_json(),
            **{k: v for k, v in said.items() if k != "op_id"},
        }
        return self.caller.call("PUT", f"/api/v1/attachments/{op_id}", body)


def test_a_photo_goes_from_enrolment_to_a_receipt_that_verifies() -> None:
    institution = an_institution()
    officer = an_account(Role.OFFICE)
    ticket = enrolment.new_ticket(officer, "http://127.0.0.1:8000", timezone.now())
    client = Client(ticket.code)
    health = Signed.from_json(Caller().call("GET", "/api/v1/health?nonce=n").json)
    key = VerifyKey.from_text(str(health.payload["public_key"]))
    assert Health.check(health, {key.key_id: key}, "n").server_id == client.joined["server"]["id"]
    assert key.fingerprint == ticket.fingerprint

    contract = a_contract(institution)
    path = f"/api/v1/contracts/{contract.id}"
    put = client.caller.call("PUT", path, contract_to_json(contract), if_none_match="*")
    assert (put.status, put.headers["etag"]) == (201, '"1"'), put.body
    op_id, submission = new_id(), new_id()
    body = {
        "contract": contract.id,
        "attachments": [op_id],
        "submitted_at": "2026-11-19T02:00:00Z",
    }
    submitted = client.caller.call("PUT", f"/api/v1/submissions/{submission}", body)
    assert (submitted.status, submitted.json["complete"]) == (201, False)

    answer = client.attach(contract, submission, op_id, PHOTO)
    assert answer.status == 201, answer.body
    receipt = Receipt.check(Signed.from_json(answer.json), {key.key_id: key})
    assert (receipt.op_id, receipt.log_index) == (op_id, 1)
    assert client.attach(contract, submission, op_id, PHOTO).json == answer.json

    with Workshop() as shop:
        assert run_due(shop, timezone.now) == 1
    news = client.caller.call("GET", "/api/v1/changes?cursor=").json
    kinds = [change["kind"] for change in news["changes"]]
    assert kinds == ["contract", "contract", "submission", "submission", "findings"]
    assert news["changes"][-1]["data"]["verdict"] == "fail"
    assert client.caller.call("GET", f"/api/v1/attachments/{op_id}/original").body == PHOTO
    seen = models.AuditEntry.objects.get(action="media.original")
    assert (seen.address, seen.account) == ("127.0.0.1", officer.id)


def test_news_that_come_while_somebody_waits_are_told(data_dir: Path) -> None:
    caller = Client(_code()).caller
    empty = caller.call("GET", "/api/v1/changes?wait=0").json
    assert (empty["changes"], empty["more"]) == ([], False)


def _code() -> str:
    return enrolment.new_ticket(an_account(), "http://127.0.0.1:1", timezone.now()).code
