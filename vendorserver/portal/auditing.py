"""접속기록: the auditor reads who did what, when, from where and to whose data; nothing else."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_GET

from vendorcore.domain import KST, Role
from vendorcore.errors import InvalidEntry

from vendorserver.portal.action_words import action_word
from vendorserver.portal.forms import day
from vendorserver.portal.guard import for_viewer
from vendorserver.services import audit
from vendorserver.services.access import require

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest, HttpResponse

    from vendorserver.services.access import Viewer

ROWS_A_PAGE = 100
FIELDS = ("login", "action", "subject", "from", "to")


@require_GET
@for_viewer
def index(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show the log of accesses, the newest first; reading it is an entry itself."""
    require(viewer, Role.AUDITOR)
    said = {name: request.GET[name][:100] for name in FIELDS if request.GET.get(name)}
    rows = audit.entries(
        login=said.get("login", ""),
        action=said.get("action", ""),
        subject=said.get("subject", ""),
        begins_at=_day(said, "from"),
        ends_at=_day(said, "to", timedelta(days=1)),
    )
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    audit.record(viewer.account_id, "audit.read", "", search=dict(said))
    entries = [(who, action_word(row.action), row) for who, row in audit.with_people(page)]
    shown = {"viewer": viewer, "page": page, "entries": entries, "said": said}
    rest = f"&{urlencode(said)}" if said else ""
    return render(request, "audit.html", shown | {"address": "/audit", "rest": rest})


def _day(said: Mapping[str, str], name: str, more: timedelta = timedelta(0)) -> datetime | None:
    try:
        return datetime.combine(day(said, name), time(), KST) + more
    except InvalidEntry:
        return None
