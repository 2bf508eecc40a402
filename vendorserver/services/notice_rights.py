"""Whether the reader of a piece of news may still see what it is about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vendorserver.services import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vendorserver.models import Notice
    from vendorserver.services.access import Viewer

_PLACE = re.compile(r"^/(contracts|evidence)/([0-9a-f-]{36})(/|$)")


def lost(viewer: Viewer, news: Iterable[Notice]) -> set[str]:
    """Return the ids of the news about contracts and evidence that are closed to the viewer now."""
    places = {row.id: found for row in news if (found := _PLACE.match(row.link))}
    asked = {(found[1], found[2]) for found in places.values()}
    seen = {("contracts", one) for one in _contracts(viewer, asked)}
    seen |= {("evidence", one) for one in _evidence(viewer, asked)}
    return {id_ for id_, found in places.items() if (found[1], found[2]) not in seen}


def _contracts(viewer: Viewer, asked: set[tuple[str, str]]) -> Iterable[str]:
    ids = [one for kind, one in asked if kind == "contracts"]
    return visible.contracts(viewer).filter(id__in=ids).values_list("id", flat=True)


def _evidence(viewer: Viewer, asked: set[tuple[str, str]]) -> Iterable[str]:
    ids = [one for kind, one in asked if kind == "evidence"]
    return visible.attachments(viewer).filter(id__in=ids).values_list("id", flat=True)
