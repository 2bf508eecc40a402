"""원부자재 구매내역서: which columns it has, what its rows add up to, what is wrong with a row."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from vendorcore.domain.contract_numbers import is_corporate_number
from vendorcore.domain.draft import WizardStep
from vendorcore.domain.money import product_in_won, quantity_from_text, won_from_text
from vendorcore.domain.numbers import is_business_number
from vendorcore.domain.order import MaterialRow
from vendorcore.domain.periods import day_from_text
from vendorcore.domain.remarks import Remark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

SEQ, KIND, QUANTITY, UNIT_PRICE, AMOUNT = "seq", "material_kind", "qty", "unit_price", "amount"


_OWN_FACTS = ("tax_invoice_no", "remark")


class ColumnType(StrEnum):
    """What a column holds."""

    INT = "int"
    ENUM = "enum"
    TEXT = "text"
    DECIMAL = "decimal"
    BUSINESS_NO = "bizno"
    CORPORATE_NO = "corpno"
    DAY = "date"
    PRODUCT = "fk"


_FACTS = (ColumnType.INT, ColumnType.DECIMAL, ColumnType.DAY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of the statement; choices are the words that an ENUM column knows."""

    key: str
    title: str
    type: ColumnType = ColumnType.TEXT
    required: bool = False
    choices: tuple[str, ...] = ()

    @property
    def is_number(self) -> bool:
        """Whether it stands at the right edge of its cell."""
        return self.type in (ColumnType.INT, ColumnType.DECIMAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """What the rows come to; unknown counts the rows whose amount is not known."""

    rows: int
    amount: int
    unknown: int


def amount_of(row: MaterialRow) -> int | None:
    """Return what a row costs: what is written, else quantity times price."""
    written = row.cell(AMOUNT).strip()
    if written:
        return won_from_text(written)
    quantity, price = quantity_from_text(row.cell(QUANTITY)), won_from_text(row.cell(UNIT_PRICE))
    return None if quantity is None or price is None else product_in_won(quantity, price)


def totals_of(rows: Iterable[MaterialRow]) -> Totals:
    """Return the sum of the rows."""
    amounts = [amount_of(row) for row in rows]
    known = [amount for amount in amounts if amount is not None]
    return Totals(rows=len(amounts), amount=sum(known), unknown=len(amounts) - len(known))


def row_remarks(row: MaterialRow, columns: Sequence[Column]) -> Iterator[Remark]:
    """Yield what is missing or strange in a row; field is the key of the column."""
    for column in columns:
        text = row.cell(column.key).strip()
        if text:
            code = _wrong(column, text)
            if code:
                yield _at(code, column, row, text)
        elif column.required and not _made(column, row):
            yield _at("cell-missing", column, row, "")
    yield from _sum(row)


def material_remarks(rows: Iterable[MaterialRow], columns: Sequence[Column]) -> list[Remark]:
    """Return what is to be said about all rows."""
    return [remark for row in rows for remark in row_remarks(row, columns)]


def with_block(
    rows: Sequence[MaterialRow],
    block: Sequence[Sequence[str]],
    *,
    columns: Sequence[Column],
    at_row: int,
    at_column: int,
    new_id: Callable[[], str],
) -> tuple[MaterialRow, ...]:
    """Return the rows with a block of texts laid over them; rows that are missing are added."""
    keys = [column.key for column in columns if column.key != SEQ][max(0, at_column) :]
    changed = list(rows)
    for offset, texts in enumerate(block):
        place = min(max(0, at_row), len(rows)) + offset
        if place >= len(changed):
            changed.append(MaterialRow(id=new_id()))
        cells = dict(changed[place].cells) | {
            key: text.strip() for key, text in zip(keys, texts, strict=False)
        }
        kept = {key: text for key, text in cells.items() if text}
        changed[place] = replace(changed[place], cells=kept)
    return tuple(changed)


def bought_again(
    rows: Iterable[MaterialRow], columns: Sequence[Column], new_id: Callable[[], str]
) -> tuple[MaterialRow, ...]:
    """Return the rows to buy once more: what and from whom; how much, when and by which bill not.

    Numbers, days and bills are facts of one purchase: an old one left standing would be untrue.
    """
    kept = [one.key for one in columns if one.type not in _FACTS and one.key not in _OWN_FACTS]
    again = (
        MaterialRow(id=new_id(), cells={key: row.cell(key) for key in kept if row.cell(key)})
        for row in rows
    )
    return tuple(row for row in again if row.cells)


def _made(column: Column, row: MaterialRow) -> bool:
    """Whether a cell fills itself: the number of the row, a product of two others."""
    return column.key == SEQ or (column.key == AMOUNT and amount_of(row) is not None)


def _wrong(column: Column, text: str) -> str:
    """Return the code of what is wrong with a cell, empty when nothing is."""
    if column.type is ColumnType.ENUM and column.choices and text not in column.choices:
        return "cell-not-a-choice"
    check = _CHECKS.get(column.type)
    return check[0] if check and not check[1](text) else ""


def _sum(row: MaterialRow) -> Iterator[Remark]:
    """Compare the written amount with quantity times price."""
    made = amount_of(row.with_cell(AMOUNT, ""))
    written = amount_of(row) if row.cell(AMOUNT).strip() else None
    if made is not None and written is not None and made != written:
        yield Remark(
            code="row-sum-differs",
            step=WizardStep.ORDER,
            field=AMOUNT,
            part=row.id,
            values={"amount": f"{written:,}", "made": f"{made:,}"},
        )


def _at(code: str, column: Column, row: MaterialRow, text: str) -> Remark:
    return Remark(
        code=code,
        step=WizardStep.ORDER,
        field=column.key,
        part=row.id,
        values={"column": column.title, "text": text, "choices": ", ".join(column.choices)},
    )


_CHECKS: dict[ColumnType, tuple[str, Callable[[str], object]]] = {
    ColumnType.INT: ("cell-not-a-number", lambda text: won_from_text(text) is not None),
    ColumnType.DECIMAL: ("cell-not-a-number", lambda text: quantity_from_text(text) is not None),
    ColumnType.DAY: ("cell-not-a-day", day_from_text),
    ColumnType.BUSINESS_NO: ("supplier-number-wrong", is_business_number),
    ColumnType.CORPORATE_NO: ("corporate-number-doubtful", is_corporate_number),
}
