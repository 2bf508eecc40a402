"""Who may open a page: the viewer comes first, everybody else is asked to sign in."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from vendorcore.errors import VendorError

from vendorserver.services.access import viewer_from

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

    from vendorserver.services.access import Viewer

_P = ParamSpec("_P")
_LONGEST = 2000


def viewer_of_request(request: HttpRequest) -> Viewer | None:
    """Return who is signed in here."""
    return viewer_from("", request.session.session_key or "")


def for_viewer(
    view: Callable[Concatenate[HttpRequest, Viewer, _P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, _P], HttpResponse]:
    """Give a page its viewer; what the viewer may not see is not found."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: _P.args, **kwargs: _P.kwargs) -> HttpResponse:
        viewer = viewer_of_request(request)
        if viewer is None:
            return _ask_to_sign_in(request)
        try:
            return view(request, viewer, *args, **kwargs)
        except VendorError as error:
            if error.code == "forbidden":
                raise PermissionDenied from error
            if error.code == "not-found":
                raise Http404 from error
            raise

    return guarded


def _ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    wanted = request.get_full_path() if request.method == "GET" else "/"
    wanted = wanted if len(wanted) <= _LONGEST else "/"
    return HttpResponseRedirect(f"{reverse('sign-in')}?{urlencode({'next': wanted})}")
