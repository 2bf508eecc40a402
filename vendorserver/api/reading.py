"""How bodies and addresses are read: strictly, so that no later part meets a surprise."""

import json
from typing import Any, NoReturn

from django.http import HttpRequest
from django.urls import register_converter
from ninja.parser import Parser

from vendorcore.errors import InvalidEntry


class StrictParser(Parser):
    """Reads JSON that can be stored: no NaN, no NUL, no half characters."""

    def parse_body(self, request: HttpRequest) -> Any:
        """Return the body; InvalidEntry for anything that is no plain JSON."""
        try:
            value = json.loads(request.body, parse_constant=_refuse)
            text = json.dumps(value, ensure_ascii=False)
            text.encode()
        except (ValueError, RecursionError) as error:
            raise InvalidEntry("body-unreadable") from error
        # json writes the character as an escape, and a backslash before it as two.
        if "\\u0000" in text.replace("\\\\", ""):
            raise InvalidEntry("body-unreadable")
        return value


class IdConverter:
    """An id in an address; what cannot be one is not found."""

    regex = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"

    def to_python(self, value: str) -> str:
        """Return the id as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """Return the id as it stands."""
        return value


def _refuse(_constant: str) -> NoReturn:
    raise ValueError


register_converter(IdConverter, "id")
