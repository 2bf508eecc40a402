"""The photo ledger (사진대지): two, four or six photos a page, each with its facts."""

from __future__ import annotations

import io
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader, simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from vendorcore.documents.fonts import BOLD, REGULAR, register
from vendorcore.errors import InvalidEntry
from vendorcore.text import _, n_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorcore.documents.record import Ledger, LedgerEntry
    from vendorcore.domain import Process

_WIDTH, _HEIGHT = A4
_MARGIN, _GAP, _TOP = 15 * mm, 6 * mm, 42 * mm
_HEAD_SIZE, _SIZE, _SMALL, _LINE = 9, 8, 7, 10.5
_HASH_SIZE = 5.5  # a hash stays on one line of the narrowest cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How the photos stand on a page."""

    columns: int
    rows: int
    picture_height: float

    @property
    def per_page(self) -> int:
        """How many photos a page holds."""
        return self.columns * self.rows

    @property
    def cell_width(self) -> float:
        """How wide one photo is with its facts."""
        return (_WIDTH - 2 * _MARGIN - (self.columns - 1) * _GAP) / self.columns

    @property
    def cell_height(self) -> float:
        """How high one photo is with its facts."""
        return (_HEIGHT - _TOP - _MARGIN - (self.rows - 1) * _GAP) / self.rows


LAYOUTS = {
    2: Layout(columns=1, rows=2, picture_height=80 * mm),
    4: Layout(columns=2, rows=2, picture_height=66 * mm),
    6: Layout(columns=2, rows=3, picture_height=38 * mm),
}
PER_PAGE = 4


def write_ledger(ledger: Ledger, target: BinaryIO, per_page: int = PER_PAGE) -> None:
    """Write the ledger as PDF; the same ledger gives the same bytes."""
    layout = LAYOUTS.get(per_page)
    if layout is None:
        raise InvalidEntry(field="per_page", reason="unknown")
    register()
    canvas = Canvas(target, pagesize=A4, invariant=True)
    canvas.setTitle(_("사진대지"))
    canvas.setSubject(ledger.contract.name)
    pages = list(_pages(ledger, layout.per_page))
    for number, (process, entries) in enumerate(pages, start=1):
        _head(canvas, ledger, process)
        for place, entry in enumerate(entries):
            _cell(canvas, entry, place, layout)
        _foot(canvas, ledger, number, len(pages))
        canvas.showPage()
    canvas.save()


def _pages(
    ledger: Ledger, per_page: int
) -> Iterator[tuple[Process | None, tuple[LedgerEntry, ...]]]:
    """Yield pages of one process each; a contract without evidence still has a page."""
    empty = True
    for process in sorted(ledger.contract.processes, key=lambda one: one.seq):
        entries = ledger.of(process)
        for start in range(0, len(entries), per_page):
            empty = False
            yield process, entries[start : start + per_page]
    if empty:
        yield None, ()


def _head(canvas: Canvas, ledger: Ledger, process: Process | None) -> None:
    canvas.setFont(BOLD, 16)
    canvas.drawString(_MARGIN, _HEIGHT - 18 * mm, _("사진대지"))
    canvas.setFont(REGULAR, _HEAD_SIZE)
    for number, text in enumerate(_head_texts(ledger, process)):
        first = next(iter(_split(text, REGULAR, _HEAD_SIZE, _WIDTH - 2 * _MARGIN)), "")
        canvas.drawString(_MARGIN, _HEIGHT - (25 + 5 * number) * mm, first)


def _head_texts(ledger: Ledger, process: Process | None) -> Iterator[str]:
    contract = ledger.contract
    yield _("계약: {name} ({number})", name=contract.name, number=contract.number)
    if ledger.vendor_name:
        yield _("조달업체: {vendor}", vendor=ledger.vendor_name)
    if process is None:
        yield _("증빙이 없습니다.")
        return
    plan = process.plan
    yield _(
        "공정: {process} · 이행계획: {start} ~ {end}",
        process=plan.process,
        start=plan.starts_on,
        end=plan.ends_on,
    )


def _cell(canvas: Canvas, entry: LedgerEntry, place: int, layout: Layout) -> None:
    row, column = divmod(place, layout.columns)
    width, height = layout.cell_width, layout.cell_height
    left = _MARGIN + column * (width + _GAP)
    top = _HEIGHT - _TOP - row * (height + _GAP)
    canvas.rect(left, top - height, width, height)
    _picture(canvas, entry.picture_jpeg, left, top, layout)
    y = top - layout.picture_height - 5 * mm
    for font, size, text in _texts(entry):
        canvas.setFont(font, size)
        for part in _split(text, font, size, width - 4 * mm)[:3]:
            if y < top - height + 2 * mm + _LINE:
                break
            canvas.drawString(left + 2 * mm, y, part)
            y -= _LINE
    # The hash has its own place: whatever else there is to say, it is never left out.
    canvas.setFont(REGULAR, _HASH_SIZE)
    canvas.drawString(left + 2 * mm, top - height + 2 * mm, f"SHA-256: {entry.sha256}")


def _picture(canvas: Canvas, jpeg: bytes, left: float, top: float, layout: Layout) -> None:
    try:
        picture = ImageReader(io.BytesIO(jpeg))
    except OSError:  # none, or one that a power cut has damaged: the facts still count
        return
    canvas.drawImage(
        picture,
        left + 2 * mm,
        top - layout.picture_height,
        width=layout.cell_width - 4 * mm,
        height=layout.picture_height - 2 * mm,
        preserveAspectRatio=True,
        anchor="c",
    )


def _texts(entry: LedgerEntry) -> Iterator[tuple[str, int, str]]:
    """Yield what stands below a picture, the important first."""
    yield BOLD, _SIZE, entry.name
    if entry.captured_at:
        yield REGULAR, _SIZE, _("촬영: {time}", time=entry.captured_at)
    if entry.camera:
        yield REGULAR, _SIZE, _("카메라: {camera}", camera=entry.camera)
    yield BOLD, _SIZE, _("점검 결과: {verdict}", verdict=entry.verdict_word)
    for remark in entry.remarks:
        yield REGULAR, _SMALL, remark
    if entry.note:
        reason = _("사유: {note}", note=entry.note)
        told = reason if entry.excuses else _("설명: {note}", note=entry.note)
        yield REGULAR, _SMALL, told
    if entry.receipt_no:
        yield REGULAR, _SMALL, _("접수번호: {number}", number=entry.receipt_no)


def _foot(canvas: Canvas, ledger: Ledger, number: int, count: int) -> None:
    canvas.setFont(REGULAR, _SMALL)
    left_out = ledger.left_out
    more = (
        n_(
            "이 문서에 없는 사진이 {n}장 더 있습니다.",
            "이 문서에 없는 사진이 {n}장 더 있습니다.",
            left_out,
        )
        if left_out
        else ""
    )
    canvas.drawString(_MARGIN, 8 * mm, " · ".join(filter(None, (ledger.made_on, more))))
    canvas.drawRightString(_WIDTH - _MARGIN, 8 * mm, f"{number} / {count}")


def _split(text: str, font: str, size: int, width: float) -> list[str]:
    """Return the lines of a text; the typeface knows composed Hangul only."""
    composed = unicodedata.normalize("NFC", text)
    lines = simpleSplit(composed, font, size, width)
    return [part for line in lines for part in _broken(line, font, size, width)]


def _broken(line: str, font: str, size: int, width: float) -> Iterator[str]:
    """Yield a line in pieces that fit; a hash or a name without blanks has no place to break."""
    piece = ""
    for letter in line:
        if piece and stringWidth(piece + letter, font, size) > width:
            yield piece
            piece = ""
        piece += letter
    yield piece
