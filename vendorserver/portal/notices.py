"""알림: the news of one person, and how that person wants to hear of each kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from vendorcore.errors import InvalidEntry
from vendorcore.text import problem_sentence

from vendorserver.models import Account
from vendorserver.portal.guard import for_viewer
from vendorserver.services import notice_rights, notice_words, notices
from vendorserver.settings import current

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from vendorcore.errors import VendorError

    from vendorserver.models import Notice
    from vendorserver.services.access import Viewer


@require_GET
@for_viewer
def index(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show the news, newest first, and the choices."""
    return _shown(request, viewer)


def _shown(request: HttpRequest, viewer: Viewer, error: VendorError | None = None) -> HttpResponse:
    rows = notices.read(viewer, timezone.now())
    lost = notice_rights.lost(viewer, rows)
    news = [(notice_words.title(row.kind), _said(row, lost), row, row.id in lost) for row in rows]
    shown = {"viewer": viewer, "news": news, "choices": _choices(viewer)}
    shown |= {"channels": _channels(), "sms": notices.SMS in dict(_channels())}
    shown["phone"] = notices.phone_of(Account.objects.get(id=viewer.account_id))
    if error is not None:
        shown |= {"problem": problem_sentence(error.code, error.details)}
        shown["phone"] = request.POST.get("phone", "")
    return render(request, "notices.html", shown, status=422 if error else 200)


@require_POST
@for_viewer
def choose(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Remember how the viewer wants to hear of each kind."""
    if "phone" in request.POST:
        try:
            notices.be_reached(viewer, request.POST["phone"])
        except InvalidEntry as error:
            return _shown(request, viewer, error)
    for kind in _kinds(viewer):
        wished = [name for name, _word in _channels() if f"{kind}-{name}" in request.POST]
        notices.choose(viewer, kind, wished, daily=f"{kind}-daily" in request.POST)
    return HttpResponseRedirect("/notices")


def _said(row: Notice, lost: set[str]) -> str:
    if row.id in lost:
        return notice_words.withheld()
    return notice_words.sentence(row.kind, row.values)


def _kinds(viewer: Viewer) -> list[str]:
    return [kind for kind, sides in notices.KINDS.items() if viewer.side in sides]


def _channels() -> list[tuple[str, str]]:
    """Return the ways that this server has."""
    offered = notices.CHANNELS if current().sms_hook_url else (notices.EMAIL,)
    return [(name, notice_words.channel_word(name)) for name in offered]


def _choices(viewer: Viewer) -> list[tuple[str, str, list[tuple[str, str, bool]], bool]]:
    account = Account.objects.get(id=viewer.account_id)
    found = []
    for kind in _kinds(viewer):
        chosen, daily = notices.choice(account, kind)
        ways = [(name, word, name in chosen) for name, word in _channels()]
        found.append((kind, notice_words.title(kind), ways, daily))
    return found
