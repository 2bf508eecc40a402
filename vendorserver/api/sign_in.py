"""Who calls: an access token, or for reading also a session of the portal."""

from typing import cast

from asgiref.sync import sync_to_async
from django.conf import settings
from django.http import HttpRequest
from ninja.security import HttpBearer

from vendorserver.services.access import Viewer, signed_in, viewer_from

_READING = ("GET", "HEAD")


class SignedIn(HttpBearer):
    """Lets signed-in people pass and nobody else."""

    def __call__(self, request: HttpRequest) -> Viewer:
        """Return the viewer; SignInNeeded for nobody."""
        session = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
        return signed_in(
            viewer_from(
                request.headers.get("Authorization", ""),
                session if request.method in _READING else "",
            )
        )

    def authenticate(self, request: HttpRequest, token: str) -> Viewer:
        """Return who shows this token."""
        return signed_in(viewer_from(f"Bearer {token}", ""))


class SignedInAsync(SignedIn):
    """The same for a view that must not block the loop."""

    async def __call__(self, request: HttpRequest) -> Viewer:  # type: ignore[override]  # ninja awaits it
        """Return the viewer; SignInNeeded for nobody."""
        return await sync_to_async(super().__call__)(request)


def viewer(request: HttpRequest) -> Viewer:
    """Return the person whom the sign-in of this request named."""
    return cast("Viewer", request.auth)  # type: ignore[attr-defined]  # set by ninja
