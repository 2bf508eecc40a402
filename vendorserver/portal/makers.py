"""공개: the public page of a vendor, its pictures, the search of institutions, the two yeses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from vendorcore.domain import Role, Side
from vendorcore.errors import Refused
from vendorcore.text import problem_sentence

from vendorserver.portal.guard import for_viewer, viewer_of_request
from vendorserver.services import showcase
from vendorserver.services.access import require

if TYPE_CHECKING:
    from django.http import HttpRequest

    from vendorserver.services.access import Viewer

_SEARCHERS = tuple(role for role in Role if role.side is Side.INSTITUTION)


@require_GET
@for_viewer
def index(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Let any institution look for vendors that released something."""
    require(viewer, *_SEARCHERS)
    product, region = request.GET.get("product", "")[:200], request.GET.get("region", "")[:200]
    shown = {"viewer": viewer, "product": product, "region": region}
    return render(request, "makers.html", shown | {"makers": showcase.search(product, region)})


@require_GET
def one(request: HttpRequest, vendor_id: str) -> HttpResponse:
    """Show the public page of a vendor to everybody; never kept by any cache."""
    try:
        maker = showcase.maker(vendor_id)
    except Refused as error:
        raise Http404 from error
    shown = {"viewer": viewer_of_request(request), "maker": maker}
    return render(request, "maker.html", shown)


@require_GET
def picture(_request: HttpRequest, showcase_id: str) -> HttpResponse:
    """Give one public picture."""
    try:
        return HttpResponse(showcase.picture(showcase_id), content_type="image/jpeg")
    except Refused as error:
        raise Http404 from error


@require_POST
@for_viewer
def release(request: HttpRequest, viewer: Viewer, attachment_id: str) -> HttpResponse:
    """Say yes for the viewer's side."""
    try:
        showcase.release(viewer, attachment_id, timezone.now())
    except Refused as error:
        if error.code != "not-offered":
            raise
        messages.info(request, str(problem_sentence(error.code, error.details)))
    return HttpResponseRedirect(f"/evidence/{attachment_id}#release")


@require_POST
@for_viewer
def take_back(_request: HttpRequest, viewer: Viewer, attachment_id: str) -> HttpResponse:
    """Say no for the viewer's side."""
    showcase.take_back(viewer, attachment_id)
    return HttpResponseRedirect(f"/evidence/{attachment_id}#release")
