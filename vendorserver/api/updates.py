"""New versions of the desktop program, from the server itself: closed networks need no more."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from ninja import Router

from vendorserver.api import pictures
from vendorserver.services import updates

router = Router(tags=["updates"], auth=None)


@router.get("/client/updates")
def manifest(request: HttpRequest) -> HttpResponse:
    """Show the signed manifest of the newest version."""
    return HttpResponse(updates.manifest(), content_type="application/json")


@router.get("/client/updates/{name}")
def installer(request: HttpRequest, name: str) -> HttpResponseBase:
    """Give an installer or the asked part of it."""
    return pictures.release_file(request, updates.installer(name))
