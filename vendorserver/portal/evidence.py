"""The page of one piece of evidence: picture, facts, remarks, receipt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.views.decorators.http import require_GET

from vendorcore.errors import Refused
from vendorcore.evidence import Facts

from vendorserver.portal import words
from vendorserver.portal.cards import card, findings, with_words
from vendorserver.portal.guard import for_viewer
from vendorserver.services import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest, HttpResponse

    from vendorserver.models import Attachment
    from vendorserver.services.access import Viewer


@require_GET
@for_viewer
def one(request: HttpRequest, viewer: Viewer, attachment_id: str) -> HttpResponse:
    """Show one piece of evidence."""
    rows = with_words(visible.attachments(viewer)).select_related("contract", "process__item")
    row = rows.filter(id=attachment_id).first()
    if row is None:
        raise Refused("not-found")
    return render(request, "evidence.html", _shown(viewer, row))


def _shown(viewer: Viewer, row: Attachment) -> dict[str, Any]:
    facts = Facts.from_json(row.facts) if row.facts else Facts(name=row.name)
    return {
        "viewer": viewer,
        "row": row,
        "card": card(viewer, row),
        "facts": facts,
        "camera": _camera(facts),
        "server_remarks": _remarks(findings(viewer, row)),
        "client_remarks": _remarks(row.client_findings),
        "reviews": [(words.review_word(said.state), said) for said in row.reviews.all()],
    }


def _remarks(found: Sequence[words.Remark]) -> list[dict[str, str]]:
    return [
        {
            "level": str(remark["level"]),
            "word": words.level_word(remark["level"]),
            "sentence": words.sentence(remark),
        }
        for remark in words.gravest_first(words.readable(found))
    ]


def _camera(facts: Facts) -> str:
    """Return maker and model; many cameras repeat the maker in the model."""
    if facts.model.casefold().startswith(facts.make.casefold()):
        return facts.model
    return f"{facts.make} {facts.model}"
