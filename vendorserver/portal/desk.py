"""심사: one application after the other, form and papers side by side, by keys alone."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vendorcore.domain import RegistrationState, Role, korean_day
from vendorcore.errors import InvalidEntry, Refused, VendorError
from vendorcore.text import _, problem_sentence

from vendorserver.models import Account, Registration
from vendorserver.portal.filling import Filled, values_of, wrong_fields
from vendorserver.portal.guard import for_viewer
from vendorserver.portal.words import arrival_ways, arrival_word
from vendorserver.services import applying, desk_checks, kinds, notice_words, papers, registration
from vendorserver.services.access import require
from vendorserver.services.applying import Application
from vendorserver.services.registration import Decision

if TYPE_CHECKING:
    from django.http import HttpRequest

    from vendorserver.services.access import Viewer

APPROVERS = (Role.ADMIN, Role.APPROVER)
_DONE = "/desk/done"
# The browser's own viewer shows a paper beside the form; it may be framed by nobody else.
_FRAMES = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; "
    "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_PAPER = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"


@require_GET
@for_viewer
def index(_request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Open the application that has waited longest; say so when there is none."""
    require(viewer, *APPROVERS)
    return HttpResponseRedirect(_next(""))


@require_GET
@for_viewer
def one(request: HttpRequest, viewer: Viewer, registration_id: str) -> HttpResponse:
    """Show one application with its papers."""
    require(viewer, *APPROVERS)
    return _page(request, viewer, _row(registration_id))


@require_POST
@for_viewer
def decide(request: HttpRequest, viewer: Viewer, registration_id: str) -> HttpResponse:
    """Decide and open the next one."""
    require(viewer, *APPROVERS)
    row, said = _row(registration_id), request.POST
    try:
        version = said.get("version", "")
        decision = Decision(
            RegistrationState(said.get("state", "")),
            said.get("reason", "")[:2000],
            join="join" in said,
            missing=tuple(said.getlist("missing")),
            version=int(version) if version.isdecimal() else 0,
        )
        row = registration.decide(_operator(viewer), row.id, decision, timezone.now())
    except ValueError:
        return _page(request, viewer, row, InvalidEntry(field="state", reason="empty"))
    except VendorError as error:
        if error.code == "forbidden":
            raise
        return _page(request, viewer, _row(registration_id), error)
    said_state = notice_words.state_word(row.state)
    messages.info(request, f"{row.organisation}: {said_state}")
    return HttpResponseRedirect(_next(row.id))


@require_POST
@for_viewer
def paper(request: HttpRequest, viewer: Viewer, registration_id: str) -> HttpResponse:
    """Write down that a paper came."""
    require(viewer, *APPROVERS)
    row, said = _row(registration_id), request.POST
    file = request.FILES.get("scan")
    scan = (file.name or "", file.read(applying.MOST_SCAN_BYTES)) if file else ("", b"")
    try:
        day = _day(said.get("arrived_on", ""))
        key, channel = said.get("paper", ""), said.get("channel", "")
        papers.arrive(_operator(viewer), row, key, day, channel, timezone.now(), scan)
    except InvalidEntry as error:
        return _page(request, viewer, row, error)
    return HttpResponseRedirect(f"/desk/{row.id}")


@require_GET
@for_viewer
def scan(_request: HttpRequest, viewer: Viewer, paper_id: str) -> HttpResponse:
    """Give one scan to look at, of a fixed type, never run."""
    require(viewer, *APPROVERS)
    found = papers.one(paper_id)
    answer = HttpResponse(found.content or b"", content_type=found.mime)
    answer.headers["Content-Security-Policy"] = _PAPER
    answer.headers["Content-Disposition"] = "inline"
    return answer


@require_http_methods(["GET", "POST"])
@for_viewer
def operator(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Propose another operator; somebody else has to approve."""
    require(viewer, Role.ADMIN)
    kind = kinds.kind("operator")
    said = request.POST
    wish = Application(
        kind=kind.key,
        values=values_of(kind, said),
        login=said.get("login", ""),
        password=said.get("password", ""),
        channel=kinds.DESK,
        proposed_by=viewer.account_id,
    )
    if request.method == "POST":
        filled = Filled(kind, wish.values, wrong_fields(kind, wish, said, again=False))
        if not filled.wrong:
            applying.apply(wish, timezone.now())
            messages.info(request, _("다른 운영자가 승인하면 계정이 만들어집니다."))
            return HttpResponseRedirect("/desk")
        shown = {"viewer": viewer, "kind": kind, "filled": filled, "said": said}
        return render(request, "apply_form.html", shown, status=422)
    shown = {"viewer": viewer, "kind": kind, "filled": Filled(kind, {}), "said": said}
    return render(request, "apply_form.html", shown)


def _page(
    request: HttpRequest, viewer: Viewer, row: Registration, error: VendorError | None = None
) -> HttpResponse:
    kind = kinds.kind(row.kind)
    waiting = list(registration.waiting().values_list("id", flat=True))
    place = waiting.index(row.id) if row.id in waiting else -1
    shown: dict[str, Any] = {
        "viewer": viewer,
        "row": row,
        "kind": kind,
        "filled": Filled(kind, row.values, before=row.before),
        "state_word": notice_words.state_word(row.state),
        "papers": _papers(row, kind),
        "missing": [one.key for one in papers.missing(row)],
        "checks": desk_checks.of(row, kind, korean_day(timezone.now())),
        "known": registration.known_organisation(row) if not kind.changes else "",
        "steps": [(notice_words.state_word(step.state), step) for step in row.steps.all()],
        "decidable": RegistrationState(row.state).may_become(RegistrationState.APPROVED),
        "left": len(waiting),
        "before": waiting[place - 1] if place > 0 else "",
        "after": waiting[place + 1] if 0 <= place < len(waiting) - 1 else "",
        "reasons": _reasons(),
        "ways": arrival_ways(),
        "today": korean_day(timezone.now()),
        "said": request.POST,
    }
    if error is not None:
        shown["problem"] = problem_sentence(error.code, error.details)
    answer = render(request, "desk.html", shown, status=422 if error else 200)
    answer.headers["Content-Security-Policy"] = _FRAMES
    return answer


def _papers(row: Registration, kind: kinds.Kind) -> list[dict[str, Any]]:
    """Return each paper of the kind with what has come of it."""
    came: dict[str, list[Any]] = {paper.key: [] for paper in kind.papers}
    for one in row.papers.all():
        came.setdefault(one.key, []).append((arrival_word(one.channel), one))
    return [{"entry": entry, "came": came[entry.key]} for entry in kind.papers]


def _next(done_id: str) -> str:
    """Return the next application: a new one, or a held one whose papers have all come."""
    rest = registration.waiting().exclude(id=done_id)
    ready = (one for one in rest if one.state == "pending" or papers.complete_again(one))
    found = next(ready, None)
    return f"/desk/{found.id}" if found else _DONE


@require_GET
@for_viewer
def finished(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Say that nothing new waits, and list what is on hold; what came meanwhile is opened."""
    require(viewer, *APPROVERS)
    if (following := _next("")) != _DONE:
        return HttpResponseRedirect(following)
    held = [(row, papers.missing(row)) for row in registration.waiting()[:200]]
    return render(request, "desk_empty.html", {"viewer": viewer, "held": held})


def _row(registration_id: str) -> Registration:
    row = Registration.objects.filter(id=registration_id).first()
    if row is None:
        raise Refused("not-found")
    return row


def _operator(viewer: Viewer) -> Account:
    return Account.objects.get(id=viewer.account_id)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InvalidEntry(field="arrived_on", reason="not-a-day") from error


def _reasons() -> list[str]:
    """Return what is said most often, to be chosen by one key."""
    return [
        _("사업자등록번호가 서류와 다릅니다."),
        _("상호나 대표자가 서류와 다릅니다."),
        _("서류가 흐려 읽을 수 없습니다."),
        _("증명서의 기한이 지났습니다."),
        _("이미 등록된 업체나 기관입니다."),
    ]
