"""Somebody who writes drafts: begins one, types, chooses, and lets it become whole."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING

from vendorclient.app import drafting, drafts, plans
from vendorclient.app.looking_up import find_institutions, find_products

if TYPE_CHECKING:
    from collections.abc import Callable

    from vendorcore.domain import Draft

    from tests.vendorclient.builders import Library

TODAY = date(2026, 10, 5)


def slow_clock() -> Callable[[], datetime]:
    """Return a clock that a slow typist uses: ten seconds between two changes."""
    ticks = count()
    return lambda: datetime(2026, 10, 5, 1, tzinfo=UTC) + timedelta(seconds=10 * next(ticks))


class Pen:
    """Writes one draft."""

    def __init__(self, library: Library, now: Callable[[], datetime]) -> None:
        self.library, self.db, self.now = library, library.db, now
        self.id = drafts.begin_draft(self.db, account_id=library.account_id, now=now).id

    @property
    def draft(self) -> Draft:
        return drafts.open_draft(self.db, self.id).draft

    def type(self, **texts: str) -> None:
        for field, text in texts.items():
            drafting.type_in(self.db, self.id, field, text, now=self.now)

    def choose(self, institution: str, *products: str) -> None:
        entry = find_institutions(self.db, institution)[0]
        drafting.choose_institution(self.db, self.id, entry, now=self.now)
        for text in products:
            product = find_products(self.db, text)[0]
            drafting.choose_product(self.db, self.id, product, now=self.now)

    def whole(self) -> str:
        """Write a draft that can be registered; return its product's id."""
        self.choose("속초시", "5610170301")
        self.type(name="책상", method="RESTRICTED", signed_on="2026.10.1", due_on="20261130")
        item = self.draft.items[0].id
        plans.take_suggestions(self.db, self.id, item, "책상(금속제)", now=self.now)
        plans.spread_plan(self.db, self.id, now=self.now)
        return item
