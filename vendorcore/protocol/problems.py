"""A refusal as the server writes it (RFC 9457): a stable code and a sentence."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vendorcore.text import problem_sentence

if TYPE_CHECKING:
    from vendorcore.protocol.canonical import JsonObject, JsonValue

CONTENT_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Problem:
    """One refusal: HTTP status, stable code, the values of its sentence."""

    status: int
    code: str
    values: dict[str, JsonValue] = field(default_factory=dict)

    def to_json(self) -> JsonObject:
        """Return the RFC 9457 object with its sentence in the language of the moment."""
        return {
            "type": "about:blank",
            "title": self.code,
            "status": self.status,
            "code": self.code,
            "detail": str(problem_sentence(self.code, self.values)),
            "values": self.values,
        }

    @classmethod
    def from_json(cls, status: int, value: JsonObject) -> Problem:
        """Return the refusal in an answer's body; an unreadable one has the code "refused"."""
        code, values = value.get("code"), value.get("values")
        return cls(
            status,
            code if isinstance(code, str) else "refused",
            values if isinstance(values, dict) else {},
        )
