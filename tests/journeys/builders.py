"""Builders for journeys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from vendorcore.domain import new_id

if TYPE_CHECKING:
    from tests.journeys.world import World


class Joined(NamedTuple):
    """A world with its contract and the process that photos go to."""

    world: World
    contract: str
    process: str


def a_contract(**changes: Any) -> dict[str, Any]:
    """Return a contract whose only process runs over all the years of the sample photos."""
    item = new_id()
    process = {
        "id": new_id(),
        "item_id": item,
        "seq": 1,
        "name": "용접",
        "starts_on": "2000-01-01",
        "ends_on": "2099-12-31",
    }
    return {
        "id": new_id(),
        "name": "철제 책상 120대",
        "signed_on": "2000-01-01",
        "due_on": "2099-12-31",
        "parties": [{"role": "demanding", "institution": {"code": "1230000", "name": "조달청"}}],
        "items": [{"id": item, "detail_no": "5610170601", "detail_name": "책상"}],
        "processes": [process],
        **changes,
    }
