"""Refusals on the wire: one road for every error (RFC 9457)."""

import logging

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from vendorcore.errors import InvalidEntry, Refused, VendorError
from vendorcore.protocol import Problem
from vendorcore.protocol.problems import CONTENT_TYPE

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
    return answer


def not_found(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Answer every address that is none."""
    return refusal(problem_of(Refused("not-found")))


def install(api: NinjaAPI) -> None:
    """Turn every error of a call into a refusal."""
    api.add_exception_handler(VendorError, _told)
    api.add_exception_handler(ValidationError, _malformed)
    api.add_exception_handler(HttpError, _unreadable)
    api.add_exception_handler(Exception, _unexpected)


def _told(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    assert isinstance(error, VendorError)  # noqa: S101 - registered for nothing else
    return refusal(problem_of(error))


def _malformed(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    assert isinstance(error, ValidationError)  # noqa: S101 - registered for nothing else
    first = error.errors[0]
    place = ".".join(str(part) for part in first["loc"][2:]) or str(first["loc"][-1])
    return refusal(problem_of(InvalidEntry(field=place, reason=str(first["type"]))))


def _unreadable(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    return refusal(Problem(400, "invalid-entry", {"field": "body", "reason": "not-json"}))


def _unexpected(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    _log.error("%s %s failed", request.method, request.path, exc_info=error)  # type: ignore[arg-type]  # always an instance
    return refusal(Problem(500, "unknown"))
