"""Refusals on the wire: one road for every error (RFC 9457)."""

import logging
from collections.abc import Callable
from typing import Any

from asgiref.sync import iscoroutinefunction
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.decorators import sync_and_async_middleware
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from vendorcore.errors import InvalidEntry, Refused, VendorError
from vendorcore.protocol import Problem
from vendorcore.protocol.problems import CONTENT_TYPE

from vendorserver.services.database_troubles import told
from vendorserver.services.problems import problem_of

_log = logging.getLogger(__name__)


def refusal(problem: Problem) -> HttpResponse:
    """Return a refusal as an answer."""
    answer = JsonResponse(
        problem.to_json(),
        status=problem.status,
        content_type=CONTENT_TYPE,
        json_dumps_params={"ensure_ascii": False},
    )
    if problem.status == 401:
        answer.headers["WWW-Authenticate"] = "Bearer"
    if problem.status in (429, 503):
        answer.headers["Retry-After"] = "1"
    return answer


def not_found(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Answer every address that is none."""
    return refusal(problem_of(Refused("not-found")))


@sync_and_async_middleware
def plain(get_response: Callable[[HttpRequest], Any]) -> Callable[[HttpRequest], Any]:
    """Give also a wrong method of the API the form of every other refusal."""
    if iscoroutinefunction(get_response):

        async def asynchronous(request: HttpRequest) -> HttpResponseBase:
            return _in_form(request, await get_response(request))

        return asynchronous

    def synchronous(request: HttpRequest) -> HttpResponseBase:
        return _in_form(request, get_response(request))

    return synchronous


def install(api: NinjaAPI) -> None:
    """Turn every error of a call into a refusal."""
    api.add_exception_handler(VendorError, _told)
    api.add_exception_handler(ValidationError, _malformed)
    api.add_exception_handler(HttpError, _unreadable)
    api.add_exception_handler(RequestDataTooBig, _too_large)
    api.add_exception_handler(OperationalError, _database)
    api.add_exception_handler(Exception, _unexpected)


def _in_form(request: HttpRequest, answer: HttpResponseBase) -> HttpResponseBase:
    if answer.status_code != 405 or not request.path.startswith("/api/"):
        return answer
    plainly = refusal(problem_of(Refused("method-not-allowed")))
    plainly.headers["Allow"] = answer.headers.get("Allow", "")
    return plainly


def _told(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    assert isinstance(error, VendorError)  # noqa: S101 - registered for nothing else
    return refusal(problem_of(error))


def _malformed(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    assert isinstance(error, ValidationError)  # noqa: S101 - registered for nothing else
    first = error.errors[0]
    place = ".".join(str(part) for part in first["loc"][2:]) or str(first["loc"][-1])
    return refusal(problem_of(InvalidEntry(field=place, reason=str(first["type"]))))


def _unreadable(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    return refusal(Problem(400, "body-unreadable"))


def _too_large(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    return refusal(problem_of(Refused("too-large", limit=limit)))


def _database(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    assert isinstance(error, OperationalError)  # noqa: S101 - registered for nothing else
    _log.warning("%s %s: %s", request.method, request.path, error)
    return refusal(problem_of(told(error)))


def _unexpected(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    _log.error("%s %s failed", request.method, request.path, exc_info=error)  # type: ignore[arg-type]  # always an instance
    return refusal(Problem(500, "unknown"))
