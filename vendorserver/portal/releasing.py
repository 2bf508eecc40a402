"""What the page of a piece of evidence says about its release to everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vendorcore.domain import Side

from vendorserver.services import showcase

if TYPE_CHECKING:
    from vendorserver.models import Attachment
    from vendorserver.services.access import Viewer


def shown(viewer: Viewer, row: Attachment) -> dict[str, Any]:
    """Return how far the piece is released and what this person may say to it."""
    found = showcase.standing(viewer, row.id)
    speakers = showcase.OFFERERS if viewer.side is Side.VENDOR else showcase.AGREERS
    may = viewer.role in speakers and not hasattr(row, "withdrawal")
    said = found is not None and (viewer.side is Side.VENDOR or found.agreed_at is not None)
    waits = viewer.side is Side.VENDOR or found is not None
    return {"showcase": found, "may_release": may, "may_say_yes": may and not said and waits}
