"""What a check remarked: a code, how grave it is and its numbers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

Value = str | int | float | bool


class Level(StrEnum):
    """How grave a remark is; an info and a hint weigh the same."""

    PASS = "pass"  # noqa: S105 - a level, no password
    INFO = "info"
    HINT = "hint"
    WARN = "warn"
    FAIL = "fail"

    @property
    def rank(self) -> int:
        """The place in the order pass < info = hint < warn < fail."""
        return _RANKS[self]


_RANKS = {Level.PASS: 0, Level.INFO: 1, Level.HINT: 1, Level.WARN: 2, Level.FAIL: 3}


class Verdict(StrEnum):
    """The outcome for one file: fine, to be explained, or not to be submitted."""

    PASS = "pass"  # noqa: S105 - a level, no password
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True, init=False)
class Finding:
    """One remark: `Finding("T_BEFORE_PLAN", Level.WARN, days=3)`."""

    code: str
    level: Level
    details: tuple[tuple[str, Value], ...]

    def __init__(self, code: str, level: Level, /, **values: Value) -> None:
        object.__setattr__(self, "code", code)
        object.__setattr__(self, "level", level)
        object.__setattr__(self, "details", tuple(sorted(values.items())))

    @property
    def values(self) -> dict[str, Value]:
        """The numbers and names for the sentence."""
        return dict(self.details)

    def to_json(self) -> dict[str, Any]:
        """Return the remark as plain JSON values."""
        return {"code": self.code, "level": self.level.value, "values": self.values}

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> Self:
        """Return the remark that `to_json` wrote."""
        return cls(record["code"], Level(record["level"]), **record.get("values", {}))


def verdict_of(findings: Iterable[Finding]) -> Verdict:
    """Return the verdict: the worst level counts, infos and hints count as pass."""
    worst = max((finding.level.rank for finding in findings), default=0)
    return (Verdict.PASS, Verdict.PASS, Verdict.WARN, Verdict.FAIL)[worst]
