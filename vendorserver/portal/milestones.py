"""The forms that bring a contract on: 납품, 검수, 종결; and the letter that invites its officer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from vendorcore.errors import InvalidEntry, VendorError

from vendorserver.models import InspectionResult, MilestoneKind
from vendorserver.portal import contract
from vendorserver.portal.forms import day
from vendorserver.portal.guard import for_viewer
from vendorserver.services import invitations, milestones

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest, HttpResponse

    from vendorserver.services.access import Viewer


@require_POST
@for_viewer
def step(request: HttpRequest, viewer: Viewer, contract_id: str) -> HttpResponse:
    """Take one step after the production."""
    try:
        milestones.take(viewer, contract_id, _step(request.POST), timezone.now())
    except VendorError as error:
        return _refused(request, viewer, contract_id, error)
    return HttpResponseRedirect(f"/contracts/{contract_id}#steps")


@require_POST
@for_viewer
def invite(request: HttpRequest, viewer: Viewer, contract_id: str) -> HttpResponse:
    """Send a letter to the officer of a party."""
    said = request.POST
    try:
        party, email = said.get("party", ""), said.get("contact_email", "")
        invitations.invite(viewer, contract_id, party, email, timezone.now())
    except VendorError as error:
        return _refused(request, viewer, contract_id, error)
    return HttpResponseRedirect(f"/contracts/{contract_id}#invitations")


def _step(said: Mapping[str, str]) -> milestones.Step:
    kinds, results = set(MilestoneKind), set(InspectionResult)
    kind, result = said.get("kind", ""), said.get("result", "")
    if kind not in kinds:
        raise InvalidEntry(field="step", reason="unknown")
    if result not in results:
        raise InvalidEntry(field="result", reason="unknown")
    return milestones.Step(
        kind=MilestoneKind(kind),
        on=day(said, "on"),
        result=InspectionResult(result),
        quantity=said.get("quantity", ""),
        note=said.get("note", ""),
        confirmed=said.get("confirmed") == "yes",
    )


def _refused(
    request: HttpRequest, viewer: Viewer, contract_id: str, error: VendorError
) -> HttpResponse:
    if error.code in ("forbidden", "not-found"):
        raise error
    return contract.shown(request, viewer, contract_id, error)
