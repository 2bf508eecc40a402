"""The published description (OpenAPI 3.1): every answer that a call can give is in it."""

from __future__ import annotations

from typing import Any

from ninja import NinjaAPI

_PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "code", "detail", "values"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string"},
        "detail": {"type": "string"},
        "values": {"type": "object"},
    },
}
_ID = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"
_BYTES = {
    "{name}": ("application/octet-stream", True),
    "original": ("application/octet-stream", True),
    "thumbnail": ("image/jpeg", False),
    "viewing": ("image/jpeg", True),
}
_CONDITIONS = ("If-Match", "If-None-Match")


class Described(NinjaAPI):
    """The calls, with their refusals, their conditions and the types of their bytes."""

    def get_openapi_schema(self, **options: Any) -> Any:
        """Return the description."""
        schema = super().get_openapi_schema(**options)
        schema["components"]["schemas"]["Problem"] = _PROBLEM
        for address, calls in schema["paths"].items():
            for method, call in calls.items():
                _describe(address, method, call)
        return schema


def _describe(address: str, method: str, call: dict[str, Any]) -> None:
    call["responses"] |= {"4XX": _refusal("refused"), "503": _refusal("busy, try again")}
    for parameter in call.get("parameters", []):
        if parameter["in"] == "path" and parameter["name"].endswith("_id"):
            parameter["schema"]["pattern"] = _ID
    kind = address.rpartition("/")[2]
    if kind in _BYTES:
        _bytes(call, *_BYTES[kind])
    if method == "put" and address.endswith("/contracts/{contract_id}"):
        call["parameters"] += [_condition(name) for name in _CONDITIONS]


def _refusal(meaning: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": meaning, "content": {"application/problem+json": {"schema": schema}}}


def _bytes(call: dict[str, Any], mime: str, in_parts: bool) -> None:  # noqa: FBT001 - a column
    binary = {"type": "string", "format": "binary"}
    kinds = (mime, "video/mp4") if mime == "image/jpeg" and in_parts else (mime,)
    content = {kind: {"schema": binary} for kind in kinds}
    call["responses"]["200"] = {"description": "the bytes", "content": content}
    if in_parts:
        call["responses"]["206"] = {"description": "the asked part", "content": content}


def _condition(name: str) -> dict[str, Any]:
    return {"in": "header", "name": name, "required": False, "schema": {"type": "string"}}
