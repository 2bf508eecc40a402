"""Rows of 계약정보서비스 as people save them (JSON, XML, XLSX), in that service's own names."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import ParseError, fromstring

from vendorcore.documents.spreadsheet import read_spreadsheet
from vendorcore.domain.periods import day_from_text, period_from_text
from vendorcore.errors import NotReadable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MOST_BYTES = 32 << 20
MOST_ROWS = 5000
_ITEM_TAGS = ("item", "items", "row")
_KNOWN = ("untycntrctno", "dcsncntrctno", "cntrctnm", "prdctclsfcno", "krnprdctnm")
Row = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicParty:
    """One institution of a row: its code may be a placeholder (ZZ99999 = 각 수요기관)."""

    code: str
    name: str
    class_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicOrder:
    """What one row says about a contract; texts are as they were written."""

    number: str
    unified_number: str
    name: str
    method: str
    signed_on: str
    due_on: str
    period: str
    amount: str
    contracting: tuple[PublicParty, ...]
    demanding: tuple[PublicParty, ...]
    contact_name: str
    contact_phone: str
    law: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicItem:
    """What a row of 물품 계약세부 says about a product."""

    unified_number: str
    number: str
    class_no: str
    name: str
    quantity: str
    unit_price: str
    delivery_term: str
    due_on: str


def read_rows(data: bytes) -> list[Row]:
    """Return the rows of a saved answer or table; names are in small letters, whatever the case."""
    if len(data) > MOST_BYTES:
        raise NotReadable("spreadsheet-too-large", limit=MOST_BYTES)
    start = data.lstrip(b"\xef\xbb\xbf \r\n\t")[:1]
    if start in (b"{", b"["):
        rows = list(_from_json(data))
    elif start == b"<":
        rows = list(_from_xml(data))
    else:
        rows = list(_from_tables(data))
    known = [row for row in rows if any(name in row for name in _KNOWN)]
    if not known:
        raise NotReadable("public-rows-not-found")
    return known[:MOST_ROWS]


def is_item(row: Mapping[str, str]) -> bool:
    """Whether a row is about a product of a contract and not about the contract itself."""
    return any(row.get(name) for name in ("prdctclsfcno", "krnprdctnm", "prdctidntno"))


def order_of(row: Mapping[str, str]) -> PublicOrder:
    """Return what a row of 물품 계약현황 says."""
    period = row.get("cntrctprd", "")
    found = period_from_text(period)
    due = row.get("dlvrtmlmt", "") or (found.ends_on.isoformat() if found else "")
    return PublicOrder(
        number=row.get("dcsncntrctno", "") or row.get("untycntrctno", ""),
        unified_number=row.get("untycntrctno", ""),
        name=row.get("cntrctnm", ""),
        method=row.get("cntrctcnclsmthdnm", ""),
        signed_on=_day(row.get("cntrctcnclsdate", "") or row.get("cntrctdate", "")),
        due_on=_day(due),
        period=period,
        amount=row.get("totcntrctamt", "") or row.get("thtmcntrctamt", ""),
        contracting=_contracting(row),
        demanding=tuple(_parties(row.get("dminsttlist", ""))),
        contact_name=row.get("cntrctinsttofclnm", ""),
        contact_phone=row.get("cntrctinsttofcltelno", ""),
        law=row.get("baselawnm", ""),
    )


def item_of(row: Mapping[str, str]) -> PublicItem:
    """Return what a row of 물품 계약세부 says."""
    return PublicItem(
        unified_number=row.get("untycntrctno", ""),
        number=row.get("dcsncntrctno", ""),
        class_no=row.get("dtilprdctclsfcno", "") or row.get("prdctclsfcno", ""),
        name=row.get("krnprdctnm", "") or row.get("prdctclsfcnonm", ""),
        quantity=row.get("prdctqty", ""),
        unit_price=row.get("qtyuprcamt", ""),
        delivery_term=row.get("dlvrycndtnnm", ""),
        due_on=_day(row.get("dlvrtmlmt", "")),
    )


def caret_rows(text: str) -> list[list[str]]:
    """Return the rows of a caret list: [1^1230000^조달청^…],[2^…]."""
    inner = text.strip()
    if not inner.startswith("["):
        return [[part.strip() for part in inner.split("^")]] if inner else []
    rows = inner.removeprefix("[").removesuffix("]").split("],[")
    return [[part.strip() for part in row.strip("[], ").split("^")] for row in rows]


def _contracting(row: Mapping[str, str]) -> tuple[PublicParty, ...]:
    name = row.get("cntrctinsttnm", "")
    if not name:
        return ()
    return (
        PublicParty(
            code=row.get("cntrctinsttcd", ""),
            name=name,
            class_name=row.get("cntrctinsttjrsdctndivnm", ""),
        ),
    )


def _parties(text: str) -> Iterator[PublicParty]:
    """Yield 수요기관 of [순번^코드^기관명^소관^부서^담당자^전화]."""
    for parts in caret_rows(text):
        padded = [*parts, "", "", "", ""]
        if padded[2]:
            yield PublicParty(code=padded[1], name=padded[2], class_name=padded[3])


def _day(text: str) -> str:
    """Return a day in our form where it is one, else the text as it is."""
    day = day_from_text(text)
    return day.isoformat() if day else text


def _from_json(data: bytes) -> Iterator[Row]:
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise NotReadable("public-rows-not-found") from error
    waiting: list[Any] = [found]
    while waiting:
        value = waiting.pop(0)
        if isinstance(value, list):
            waiting[:0] = value
        elif isinstance(value, dict):
            row = {
                str(name).casefold(): _plain(text)
                for name, text in value.items()
                if not isinstance(text, (dict, list))
            }
            if any(name in row for name in _KNOWN):
                yield row
            waiting[:0] = [one for one in value.values() if isinstance(one, (dict, list))]


def _plain(value: object) -> str:
    return "" if value is None else str(value).strip()


def _from_xml(data: bytes) -> Iterator[Row]:
    if b"<!DOCTYPE" in data.upper():
        raise NotReadable("public-rows-not-found")
    try:
        root = fromstring(data)  # noqa: S314 - a document with entities of its own is refused above
    except ParseError as error:
        raise NotReadable("public-rows-not-found") from error
    for element in root.iter():
        if _tag(element.tag) in _ITEM_TAGS and any(not len(child) for child in element):
            yield {_tag(child.tag): (child.text or "").strip() for child in element}


def _tag(name: str) -> str:
    return name.rpartition("}")[2].casefold()


def _from_tables(data: bytes) -> Iterator[Row]:
    for sheet in read_spreadsheet(data):
        for at, head in enumerate(sheet.rows):
            names = [cell.text.casefold() for cell in head]
            if any(name in _KNOWN for name in names):
                for cells in sheet.rows[at + 1 :]:
                    yield {
                        name: cell.text for name, cell in zip(names, cells, strict=False) if name
                    }
                break
