"""The catalogue that the clients follow, and requests for what it lacks."""

from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Status
from pydantic import Field

from vendorcore.protocol import JsonObject

from vendorserver.api.catalogue_bodies import CataloguePage, EntryShown, RequestBody
from vendorserver.api.sign_in import viewer
from vendorserver.models import EntryKind
from vendorserver.services import catalogue, catalogue_requests, form_columns

router = Router(tags=["catalogue"])


@router.get("/catalogue", response=CataloguePage)
def listed(request: HttpRequest, after: Annotated[int, Field(ge=0, le=2**53)] = 0) -> JsonObject:
    """Give what changed in the catalogue after a number."""
    page = catalogue.read(viewer(request), after)
    return page | {"material_columns": form_columns.present()}


@router.put("/catalogue/requests/{id:entry_id}", response={200: EntryShown, 201: EntryShown})
def ask(request: HttpRequest, entry_id: str, body: RequestBody) -> Status[JsonObject]:
    """Ask for an institution or a product that the catalogue lacks."""
    row, new = catalogue_requests.ask(
        viewer(request),
        entry_id,
        EntryKind(body.kind),
        body.body.model_dump(exclude_unset=True),
        body.note,
        timezone.now(),
    )
    return Status(201 if new else 200, row)
