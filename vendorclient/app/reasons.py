"""Why something is not sent: the code and values of its sentence, and how many wait for it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from vendorcore.errors import InvalidEntry
from vendorcore.protocol import parse_object
from vendorcore.text import problem_sentence

from vendorclient.storage.operations import NEEDS_PERSON, OperationState
from vendorclient.sync.planning import DEPENDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vendorcore.protocol import JsonObject

    from vendorclient.storage.operations import Operation

_ASIDE = NEEDS_PERSON | {OperationState.BLOCKED, OperationState.RETRY_WAIT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One reason and how many things it holds up; count is 0 where it concerns the whole."""

    code: str
    count: int = 0
    values: JsonObject = field(default_factory=dict)


NO_REASON = Reason(code="")


def reason_of(op: Operation | None) -> Reason:
    """Return why an operation stands aside; an empty code when it does not."""
    if op is None or op.state not in _ASIDE or op.code in ("", DEPENDS):
        return NO_REASON
    return Reason(code=op.code, count=1, values=_values(op.detail))


def reasons(operations: Iterable[Operation], trouble: str = "") -> tuple[Reason, ...]:
    """Return each reason once: what is wrong with the way first, then what holds up the most.

    What reads the same is one reason: how much room a full server lacks differs by the file.
    """
    found: Counter[str] = Counter()
    alike: dict[str, Reason] = {}
    for one in filter(lambda one: one.code, map(reason_of, operations)):
        said = str(problem_sentence(one.code, one.values))
        found[said] += 1
        alike.setdefault(said, one)
    counted = (replace(alike[said], count=count) for said, count in found.most_common())
    whole = (Reason(code=trouble),) if trouble else ()
    return (*whole, *(one for one in counted if one.code != trouble))


def _values(detail: str) -> JsonObject:
    try:
        return parse_object(detail) if detail else {}
    except InvalidEntry:
        return {}
