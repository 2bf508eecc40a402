"""The contract's own sheet as PDF: what was ordered, by whom, by which processes, made of what."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any, BinaryIO
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate, Spacer, TableStyle

from vendorcore.documents.fonts import BOLD, REGULAR, register
from vendorcore.documents.sheet import FORBIDDEN
from vendorcore.domain import PartyRole, Work
from vendorcore.domain.materials import AMOUNT, SEQ, amount_of, totals_of
from vendorcore.domain.money import number_from_text
from vendorcore.text import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from vendorcore.domain import Contract, MaterialRow
    from vendorcore.domain.materials import Column

_WIDTH = A4[0] - 30 * mm
_LEAST_PIECE = 1  # a row that no page can hold goes on over the next one
_PADDING, _HEAD_WIDTH, _CROWDED = 3, 12 * mm, 9
_GRID = TableStyle(
    [
        ("LEFTPADDING", (0, 0), (-1, -1), _PADDING),
        ("RIGHTPADDING", (0, 0), (-1, -1), _PADDING),
        ("GRID", (0, 0), (-1, -1), 0.4, colors.grey),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("BACKGROUND", (0, 0), (-1, 0), colors.whitesmoke),
    ]
)
_FACTS = TableStyle(
    [
        ("GRID", (0, 0), (-1, -1), 0.4, colors.grey),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("BACKGROUND", (0, 0), (0, -1), colors.whitesmoke),
    ]
)


def write_contract_sheet(
    contract: Contract,
    target: BinaryIO,
    *,
    vendor_name: str = "",
    made_on: str = "",
    method_name: str = "",
    columns: Sequence[Column] = (),
) -> None:
    """Write the sheet; the same contract gives the same bytes."""
    register()
    page = SimpleDocTemplate(
        target,
        pagesize=A4,
        leftMargin=15 * mm,
        rightMargin=15 * mm,
        topMargin=15 * mm,
        bottomMargin=15 * mm,
        title=_("계약 내용"),
        subject=contract.name,
        invariant=1,
    )
    parts: list[Any] = [_text(_("계약 내용"), _TITLE), Spacer(0, 2 * mm)]
    if made_on:
        parts.append(_text(_("작성일: {day}", day=made_on), _SMALL))
    parts.append(Spacer(0, 2 * mm))
    parts.append(_facts(_order(contract, vendor_name, method_name)))
    parts += _section(_("수주제품"), _items_head(), _items(contract))
    parts += _section(_("이행계획과 이행내역"), _plan_head(), _plan(contract))
    parts += _materials(contract, columns)
    if contract.documents:
        documents = [(one.kind, one.name, one.sha256) for one in contract.documents]
        parts += _section(_("첨부 문서"), (_("종류"), _("파일"), "SHA-256"), documents)
    page.build(parts)


def _order(contract: Contract, vendor_name: str, method: str) -> Iterable[tuple[str, str]]:
    terms = contract.terms
    names = {role: [] for role in PartyRole}  # type: dict[PartyRole, list[str]]
    for party in contract.parties:
        names[party.role].append(party.institution.name)
    contact = " · ".join(
        filter(None, (terms.contact.name, terms.contact.phone, terms.contact.mail))
    )
    yield _("계약명"), contract.name
    yield _("계약번호"), contract.number
    yield _("조달업체"), vendor_name
    yield _("수요기관"), ", ".join(names[PartyRole.DEMANDING])
    yield _("계약기관"), ", ".join(names[PartyRole.CONTRACTING])
    yield _("계약방법"), method or contract.method
    yield _("계약일"), contract.signed_on.isoformat()
    yield _("납품기한"), contract.due_on.isoformat()
    yield _("계약기간"), terms.period
    yield _("계약금액"), _("{amount}원", amount=f"{terms.amount:,}") if terms.amount else ""
    yield _("납품장소"), terms.delivery_place
    yield _("인도조건"), terms.delivery_term
    yield _("담당자"), contact
    yield _("비고"), terms.note


def _items_head() -> tuple[str, ...]:
    return (_("세부품명번호"), _("세부품명"), _("규격"), _("수량"), _("단가(원)"))


def _items(contract: Contract) -> Iterable[tuple[str, ...]]:
    for item in contract.items:
        price = f"{item.unit_price:,}" if item.unit_price else ""
        quantity = f"{item.quantity} {item.unit}".strip()
        yield item.detail_no, item.detail_name, item.spec, quantity, price


def _plan_head() -> tuple[str, ...]:
    return (
        _("공정"),
        _("계획 내용"),
        _("계획 기간"),
        _("직접·외주"),
        _("이행내역"),
        _("실제 기간"),
    )


def _plan(contract: Contract) -> Iterable[tuple[str, ...]]:
    works = {Work.UNSAID: "", Work.IN_HOUSE: _("직접"), Work.OUTSOURCED: _("외주")}
    for process in contract.processes:
        plan, record = process.plan, process.record
        days = [day.isoformat() if day else "" for day in (record.started_on, record.ended_on)]
        real = " ~ ".join(days) if any(days) else ""
        done = "\n".join(filter(None, (record.done, record.note)))
        planned = f"{plan.starts_on} ~ {plan.ends_on}"
        yield plan.process, plan.text, planned, works[process.work], done, real


def _materials(contract: Contract, columns: Sequence[Column]) -> list[Any]:
    filled = [tuple(_cell(row, column) for column in columns) for row in contract.materials]
    shown = [
        place
        for place, column in enumerate(columns)
        if column.key != SEQ and any(row[place] for row in filled)
    ]
    if not shown:
        return []
    totals = totals_of(contract.materials)
    known = sum(1 for row in contract.materials if amount_of(row) is not None)
    total = _(
        "합계 {amount}원 ({known}/{rows}줄)",
        amount=f"{totals.amount:,}",
        known=known,
        rows=totals.rows,
    )
    return _section(
        _("원부자재 구매내역서"),
        tuple(columns[place].title for place in shown),
        [tuple(row[place] for place in shown) for row in filled],
        right=[number for number, place in enumerate(shown) if columns[place].is_number],
        below=total,
    )


def _cell(row: MaterialRow, column: Column) -> str:
    """Return a cell as it is printed: numbers with their thousands, the amount as it comes out."""
    text = row.cell(column.key)
    if column.key == AMOUNT and not text:
        amount = amount_of(row)
        return "" if amount is None else f"{amount:,}"
    number = number_from_text(text) if column.is_number else None
    return text if number is None else f"{number:,}"


def _section(
    title: str,
    head: tuple[str, ...],
    rows: Iterable[tuple[str, ...]],
    *,
    right: Sequence[int] = (),
    below: str = "",
) -> list[Any]:
    """Return a titled table; some columns stand at the right, a line below spans them all."""
    cells = list(rows)
    bold, plain = (_HEAD, _CELL) if len(head) < _CROWDED else (_TINY_HEAD, _TINY)
    styles = [_at_right(plain) if place in right else plain for place in range(len(head))]
    texts: list[list[Any]] = [[_text(cell, bold) for cell in head]]
    texts += [
        [_text(cell, style) for cell, style in zip(row, styles, strict=True)] for row in cells
    ]
    grid = list(_GRID.getCommands())
    if below:
        texts.append([_text(below, _at_right(_HEAD)), *[""] * (len(head) - 1)])
        # The sum never stands alone on a page.
        grid += [("SPAN", (0, -1), (-1, -1)), ("NOSPLIT", (0, -2), (-1, -1))]
    widths = _shares(_wanted(head, cells, plain.fontSize), _WIDTH)
    table = LongTable(
        texts, colWidths=widths, repeatRows=1, splitInRow=_LEAST_PIECE, style=TableStyle(grid)
    )
    return [Spacer(0, 5 * mm), _text(title, _SECTION), Spacer(0, 2 * mm), table]


def _wanted(head: Sequence[str], rows: Sequence[Sequence[str]], size: float) -> list[float]:
    """Return how wide each column would like to be; a heading may always break."""
    return [
        max(
            [min(stringWidth(title, BOLD, size), _HEAD_WIDTH)]
            + [stringWidth(row[place], REGULAR, size) for row in rows]
        )
        + 2 * _PADDING
        + 1
        for place, title in enumerate(head)
    ]


def _shares(wanted: Sequence[float], width: float) -> list[float]:
    """Share out the width: narrow columns get what they want, the wide ones the rest alike.

    So a number or a day is not broken in the middle for the sake of a long text.
    """
    given: dict[int, float] = {}
    rest, open_ = width, sorted(range(len(wanted)), key=lambda place: wanted[place])
    for number, place in enumerate(open_):
        given[place] = min(wanted[place], rest / (len(open_) - number))
        rest -= given[place]
    return [given[place] + rest / len(wanted) for place in range(len(wanted))]


def _facts(rows: Iterable[tuple[str, str]]) -> LongTable:
    texts = [[_text(title, _HEAD), _text(text, _CELL)] for title, text in rows if text]
    return LongTable(
        texts, colWidths=[32 * mm, _WIDTH - 32 * mm], splitInRow=_LEAST_PIECE, style=_FACTS
    )


def _text(text: str, style: ParagraphStyle) -> Paragraph:
    clean = escape(FORBIDDEN.sub("", unicodedata.normalize("NFC", text))).replace("\n", "<br/>")
    return Paragraph(clean, style)


def _style(name: str, font: str, size: float) -> ParagraphStyle:
    return ParagraphStyle(name, fontName=font, fontSize=size, leading=size * 1.35, wordWrap="CJK")


def _at_right(style: ParagraphStyle) -> ParagraphStyle:
    return ParagraphStyle(f"{style.name} right", parent=style, alignment=TA_RIGHT)


_TITLE, _SECTION = _style("title", BOLD, 16), _style("section", BOLD, 11)
_HEAD, _CELL, _TINY_HEAD, _TINY, _SMALL = (
    _style("head", BOLD, 8),
    _style("cell", REGULAR, 8),
    _style("tiny head", BOLD, 6),
    _style("tiny", REGULAR, 6),
    _style("small", REGULAR, 7),
)
