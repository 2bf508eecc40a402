"""신청 in the browser: choose a kind, fill in, print, follow the state, hand in again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from vendorcore.errors import InvalidEntry, Refused, VendorError
from vendorcore.text import problem_sentence

from vendorserver.models import Registration
from vendorserver.portal.filling import Filled, papers_of, values_of, wrong_fields
from vendorserver.portal.guard import for_viewer, viewer_of_request
from vendorserver.portal.words import arrival_word
from vendorserver.services import applying, changing, kinds, notice_words, papers
from vendorserver.services.applying import Application

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest, HttpResponse

    from vendorserver.services.access import Viewer
    from vendorserver.services.kinds import Entry, Kind

MINE = "application"


@require_GET
def choose(request: HttpRequest) -> HttpResponse:
    """Show the kinds to choose from."""
    offered = [kind for kind in kinds.kinds() if kind.open_to_all]
    return render(request, "apply.html", _shown(request, kinds=offered))


@require_http_methods(["GET", "POST"])
def form(request: HttpRequest, kind_key: str) -> HttpResponse:
    """Show the form of a kind, or take it."""
    kind = _kind(kind_key)
    if request.method == "GET":
        return _form(request, kind, Filled(kind, {}))
    wish = Application(
        kind=kind.key,
        values=values_of(kind, request.POST),
        login=request.POST.get("login", ""),
        password=request.POST.get("password", ""),
    )
    return _take(request, kind, wish, lambda: applying.apply(wish, timezone.now()))


@require_GET
def done(request: HttpRequest) -> HttpResponse:
    """Show the receipt number, and the form to print and sign."""
    row = _mine(request)
    if row is None:
        return HttpResponseRedirect("/applications")
    kind = kinds.kind(row.kind)
    shown = _shown(request, row=row, kind=kind, filled=Filled(kind, row.values))
    shown |= {"missing": papers.missing(row), "papers": _ticked(row, kind)}
    return render(request, "applied.html", shown)


def _ticked(row: Registration, kind: Kind) -> list[tuple[Entry, str]]:
    """Return each paper of the form with the way it came; empty while it has not."""
    ways = {one.key: arrival_word(one.channel) for one in row.papers.all()}
    return [(paper, ways.get(paper.key, "")) for paper in kind.papers]


@require_http_methods(["GET", "POST"])
def state(request: HttpRequest) -> HttpResponse:
    """Show how an application stands to whoever knows its two numbers."""
    if request.method == "GET":
        return render(request, "application.html", _shown(request, said=request.GET))
    said = request.POST
    try:
        row = applying.find(said.get("receipt_no", ""), said.get("number", ""), timezone.now())
    except VendorError as error:
        return _refused(request, "application.html", error, said=said)
    return render(request, "application.html", _shown(request, said=said, **_standing(row)))


@require_http_methods(["POST"])
def resume(request: HttpRequest) -> HttpResponse:
    """Open the form of an application again for whoever knows its password."""
    said, now = request.POST, timezone.now()
    try:
        row = applying.find(said.get("receipt_no", ""), said.get("number", ""), now)
        applying.prove(row, said.get("password", ""), now)
    except VendorError as error:
        return _refused(request, "application.html", error, said=said)
    request.session.cycle_key()
    request.session[MINE] = row.id
    return HttpResponseRedirect("/applications/mine")


@require_http_methods(["GET", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """Correct an application and hand it in again."""
    row = _mine(request)
    if row is None or row.state not in ("on-hold", "rejected"):
        return HttpResponseRedirect("/applications")
    kind = kinds.kind(row.kind)
    if request.method == "GET":
        return _form(request, kind, Filled(kind, row.values), row=row)
    wish = Application(kind=kind.key, values=values_of(kind, request.POST), channel=row.channel)
    return _take(request, kind, wish, lambda: applying.resume(row, wish, timezone.now()), row=row)


@require_http_methods(["GET", "POST"])
@for_viewer
def change(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Apply for a change of what is registered of the viewer's own organisation."""
    kind = changing.kind_of(viewer)
    if request.method == "GET":
        return _form(request, kind, Filled(kind, changing.present(viewer, kind)), viewer=viewer)
    wish = changing.wish(viewer, kind, values_of(kind, request.POST))
    return _take(request, kind, wish, lambda: applying.apply(wish, timezone.now()), viewer=viewer)


def _take(
    request: HttpRequest, kind: Kind, wish: Application, hand_in: Any, **shown: Any
) -> HttpResponse:
    """Store what was handed in with its papers, or show the form with what is wrong."""
    filled = Filled(kind, wish.values, wrong_fields(kind, wish, request.POST, again="row" in shown))
    try:
        scans = list(papers_of(kind, request.FILES))
        for scan in scans:
            papers.check(scan.content)
    except InvalidEntry as error:
        filled.wrong["papers"] = problem_sentence(error.code, error.details)
        scans = []
    if filled.wrong:
        return _form(request, kind, filled, status=422, **shown)
    try:
        row = hand_in()
    except Refused as error:
        filled.wrong["login"] = problem_sentence(error.code, error.details)
        return _form(request, kind, filled, status=429, **shown)
    for scan in scans:
        papers.put(row, scan.key, scan.name, scan.content, timezone.now())
    request.session[MINE] = row.id
    return HttpResponseRedirect("/applications/done")


def _form(
    request: HttpRequest, kind: Kind, filled: Filled, status: int = 200, **shown: Any
) -> HttpResponse:
    values = _shown(request, kind=kind, filled=filled, said=request.POST, **shown)
    return render(request, "apply_form.html", values, status=status)


def _standing(row: Registration) -> dict[str, Any]:
    kind = kinds.kind(row.kind)
    steps = [(notice_words.state_word(step.state), step) for step in row.steps.all()]
    return {
        "row": row,
        "kind": kind,
        "state_word": notice_words.state_word(row.state),
        "missing": papers.missing(row) if row.state in ("pending", "on-hold") else [],
        "steps": steps,
        "may_resume": row.state in ("on-hold", "rejected"),
    }


def _refused(request: HttpRequest, page: str, error: VendorError, **shown: Any) -> HttpResponse:
    status = {"too-many-attempts": 429, "wrong-password": 401}.get(error.code, 404)
    said = problem_sentence(error.code, error.details)
    return render(request, page, _shown(request, problem=said, **shown), status=status)


def _mine(request: HttpRequest) -> Registration | None:
    return Registration.objects.filter(id=request.session.get(MINE, "")).first()


def _kind(key: str) -> Kind:
    offered: Iterable[Kind] = (kind for kind in kinds.kinds() if kind.open_to_all)
    found = next((kind for kind in offered if kind.key == key), None)
    if found is None:
        raise Http404
    return found


def _shown(request: HttpRequest, **values: Any) -> dict[str, Any]:
    return {"viewer": viewer_of_request(request)} | values
