"""Puts two changes of one contract together where they touch different fields."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from vendorcore.errors import Conflict, InvalidEntry

if TYPE_CHECKING:
    from vendorcore.domain import Contract

# What people fill in; the version belongs to the server.
FIELDS = (
    "name",
    "number",
    "method",
    "signed_on",
    "due_on",
    "parties",
    "items",
    "processes",
    "terms",
    "materials",
    "documents",
)


def changed(base: Contract, form: Contract) -> set[str]:
    """Return the names of the fields in which a form differs from its base.

    The state is one of them where the vendor is ahead of the server (등록, 생산 완료, …).
    """
    names = {name for name in FIELDS if getattr(base, name) != getattr(form, name)}
    return names | ({"state"} if form.state_after(base.state) is not base.state else set())


def merged(base: Contract, mine: Contract, theirs: Contract) -> Contract:
    """Return theirs with our changes in it; Conflict names the fields that both changed."""
    ours = changed(base, mine)
    both = (ours & changed(base, theirs) & changed(mine, theirs)) - {"state"}
    if both:
        raise Conflict(fields=sorted(both))
    try:
        together = replace(theirs, **{name: getattr(mine, name) for name in ours - {"state"}})
        ahead = mine.state_after(theirs.state) if "state" in ours else theirs.state
        return replace(together, state=ahead, reason=mine.reason or theirs.reason)
    except InvalidEntry as error:
        # Each alone was right, together they are not: such as products and their processes.
        raise Conflict(fields=sorted(ours)) from error
