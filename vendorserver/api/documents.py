"""Papers of contracts: taken into custody, given to the parties."""

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from ninja import Router, Status

from vendorcore.protocol import JsonObject

from vendorserver.api import pictures
from vendorserver.api.bodies import SignedBody
from vendorserver.api.contract_bodies import DocumentArrival
from vendorserver.api.sign_in import viewer
from vendorserver.services import documents

router = Router(tags=["contracts"])


@router.put("/documents/{id:operation_id}", response={200: SignedBody, 201: SignedBody})
def put(request: HttpRequest, operation_id: str, body: DocumentArrival) -> Status[JsonObject]:
    """Take custody of a paper that has arrived and that its contract names; answers a receipt."""
    wish = documents.NewDocument(id=operation_id, **body.dict())
    receipt, new = documents.put(viewer(request), wish, timezone.now())
    return Status(201 if new else 200, receipt.to_json())


@router.get("/documents/{id:operation_id}/receipt", response=SignedBody)
def receipt(request: HttpRequest, operation_id: str) -> JsonObject:
    """Give the receipt again."""
    return documents.receipt(viewer(request), operation_id).to_json()


@router.get("/contracts/{id:contract_id}/documents/{id:document_id}")
def original(request: HttpRequest, contract_id: str, document_id: str) -> HttpResponseBase:
    """Give a paper of a contract, unchanged, as an attachment."""
    found = documents.original(viewer(request), contract_id, document_id, timezone.now())
    return pictures.original(request, found)
