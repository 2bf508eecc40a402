"""Evidence: handed in, attached, taken back, looked at."""

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from ninja import Router, Status

from vendorcore.protocol import JsonObject, Signed

from vendorserver.api import pictures
from vendorserver.api.bodies import (
    AttachmentBody,
    AttachmentShown,
    SignedBody,
    SubmissionBody,
    SubmissionShown,
    WithdrawalBody,
    WithdrawalShown,
)
from vendorserver.api.instants import instant
from vendorserver.api.sign_in import viewer
from vendorserver.services import attaching, evidence, submissions, viewing, viewings, withdrawing

router = Router(tags=["evidence"])

_SUBMISSION = {200: SubmissionShown, 201: SubmissionShown}
_WITHDRAWAL = {200: WithdrawalShown, 201: WithdrawalShown}


@router.put("/submissions/{id:submission_id}", response=_SUBMISSION)
def submit(request: HttpRequest, submission_id: str, body: SubmissionBody) -> Status[JsonObject]:
    """Hand in attachments together; registers a draft."""
    wish = submissions.NewSubmission(
        id=submission_id,
        contract=body.contract,
        attachments=tuple(body.attachments),
        submitted_at=instant("submitted_at", body.submitted_at),
    )
    shown, new = submissions.put(viewer(request), wish, timezone.now())
    return Status(201 if new else 200, shown)


@router.get("/submissions/{id:submission_id}", response=SubmissionShown)
def submission(request: HttpRequest, submission_id: str) -> JsonObject:
    """Give one submission."""
    return submissions.one(viewer(request), submission_id)


@router.put("/attachments/{id:attachment_id}", response={200: SignedBody, 201: SignedBody})
def attach(request: HttpRequest, attachment_id: str, body: AttachmentBody) -> Status[JsonObject]:
    """Take custody of a file that has arrived; the answer is the receipt."""
    fields = body.dict() | {
        "id": attachment_id,
        "tagged_at": instant("tagged_at", body.tagged_at),
        "manifest": Signed.from_json(body.manifest.dict()),
    }
    receipt, new = attaching.attach(
        viewer(request), attaching.NewAttachment(**fields), timezone.now()
    )
    return Status(201 if new else 200, receipt.to_json())


@router.get("/attachments/{id:attachment_id}", response=AttachmentShown)
def attachment(request: HttpRequest, attachment_id: str) -> JsonObject:
    """Give one piece of evidence."""
    return evidence.one(viewer(request), attachment_id)


@router.get("/attachments/{id:attachment_id}/receipt", response=SignedBody)
def receipt(request: HttpRequest, attachment_id: str) -> JsonObject:
    """Give the receipt again."""
    return evidence.receipt(viewer(request), attachment_id).to_json()


@router.get("/attachments/{id:attachment_id}/original")
def original(request: HttpRequest, attachment_id: str) -> HttpResponseBase:
    """Give the file itself, unchanged, as an attachment."""
    file = evidence.original(viewer(request), attachment_id)
    viewings.record(viewer(request), attachment_id, viewings.ORIGINAL, timezone.now())
    return pictures.original(request, file)


@router.get("/attachments/{id:attachment_id}/thumbnail")
def thumbnail(request: HttpRequest, attachment_id: str) -> HttpResponseBase:
    """Give the small picture."""
    return pictures.thumbnail(evidence.thumbnail(viewer(request), attachment_id))


@router.get("/attachments/{id:attachment_id}/viewing")
def viewing_copy(request: HttpRequest, attachment_id: str) -> HttpResponseBase:
    """Give the copy that browsers show, without the camera's notes; looking is written down."""
    copy = viewing.one(viewer(request), attachment_id)
    viewings.record(viewer(request), attachment_id, viewings.PAGE, timezone.now())
    return pictures.viewing(request, copy)


@router.put("/attachments/{id:attachment_id}/withdrawal", response=_WITHDRAWAL)
def withdraw(request: HttpRequest, attachment_id: str, body: WithdrawalBody) -> Status[JsonObject]:
    """Take an attachment back, with a reason."""
    wish = withdrawing.NewWithdrawal(id=body.id, attachment=attachment_id, reason=body.reason)
    shown, new = withdrawing.withdraw(viewer(request), wish, timezone.now())
    return Status(201 if new else 200, shown)
