"""A small world of vendors, institutions, computers and evidence, with sensible defaults."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

from vendorcore.domain import (
    Contract,
    ContractItem,
    Document,
    Institution,
    Party,
    PartyRole,
    Process,
    ProcessPlan,
    Role,
    Side,
    is_business_number,
    new_id,
)
from vendorcore.protocol import Manifest, Signed, SigningKey

from vendorserver import models
from vendorserver.services import attaching, contracts, documents, submissions, upload_ends
from vendorserver.services.access import Viewer, viewer_of
from vendorserver.services.contracts import Precondition
from vendorserver.storage import blobs

if TYPE_CHECKING:
    from collections.abc import Iterable

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
NEW = Precondition(if_none_match="*")
_counter = count(1)


def a_vendor(name: str = "한빛가구", **changes: Any) -> models.Vendor:
    return models.Vendor.objects.create(name=name, business_no=_business_no(), **changes)


def an_institution(
    name: str = "속초시", code: str | None = None, **changes: Any
) -> models.Institution:
    known = f"{next(_counter):07}" if code is None else code
    return models.Institution.objects.create(name=name, code=known, **changes)


def an_account(role: Role = Role.OWNER, side: Any = None, **changes: Any) -> models.Account:
    places: dict[str, Any] = {}
    if role.side is Side.VENDOR:
        places = {"vendor": side or a_vendor()}
    elif role.side is Side.INSTITUTION:
        places = {"institution": side or an_institution()}
    fields = {"login": f"person-{next(_counter)}", "name": "홍길동", "password": "!"}
    return models.Account.objects.create(role=role.value, **(fields | places | changes))


def a_viewer(role: Role = Role.OWNER, side: Any = None) -> Viewer:
    return viewer_of(an_account(role, side))


@dataclass
class Computer:
    """An enrolled computer with its key and the person who works at it."""

    key: SigningKey
    device: models.Device
    viewer: Viewer

    @property
    def vendor(self) -> models.Vendor:
        vendor = self.device.account.vendor
        assert vendor is not None
        return vendor


def a_computer(account: models.Account | None = None, side: Any = None) -> Computer:
    owner = account or an_account(Role.OWNER, side)
    key = SigningKey.generate()
    device = models.Device.objects.create(
        account=owner,
        name="사무실 PC",
        public_key=key.public.text,
        key_id=key.public.key_id,
        refresh_hash=f"{next(_counter):064}",
        enrolled_at=NOW,
    )
    return Computer(key, device, viewer_of(owner, device.id))


def a_contract(*institutions: models.Institution, **changes: Any) -> Contract:
    item = ContractItem(id=new_id(), detail_no="5610170301", detail_name="책상")
    plan = ProcessPlan(process="조립", starts_on=date(2026, 11, 2), ends_on=date(2026, 11, 6))
    first = PartyRole.CONTRACTING if len(institutions) > 1 else PartyRole.DEMANDING
    roles = (first, *[PartyRole.DEMANDING] * len(institutions))
    parties = tuple(
        Party(role=role, institution=Institution(code=row.code, name=row.name))
        for role, row in zip(roles, institutions, strict=False)
    )
    elsewhere = Party(
        role=PartyRole.DEMANDING, institution=Institution(code="", name="여기 없는 기관")
    )
    contract = Contract(
        id=new_id(),
        name="책상 구매",
        signed_on=date(2026, 10, 12),
        due_on=date(2026, 11, 18),
        parties=parties or (elsewhere,),
        items=(item,),
        processes=(Process(id=new_id(), item_id=item.id, seq=1, plan=plan),),
    )
    return replace(contract, **changes)


def a_stored_contract(viewer: Viewer, *institutions: models.Institution) -> Contract:
    return contracts.put(viewer, a_contract(*institutions), NEW, NOW)[0]


def a_submission(viewer: Viewer, contract: Contract, *ids: str) -> str:
    wish = submissions.NewSubmission(
        id=new_id(),
        contract=contract.id,
        attachments=ids or (new_id(),),
        submitted_at=NOW,
    )
    submissions.put(viewer, wish, NOW)
    return wish.id


def a_finished_upload(viewer: Viewer, content: bytes) -> models.Upload:
    name = f"{next(_counter):032}"
    blobs().begin(name)
    blobs().append(name, 0, [content])
    upload = models.Upload.objects.create(
        id=name,
        account_id=viewer.account_id,
        vendor_id=viewer.vendor_id,
        length=len(content),
        offset=len(content),
        created_at=NOW,
    )
    return upload_ends.seal(upload)


def a_manifest(**changes: Any) -> Manifest:
    fields: dict[str, Any] = {
        "op_id": new_id(),
        "sha256": "0" * 64,
        "size_bytes": 1,
        "name": "IMG_0001.JPG",
        "contract": "",
        "process": "",
        "source_key": "card-1",
        "source_label": "EOS_DIGITAL",
        "source_path": "DCIM/100CANON/IMG_0001.JPG",
        "modified_at": "2026-11-03T01:00:00.000000Z",
        "read_at": "2026-11-19T01:00:00.000000Z",
        "clock_error_ms": 0,
        "clock_known": True,
        "client_version": "0.1.0",
    }
    return Manifest(**(fields | changes))


def a_wish(
    computer: Computer, contract: Contract, submission: str, op_id: str, content: bytes
) -> attaching.NewAttachment:
    upload = a_finished_upload(computer.viewer, content)
    said = {
        "op_id": op_id,
        "sha256": hashlib.sha256(content).hexdigest(),
        "size_bytes": len(content),
        "contract": contract.id,
        "process": contract.processes[0].id,
    }
    return attaching.NewAttachment(
        id=op_id,
        submission=submission,
        contract=contract.id,
        process=contract.processes[0].id,
        upload=upload.id,
        sha256=str(said["sha256"]),
        size_bytes=len(content),
        name="IMG_0001.JPG",
        note="",
        tagged_at=NOW,
        manifest=a_manifest(**said).signed(computer.key),
    )


def an_attachment(
    computer: Computer, contract: Contract, content: bytes = b"a photo"
) -> tuple[str, Signed]:
    """Hand in one file and return its id and receipt."""
    op_id = new_id()
    submission = a_submission(computer.viewer, contract, op_id)
    wish = a_wish(computer, contract, submission, op_id, content)
    return op_id, attaching.attach(computer.viewer, wish, NOW)[0]


def a_document(content: bytes = b"%PDF-1.7 a contract", name: str = "계약서.pdf") -> Document:
    sha256 = hashlib.sha256(content).hexdigest()
    return Document(id=new_id(), name=name, sha256=sha256, size_bytes=len(content), kind="계약서")


def an_arrival(
    viewer: Viewer, contract: Contract, content: bytes, **changes: Any
) -> documents.NewDocument:
    """Name a paper in a contract and send its bytes; return what is to be said of it."""
    document = a_document(content, **changes)
    present = contracts.one(viewer, contract.id)
    named = replace(present, documents=(*present.documents, document))
    contracts.put(viewer, named, Precondition(if_match=f'"{present.version}"'), NOW)
    return documents.NewDocument(
        id=new_id(),
        contract=contract.id,
        document=document.id,
        upload=a_finished_upload(viewer, content).id,
        sha256=document.sha256,
        size_bytes=document.size_bytes,
        name=document.name,
        kind=document.kind,
    )


def a_paper(
    viewer: Viewer, contract: Contract, content: bytes = b"%PDF-1.7 a contract", **changes: Any
) -> documents.NewDocument:
    """Let a paper of a contract arrive and return what was said of it."""
    wish = an_arrival(viewer, contract, content, **changes)
    documents.put(viewer, wish, NOW)
    return wish


def later(**much: float) -> datetime:
    return NOW + timedelta(**much)


def _business_no() -> str:
    stem = f"{next(_counter) + 100_000_000:09}"
    return next(stem + str(n) for n in range(10) if is_business_number(stem + str(n)))


def quietly(names: Iterable[str], _total: int) -> Iterable[str]:
    """Go on without telling anybody how far it is."""
    return names
