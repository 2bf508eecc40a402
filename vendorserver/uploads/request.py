"""One request to /uploads/: what is asked, about which upload, by whom."""

from __future__ import annotations

from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from django.conf import settings

from vendorcore.errors import Refused

from vendorserver.services.access import signed_in, viewer_from
from vendorserver.settings import refusals
from vendorserver.settings.middleware import language_of
from vendorserver.uploads.threads import in_database

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from vendorcore.text import Language

    from vendorserver.services.access import Viewer
    from vendorserver.uploads.body import Body

_P = ParamSpec("_P")
_T = TypeVar("_T")

ROOT = "/uploads/"
_STATUS = {"forbidden": 403, "not-found": 404}


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request before its body."""

    method: str
    upload_id: str
    headers: Mapping[str, str]
    body: Body
    base: str

    @classmethod
    def of(cls, scope: Mapping[str, Any], body: Body) -> Request:
        """Read the request line and the headers."""
        headers = {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in scope["headers"]}
        method = scope["method"].upper()
        if method == "POST":
            method = headers.get("x-http-method-override", method).upper()
        base = scope.get("root_path", "")
        rest = scope["path"].removeprefix(base).removeprefix(ROOT.rstrip("/")).removeprefix("/")
        return cls(method=method, upload_id=rest, headers=headers, body=body, base=base + ROOT)

    @property
    def language(self) -> Language:
        """The language that the sender reads."""
        return language_of(self._cookies(), self.headers.get("accept-language", ""))

    @property
    def has_body(self) -> bool:
        """Whether bytes follow the headers."""
        return "transfer-encoding" in self.headers or self.headers.get("content-length", "0") != "0"

    async def ask(
        self, work: Callable[Concatenate[Viewer, _P], _T], *args: _P.args, **kwargs: _P.kwargs
    ) -> _T:
        """Let a service work for whoever asks; sign-in-needed for nobody."""

        def worked() -> _T:
            viewer = signed_in(viewer_from(authorization, session))
            try:
                return work(viewer, *args, **kwargs)
            except Refused as error:
                refusals.note(
                    _STATUS.get(error.code, 0), self.method, "/uploads", viewer.account_id
                )
                raise

        authorization = self.headers.get("authorization", "")
        session = self._cookies().get(settings.SESSION_COOKIE_NAME, "")
        return await in_database(worked)

    def _cookies(self) -> dict[str, str]:
        try:
            jar = SimpleCookie(self.headers.get("cookie", ""))
        except CookieError:
            return {}
        return {name: morsel.value for name, morsel in jar.items()}
