"""목록화 요청 by a vendor: what was asked for and what became of it, and a form to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from vendorcore.catalogue import classes_of, institution_entries
from vendorcore.domain import is_id, new_id
from vendorcore.errors import InvalidEntry, VendorError
from vendorcore.text import _, problem_sentence

from vendorserver.models import EntryKind
from vendorserver.portal.catalogue_words import empty_fields, kind_word, line_of, state_word
from vendorserver.portal.guard import for_viewer
from vendorserver.services import catalogue_requests
from vendorserver.services.access import require
from vendorserver.services.catalogue_fields import FIELDS, checked, name_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from vendorserver.services.access import Viewer

_SAME = 0.85


@require_http_methods(["GET", "POST"])
@for_viewer
def index(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show what this vendor asked for; take a request unless the thing is listed already."""
    require(viewer, *catalogue_requests.ASKERS)
    if request.method == "GET":
        return _page(request, viewer)
    said = request.POST
    try:
        kind = _kind(said.get("kind", ""))
        entry_id = said.get("id", "") if is_id(said.get("id", "")) else new_id()
        body: dict[str, Any] = {key: said.get(key, "").strip() for key in FIELDS[kind]}
        checked(kind, entry_id, body)
        found = catalogue_requests.similar(kind, entry_id, body, _SAME)
        if found and "sure" not in said:
            return _page(request, viewer, alike=[line_of(one) for one in found])
        note, now = said.get("note", ""), timezone.now()
        catalogue_requests.ask(viewer, entry_id, kind, body, note, now)
    except VendorError as error:
        if error.code == "forbidden":
            raise
        return _page(request, viewer, problem_sentence(error.code, error.details))
    messages.info(request, _("요청을 보냈습니다. 결과는 이 화면과 알림으로 알려 드립니다."))
    return HttpResponseRedirect("/catalogue")


def _kind(text: str) -> EntryKind:
    try:
        return EntryKind(text)
    except ValueError as error:
        raise InvalidEntry(field="kind", reason="unknown") from error


def _page(
    request: HttpRequest, viewer: Viewer, problem: object = None, alike: list[str] | None = None
) -> HttpResponse:
    said = request.POST
    kind = said.get("kind", "")
    forms = [
        {
            "key": one.value,
            "word": kind_word(one),
            "fields": empty_fields(one, said if one.value == kind else {}),
            "note": said.get("note", "") if one.value == kind else "",
            "alike": alike if one.value == kind else None,
            "problem": problem if kind in (one.value, "") else None,
            "id": new_id(),
        }
        for one in EntryKind
    ]
    rows = catalogue_requests.mine(viewer)
    shown = {
        "viewer": viewer,
        "forms": forms,
        "classes": classes_of(institution_entries()),
        "rows": [
            (name_of(row), kind_word(row.kind), state_word(row.state), into, row)
            for row, into in rows
        ],
    }
    return render(request, "catalogue.html", shown, status=422 if problem or alike else 200)
