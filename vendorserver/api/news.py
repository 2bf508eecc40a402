"""The server's news for a vendor, waited for without holding the loop."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from vendorserver.api.bodies import ChangesShown
from vendorserver.api.sign_in import SignedInAsync, viewer
from vendorserver.services import news
from vendorserver.services.changes import Page

router = Router(tags=["changes"])


@router.get("/changes", response=ChangesShown, auth=SignedInAsync())
async def changes(
    request: HttpRequest,
    cursor: Annotated[str, Field(max_length=300)] = "",
    wait: Annotated[int, Field(ge=0, le=25)] = 0,
) -> Page:
    """Give what happened after a cursor, at once or within the seconds that are waited."""
    return await news.awaited(viewer(request), cursor, wait)
