"""Style sheets, scripts, fonts and sign of the pages; anybody may have them."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from vendorcore import resources

if TYPE_CHECKING:
    from django.http import HttpRequest

_STATIC = Path(__file__).resolve().parent / "static"
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
}
_NAMES = (
    "portal.css",
    "print.css",
    "desk.css",
    "desk.js",
    "sign.svg",
    "certificate.js",
)
_FILES = {name: _STATIC / name for name in _NAMES}
_FONTS = {name: f"fonts/{name}" for name in ("Pretendard-Regular.ttf", "Pretendard-SemiBold.ttf")}


@require_safe
def asset(request: HttpRequest, name: str) -> HttpResponse:
    """Give one file of the pages' looks."""
    path = _path(name)
    answer = HttpResponse(path.read_bytes(), content_type=_TYPES[path.suffix])
    lasting = request.GET.get("v") == mark(name) or path.suffix == ".ttf"
    answer.headers["Cache-Control"] = f"public, max-age={31_536_000 if lasting else 300}"
    return answer


@cache
def mark(name: str) -> str:
    """Return a word that changes with the file, so that browsers may keep it for long."""
    return hashlib.sha256(_path(name).read_bytes()).hexdigest()[:12]


def _path(name: str) -> Path:
    if name in _FONTS:
        return resources.path(_FONTS[name])
    if name in _FILES:
        return _FILES[name]
    raise Http404
