"""What somebody looks for among the contracts, kept in the address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q

from vendorcore.domain import ContractState

from vendorserver.models import ContractParty
from vendorserver.services.visible import delivers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet

    from vendorserver.models import Contract

MOST_WORDS = 8
SIGNED, DUE = "signed", "due"
_LONGEST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """Words of the name, number, institution or vendor, and the conditions of the form.

    Days mean the time that a contract runs in, or its 계약일 or 납품기한 when `period` says so.
    """

    words: str = ""
    period: str = ""
    begins_on: date | None = None
    ends_on: date | None = None
    vendor: str = ""
    business_no: str = ""
    method: str = ""
    state: str = ""
    product: str = ""
    mine: bool = False

    @property
    def backwards(self) -> bool:
        """Whether the period ends before it begins, so that nothing can be found."""
        return bool(self.begins_on and self.ends_on and self.ends_on < self.begins_on)

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> Search:
        """Read the search form; what makes no sense is left out."""
        period, state = query.get("period", ""), query.get("state", "")
        return cls(
            words=_text(query, "q"),
            period=period if period in (SIGNED, DUE) else "",
            begins_on=_day(query.get("from", "")),
            ends_on=_day(query.get("to", "")),
            vendor=_text(query, "vendor"),
            business_no="".join(c for c in query.get("no", "") if c in "0123456789")[:10],
            method=_text(query, "method")[:50],
            state=state if state in set(ContractState) else "",
            product=_text(query, "product"),
            mine=query.get("mine") == "1",
        )

    def __bool__(self) -> bool:
        return bool(self.query)

    @property
    def detailed(self) -> bool:
        """Whether a condition beyond words and days is set."""
        return any(
            (self.vendor, self.business_no, self.method, self.state, self.product, self.mine)
        )

    @property
    def query(self) -> str:
        """The search as part of an address."""
        days = {"from": self.begins_on or "", "to": self.ends_on or ""}
        period = {"period": self.period} if any(days.values()) else {}
        said = {
            "q": self.words,
            **period,
            **days,
            "vendor": self.vendor,
            "no": self.business_no,
            "method": self.method,
            "state": self.state,
            "product": self.product,
            "mine": "1" if self.mine else "",
        }
        return urlencode({name: value for name, value in said.items() if value})

    def among(self, rows: QuerySet[Contract]) -> QuerySet[Contract]:
        """Return the contracts that fit."""
        for word in self.words.split()[:MOST_WORDS]:
            rows = rows.filter(_named(word))
        return self._with_conditions(rows).filter(self._days())

    def _with_conditions(self, rows: QuerySet[Contract]) -> QuerySet[Contract]:
        if self.product:
            rows = rows.filter(_made(self.product))
        wanted = {
            "vendor__name__icontains": self.vendor,
            "vendor__business_no__startswith": self.business_no,
            "method": self.method,
            "state": self.state,
        }
        return rows.filter(**{name: value for name, value in wanted.items() if value})

    def _days(self) -> Q:
        first = "signed_on" if self.period == SIGNED else "due_on"
        last = "due_on" if self.period == DUE else "signed_on"
        found = Q(**{f"{first}__gte": self.begins_on}) if self.begins_on else Q()
        return found & Q(**{f"{last}__lte": self.ends_on}) if self.ends_on else found


def _named(word: str) -> Q:
    party = ContractParty.objects.filter(contract_id=OuterRef("pk"), name__icontains=word)
    named = Q(name__icontains=word) | Q(number__icontains=word)
    return named | Q(vendor__name__icontains=word) | Q(Exists(party))


def _made(product: str) -> Q:
    """Whether a product of that name or 세부품명번호 is delivered."""
    return delivers(product)


def _text(query: Mapping[str, str], name: str) -> str:
    # PostgreSQL stores no NUL and refuses to look for one.
    return " ".join(query.get(name, "").replace("\0", "").split())[:_LONGEST]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
