"""Drafts to test with: complete, so that a test shows only what matters."""

from __future__ import annotations

from datetime import date
from typing import Any

from vendorcore.domain import Draft, DraftItem, DraftParty, DraftProcess, Surroundings

TODAY = date(2026, 10, 5)
AROUND = Surroundings(today=TODAY)


def a_draft(**changes: Any) -> Draft:
    """Return a draft to which nobody has anything to say."""
    usual: dict[str, Any] = {
        "id": "draft",
        "name": "사무용 책상 구매",
        "method": "RESTRICTED",
        "signed_on": "2026-10-01",
        "due_on": "2026-11-30",
        "parties": (DraftParty(id="party", name="속초시"),),
        "items": (an_item(),),
        "processes": (a_process(),),
    }
    return Draft(**{**usual, **changes})


def an_item(**changes: Any) -> DraftItem:
    usual = {"id": "item", "detail_no": "5610170301", "detail_name": "책상", "quantity": "120"}
    return DraftItem(**{**usual, **changes})


def a_process(**changes: Any) -> DraftProcess:
    usual = {
        "id": "process",
        "item_id": "item",
        "name": "재단",
        "text": "판재를 자릅니다",
        "starts_on": "2026-10-19",
        "ends_on": "2026-10-23",
    }
    return DraftProcess(**{**usual, **changes})
