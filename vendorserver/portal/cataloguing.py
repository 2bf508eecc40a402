"""목록화 요청 at the desk: one after the other, beside what is listed already, by keys alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from vendorcore.catalogue import Product, search_institutions, search_products
from vendorcore.domain import Role
from vendorcore.errors import InvalidEntry, VendorError
from vendorcore.text import _, problem_sentence

from vendorserver.models import CatalogueEntry, EntryKind, EntryState
from vendorserver.portal.catalogue_words import fields_of, line_of, state_word
from vendorserver.portal.guard import for_viewer
from vendorserver.services import catalogue, catalogue_requests
from vendorserver.services.access import require
from vendorserver.services.catalogue_fields import FIELDS, name_of
from vendorserver.services.catalogue_requests import Decision

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from vendorcore.catalogue import InstitutionEntry

    from vendorserver.services.access import Viewer

APPROVERS = (Role.ADMIN, Role.APPROVER)
_MOST = 9


@require_GET
@for_viewer
def index(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Open the request that has waited longest; say so when there is none."""
    require(viewer, *APPROVERS)
    rows = catalogue_requests.waiting(viewer)
    if rows:
        return HttpResponseRedirect(f"/desk/catalogue/{rows[0].id}")
    return render(request, "catalogue_empty.html", {"viewer": viewer})


@require_GET
@for_viewer
def one(request: HttpRequest, viewer: Viewer, entry_id: str) -> HttpResponse:
    """Show one request beside what may be the same."""
    require(viewer, *APPROVERS)
    return _page(request, viewer, catalogue_requests.one(viewer, entry_id))


@require_POST
@for_viewer
def decide(request: HttpRequest, viewer: Viewer, entry_id: str) -> HttpResponse:
    """Decide and open the next one."""
    require(viewer, *APPROVERS)
    row, said = catalogue_requests.one(viewer, entry_id), request.POST
    try:
        decision = Decision(
            state=_state(said.get("state", "")),
            into=said.get("into", ""),
            reason=said.get("reason", ""),
            body={key: said[key] for key in FIELDS[EntryKind(row.kind)] if key in said},
        )
        row = catalogue_requests.decide(viewer, row.id, decision, timezone.now())
    except VendorError as error:
        if error.code in ("forbidden", "not-found"):
            raise
        return _page(request, viewer, catalogue_requests.one(viewer, entry_id), error)
    messages.info(request, f"{name_of(row)}: {state_word(row.state)}")
    return HttpResponseRedirect("/desk/catalogue")


def _state(text: str) -> EntryState:
    try:
        return EntryState(text)
    except ValueError as error:
        raise InvalidEntry(field="state", reason="empty") from error


def _page(
    request: HttpRequest, viewer: Viewer, row: CatalogueEntry, error: VendorError | None = None
) -> HttpResponse:
    ids = [other.id for other in catalogue_requests.waiting(viewer)]
    place = ids.index(row.id) if row.id in ids else -1
    words = request.GET.get("q", "").strip()
    said = request.POST
    shown: dict[str, Any] = {
        "viewer": viewer,
        "row": row,
        "name": name_of(row),
        "state_word": state_word(row.state),
        "fields": fields_of(row, said),
        "decidable": row.state == EntryState.ASKED,
        "into_name": catalogue_requests.into_name(row),
        "alike": [(one.id, line_of(one)) for one in _listed(row, words)],
        "words": words,
        "left": len(ids),
        "before": ids[place - 1] if place > 0 else "",
        "after": ids[place + 1] if 0 <= place < len(ids) - 1 else "",
        "reasons": _reasons(),
        "said": said,
    }
    if error is not None:
        shown["problem"] = problem_sentence(error.code, error.details)
    return render(request, "catalogue_desk.html", shown, status=422 if error else 200)


def _listed(row: CatalogueEntry, words: str) -> list[InstitutionEntry] | list[Product]:
    """Return what may be the same: what the operator looks for, or what is called alike."""
    kind = EntryKind(row.kind)
    if not words:
        return catalogue_requests.similar(kind, row.id, row.body)
    known: Any = catalogue.known(kind)
    if kind is EntryKind.INSTITUTION:
        return search_institutions(words, entries=known, limit=_MOST)
    return search_products(words, entries=known, limit=_MOST)


def _reasons() -> list[str]:
    """Return what is said most often, to be chosen by one key."""
    return [
        _("있는 기관이나 품명인지 확인할 수 없습니다."),
        _("이름이 정확하지 않습니다. 공문이나 계약서의 이름으로 다시 요청해 주십시오."),
        _("없어졌거나 다른 기관과 합쳐진 기관입니다."),
        _("조달청 물품목록번호를 먼저 받아야 하는 품명입니다."),
    ]
