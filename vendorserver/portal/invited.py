"""The page that an invited officer comes to: four fields, then an operator approves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from vendorcore.errors import VendorError
from vendorcore.text import problem_sentence

from vendorserver.services import invitations
from vendorserver.services.mail_codes import hidden

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

FIELDS = ("organisation", "code", "department", "contact_name", "contact_phone")


@require_http_methods(["GET", "POST"])
def invited(request: HttpRequest, token: str) -> HttpResponse:
    """Take the officer's application, prefilled from the contract."""
    found = invitations.look(token, timezone.now())
    if found is None:
        problem = problem_sentence("link-spent", {})
        return render(request, "invited.html", {"problem": problem, "spent": True}, status=410)
    known = {"organisation": found.party_name, "code": found.party_code}
    shown: dict[str, object] = {"invitation": found, "said": request.POST or known}
    shown["address"] = hidden(found.email)
    if request.method == "GET":
        return render(request, "invited.html", shown)
    values = {name: request.POST.get(name, "") for name in FIELDS}
    try:
        invitations.accept(token, values, timezone.now())
    except VendorError as error:
        shown["problem"] = problem_sentence(error.code, error.details)
        return render(request, "invited.html", shown, status=422)
    return render(request, "invited.html", shown | {"done": True})
