"""What somebody looks for among the contracts: words and days, kept in the address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q

from vendorserver.models import ContractParty

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet

    from vendorserver.models import Contract

MOST_WORDS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """Words of the name, number, institution or vendor; days that the contract runs in."""

    words: str = ""
    begins_on: date | None = None
    ends_on: date | None = None

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> Search:
        """Read the search form; what is no day is left out."""
        words = " ".join(query.get("q", "").split())[:200]
        return cls(
            words=words,
            begins_on=_day(query.get("from", "")),
            ends_on=_day(query.get("to", "")),
        )

    def __bool__(self) -> bool:
        return bool(self.words or self.begins_on or self.ends_on)

    @property
    def query(self) -> str:
        """The search as part of an address."""
        said = {"q": self.words, "from": self.begins_on or "", "to": self.ends_on or ""}
        return urlencode({name: value for name, value in said.items() if value})

    def among(self, rows: QuerySet[Contract]) -> QuerySet[Contract]:
        """Return the contracts that fit."""
        for word in self.words.split()[:MOST_WORDS]:
            rows = rows.filter(_named(word))
        if self.begins_on:
            rows = rows.filter(due_on__gte=self.begins_on)
        return rows.filter(signed_on__lte=self.ends_on) if self.ends_on else rows


def _named(word: str) -> Q:
    party = ContractParty.objects.filter(contract_id=OuterRef("pk"), name__icontains=word)
    named = Q(name__icontains=word) | Q(number__icontains=word)
    return named | Q(vendor__name__icontains=word) | Q(Exists(party))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
