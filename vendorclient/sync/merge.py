"""Puts two changes of one contract together where they touch different fields."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from vendorcore.errors import Conflict, InvalidEntry

if TYPE_CHECKING:
    from vendorcore.domain import Contract

# What people fill in; state and version belong to the server.
FIELDS = (
    "name",
    "number",
    "method",
    "signed_on",
    "due_on",
    "parties",
    "items",
    "processes",
)


def changed(base: Contract, form: Contract) -> set[str]:
    """Return the names of the fields in which a form differs from its base."""
    return {name for name in FIELDS if getattr(base, name) != getattr(form, name)}


def merged(base: Contract, mine: Contract, theirs: Contract) -> Contract:
    """Return theirs with our changes in it; Conflict names the fields that both changed."""
    ours = changed(base, mine)
    both = ours & changed(base, theirs) & changed(mine, theirs)
    if both:
        raise Conflict(fields=sorted(both))
    try:
        return replace(theirs, **{name: getattr(mine, name) for name in ours})
    except InvalidEntry as error:
        # Each alone was right, together they are not: such as products and their processes.
        raise Conflict(fields=sorted(ours)) from error
