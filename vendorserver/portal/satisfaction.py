"""The question after completion: how content a party was, answered once or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from vendorcore.errors import VendorError

from vendorserver.portal import contract
from vendorserver.portal.guard import for_viewer
from vendorserver.services import satisfaction

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from vendorserver.services.access import Viewer

_NONE = -1


@require_POST
@for_viewer
def answer(request: HttpRequest, viewer: Viewer, contract_id: str) -> HttpResponse:
    """Keep an answer."""
    said = request.POST.get("score", "")
    score = int(said) if said.isascii() and said.isdigit() and len(said) == 1 else _NONE
    try:
        satisfaction.answer(viewer, contract_id, score, timezone.now())
    except VendorError as error:
        if error.code in ("forbidden", "not-found"):
            raise
        return contract.shown(request, viewer, contract_id, error)
    return HttpResponseRedirect(f"/contracts/{contract_id}?thanks=1")
