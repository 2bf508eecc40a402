"""What the list of contracts asks the library for, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vendorclient.ui.pages.contract_conditions import Conditions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from vendorclient.ui.pages.contract_rows import ContractRow

# So many lines are read at once; the next ones when the table is scrolled to its end.
PAGE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """The conditions and the order; an empty order is the usual one."""

    conditions: Conditions = field(default_factory=Conditions)
    order: str = ""
    backwards: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The lines from one place on, and how many there are: found, at all, in need of care."""

    request: Request
    rows: Sequence[ContractRow]
    count: int
    total: int
    cares: Mapping[str, int]
    offset: int = 0
