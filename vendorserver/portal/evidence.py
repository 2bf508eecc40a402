"""The page of one piece of evidence: picture, facts, remarks, receipt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from vendorcore.domain import ContractState, ReviewState
from vendorcore.errors import Conflict, InvalidEntry, Refused, VendorError
from vendorcore.evidence import Facts
from vendorcore.text import problem_sentence

from vendorserver.portal import releasing, words
from vendorserver.portal.cards import Card, card, findings, with_words
from vendorserver.portal.guard import for_viewer
from vendorserver.services import (
    contract_states,
    correcting,
    erasing,
    neighbours,
    reviewing,
    scanning,
    supplements,
    visible,
)
from vendorserver.services.access import require
from vendorserver.services.supplements import Ask

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.http import HttpRequest, HttpResponse

    from vendorserver.models import Attachment
    from vendorserver.services.access import Viewer


# So many look-alikes are shown beside a picture.
MOST_TWINS = 4


@require_POST
@for_viewer
def review(request: HttpRequest, viewer: Viewer, attachment_id: str) -> HttpResponse:
    """Accept a piece of evidence or ask for more."""
    try:
        _review(viewer, attachment_id, request.POST)
    except (InvalidEntry, Conflict) as error:
        return shown(request, viewer, attachment_id, error)
    return HttpResponseRedirect(f"/evidence/{attachment_id}#review")


def shown(
    request: HttpRequest, viewer: Viewer, attachment_id: str, error: VendorError | None = None
) -> HttpResponse:
    """Answer with the page of a piece, and what was wrong with a form on it."""
    rows = with_words(visible.attachments(viewer)).select_related("contract", "process__item")
    row = rows.filter(id=attachment_id).first()
    if row is None:
        raise Refused("not-found")
    values = _shown(viewer, row) | {"said": request.POST}
    if error is not None:
        values["problem"] = problem_sentence(error.code, error.details)
    return render(request, "evidence.html", values, status=422 if error else 200)


def _review(viewer: Viewer, attachment_id: str, said: Mapping[str, str]) -> None:
    now = timezone.now()
    if said.get("state") == ReviewState.ACCEPTED:
        reviewing.review(viewer, attachment_id, ReviewState.ACCEPTED, "", now)
        return
    if said.get("state") != ReviewState.MORE_ASKED:
        raise InvalidEntry(field="state", reason="unknown")
    if not visible.media(viewer).filter(id=attachment_id).exists():
        raise Refused("not-found")
    require(viewer, *reviewing.REVIEWERS)
    hours = said.get("hours", "")
    wish = Ask(
        reason=said.get("reason", ""),
        person=said.get("person", ""),
        phone=said.get("phone", ""),
        hours=int(hours) if hours.isdecimal() and len(hours) < 4 else 0,
    )
    supplements.ask(viewer, attachment_id, wish, now)


def _shown(viewer: Viewer, row: Attachment) -> dict[str, Any]:
    facts = Facts.from_json(row.facts) if row.facts else Facts(name=row.name)
    correction = correcting.of(row)
    over, standing = ContractState(row.contract.state), not hasattr(row, "withdrawal")
    may_review = supplements.may_review(viewer) and standing and row.erased_at is None
    return {
        "infected": scanning.infected(row.sha256),
        "tombstones": erasing.of_evidence(viewer, row.id),
        "stage": words.stage_word(row.label),
        "correction": correction,
        "proved": correction is not None and correcting.is_proved(row, correction),
        "viewer": viewer,
        "row": row,
        "card": card(viewer, row),
        "facts": facts,
        "camera": camera(facts),
        "server_remarks": _remarks(findings(viewer, row)),
        "twins": _twins(viewer, row),
        "client_remarks": _remarks(row.client_findings),
        "hours": supplements.HOURS,
        "may_review": may_review,
        "beside": neighbours.of(viewer, row),
        "undecided": neighbours.next_undecided(viewer, row) if may_review else ("", 0),
        "may_ask": may_review and not over.is_over,
        "over_at": contract_states.over_at(row.contract),
        "cancelled": over is ContractState.CANCELLED,
        **releasing.shown(viewer, row),
        "may_write": supplements.may_write(viewer),
        "supplements": list(supplements.thread(viewer, row.id)),
        "this_moment": timezone.now(),
        "reviews": [(words.review_word(said.state), said) for said in row.reviews.all()],
    }


def _twins(viewer: Viewer, row: Attachment) -> list[Card]:
    """Return the look-alikes that this viewer may open, to be seen beside the picture."""
    named = {remark["values"].get("sha256", "") for remark in findings(viewer, row)} - {""}
    others = with_words(visible.media(viewer)).filter(sha256__in=named).exclude(id=row.id)
    return [card(viewer, other) for other in others[:MOST_TWINS]]


def _remarks(found: Sequence[words.Remark]) -> list[dict[str, str]]:
    return [
        {
            "level": str(remark["level"]),
            "word": words.level_word(remark["level"]),
            "sentence": words.sentence(remark),
        }
        for remark in words.gravest_first(words.readable(found))
    ]


def camera(facts: Facts) -> str:
    """Return maker and model; many cameras repeat the maker in the model."""
    if facts.model.casefold().startswith(facts.make.casefold()):
        return facts.model
    return f"{facts.make} {facts.model}"
