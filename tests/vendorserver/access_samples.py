"""A sample request for each route: well-formed, and repeating what is there where it writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vendorcore.domain import instant_text, new_id
from vendorcore.protocol import contract_to_json

from tests.vendorserver.builders import NOW
from vendorserver import models

if TYPE_CHECKING:
    from tests.vendorserver.access_world import Scene

UNKNOWN = new_id()


def plain(_scene: Scene) -> tuple[Any, Any]:
    return None, {}


def _put_contract(scene: Scene) -> tuple[Any, Any]:
    return contract_to_json(scene.contract), {"if_match": f'"{scene.contract.version}"'}


def _put_state(scene: Scene) -> tuple[Any, Any]:
    return {"state": models.Contract.objects.get(id=scene.contract.id).state}, {}


def _ask(_scene: Scene) -> tuple[Any, Any]:
    return {"kind": "institution", "body": {"name": "달나라시"}}, {}


def _put_submission(scene: Scene) -> tuple[Any, Any]:
    body = {
        "contract": scene.contract.id if scene.wish else UNKNOWN,
        "attachments": [scene.attachment if scene.wish else new_id()],
        "submitted_at": instant_text(NOW),
    }
    return body, {}


def _put_attachment(scene: Scene) -> tuple[Any, Any]:
    wish = scene.wish
    if wish is None:
        manifest = {"payload": {}, "key_id": "", "signature": ""}
        fields = {"submission": UNKNOWN, "contract": UNKNOWN, "process": UNKNOWN, "upload": "x"}
        rest = {"sha256": "0" * 64, "size_bytes": 1, "name": "x", "manifest": manifest}
        return {**fields, **rest, "tagged_at": instant_text(NOW)}, {}
    names = ("submission", "contract", "process", "upload", "sha256", "size_bytes", "name")
    body = {name: getattr(wish, name) for name in names}
    signed = {"manifest": wish.manifest.to_json(), "tagged_at": instant_text(wish.tagged_at)}
    return body | signed, {}


def _put_document(scene: Scene) -> tuple[Any, Any]:
    if scene.paper is None:
        said = {"contract": UNKNOWN, "document": UNKNOWN, "upload": "x", "sha256": "0" * 64}
        return {**said, "size_bytes": 1, "name": "x"}, {}
    names = ("contract", "document", "upload", "sha256", "size_bytes", "name")
    return {name: getattr(scene.paper, name) for name in names}, {}


def _put_withdrawal(scene: Scene) -> tuple[Any, Any]:
    return {"id": scene.withdrawal, "reason": "사유"}, {}


def _enrol(_scene: Scene) -> tuple[Any, Any]:
    return {"code": "used", "device_key": "A" * 43, "device_name": "PC"}, {}


def _refresh(_scene: Scene) -> tuple[Any, Any]:
    payload = {"device_id": UNKNOWN, "refresh_token": "x"}
    return {"payload": payload, "key_id": "x", "signature": "x"}, {}


def _tus(_scene: Scene) -> tuple[Any, Any]:
    return None, {"tus_resumable": "1.0.0", "upload_length": "4"}


def _piece(_scene: Scene) -> tuple[Any, Any]:
    kind = {"content_type": "application/offset+octet-stream"}
    return None, {"tus_resumable": "1.0.0", "upload_offset": "0"} | kind


FORMS = {
    "/contracts/{contract_id}/steps": "kind=cancelled&note=x&on=2001-01-01",
    "/contracts/{contract_id}/invitations": "party=x&contact_email=x",
    "/officers/substitute": "until_on=x",
    "/evidence/{attachment_id}/review": "state=more-asked&reason=x&person=x&phone=1&hours=8",
    "/requests/{request_id}/reply": "text=x",
    "/searches": "name=x&query=q%3Dx",
}
_API = "/api/v1"
SAMPLES = {
    ("PUT", _API + "/contracts/{contract_id}"): _put_contract,
    ("PUT", _API + "/contracts/{contract_id}/state"): _put_state,
    ("PUT", _API + "/catalogue/requests/{entry_id}"): _ask,
    ("PUT", _API + "/submissions/{submission_id}"): _put_submission,
    ("PUT", _API + "/attachments/{attachment_id}"): _put_attachment,
    ("PUT", _API + "/attachments/{attachment_id}/withdrawal"): _put_withdrawal,
    ("PUT", _API + "/documents/{operation_id}"): _put_document,
    ("POST", _API + "/enrolments"): _enrol,
    ("POST", _API + "/tokens"): _refresh,
    ("POST", "/uploads/"): _tus,
    ("HEAD", "/uploads/{upload_id}"): _tus,
    ("DELETE", "/uploads/{upload_id}"): _tus,
    ("PATCH", "/uploads/{upload_id}"): _piece,
}
