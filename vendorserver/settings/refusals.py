"""What people were refused is written down; what nobody can mean is refused."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from asgiref.sync import iscoroutinefunction
from django.core.exceptions import BadRequest
from django.utils.decorators import sync_and_async_middleware
from django.utils.deprecation import MiddlewareMixin

from vendorserver.settings.caller import caller_account, caller_address

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase

REFUSED = (400, 403, 404, 413, 415, 422)
TOO_OFTEN = 429
_NUL, _NUL_IN_ADDRESS = "\0", "%00"
_API = "/api/"
_log = logging.getLogger(__name__)


def note(status: int, method: str | None, path: str, account: str) -> None:
    """Write down who was refused what; neither what was sent nor who is hidden behind the 404.

    Strangers are noted where they come too often: the rest of what they try is not worth a line.
    """
    if (account and status in REFUSED) or status == TOO_OFTEN:
        _log.info(
            "refused %s %s %s account=%s address=%s",
            status,
            method,
            path,
            account,
            caller_address.get(),
        )


@sync_and_async_middleware
def noted(get_response: Callable[[HttpRequest], Any]) -> Callable[[HttpRequest], Any]:
    """Look at each answer on its way out."""
    if iscoroutinefunction(get_response):

        async def asynchronous(request: HttpRequest) -> HttpResponseBase:
            answer: HttpResponseBase = await get_response(request)
            note(answer.status_code, request.method, request.path, caller_account.get())
            return answer

        return asynchronous

    def synchronous(request: HttpRequest) -> HttpResponseBase:
        answer: HttpResponseBase = get_response(request)
        note(answer.status_code, request.method, request.path, caller_account.get())
        return answer

    return synchronous


class PlainWords(MiddlewareMixin):
    """Refuses pages and forms with a NUL: no person types one, and PostgreSQL stores none."""

    def process_view(self, request: HttpRequest, *_view: object) -> None:
        """Look at the address and the fields of a form; the API reads its bodies itself."""
        if request.path.startswith(_API):
            return
        said = [request.path, *(word for one in request.POST.lists() for word in one[1])]
        asked = request.META.get("QUERY_STRING", "")
        if _NUL_IN_ADDRESS in asked or any(_NUL in str(word) for word in said):
            raise BadRequest
