"""The photo ledger (사진대지): four photos a page, each with its facts and its verdict."""

from __future__ import annotations

import io
import unicodedata
from typing import TYPE_CHECKING, BinaryIO

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader, simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from vendorcore.documents.fonts import BOLD, REGULAR, register
from vendorcore.text import _, verdict_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorcore.documents.record import Ledger, LedgerEntry
    from vendorcore.domain import Process

PER_PAGE, _COLUMNS = 4, 2
_WIDTH, _HEIGHT = A4
_MARGIN, _GAP, _TOP = 15 * mm, 6 * mm, 42 * mm
_CELL_WIDTH = (_WIDTH - 2 * _MARGIN - _GAP) / _COLUMNS
_CELL_HEIGHT = (_HEIGHT - _TOP - _MARGIN - _GAP) / (PER_PAGE / _COLUMNS)
_PICTURE_HEIGHT = 66 * mm
_HEAD_SIZE, _SIZE, _SMALL, _LINE = 9, 8, 7, 10.5


def write_ledger(ledger: Ledger, target: BinaryIO) -> None:
    """Write the ledger as PDF; the same ledger gives the same bytes."""
    register()
    canvas = Canvas(target, pagesize=A4, invariant=True)
    canvas.setTitle(_("사진대지"))
    canvas.setSubject(ledger.contract.name)
    pages = list(_pages(ledger))
    for number, (process, entries) in enumerate(pages, start=1):
        _head(canvas, ledger, process)
        for place, entry in enumerate(entries):
            _cell(canvas, entry, place)
        _foot(canvas, ledger, number, len(pages))
        canvas.showPage()
    canvas.save()


def _pages(ledger: Ledger) -> Iterator[tuple[Process | None, tuple[LedgerEntry, ...]]]:
    """Yield pages of one process each; a contract without evidence still has a page."""
    empty = True
    for process in sorted(ledger.contract.processes, key=lambda one: one.seq):
        entries = ledger.of(process)
        for start in range(0, len(entries), PER_PAGE):
            empty = False
            yield process, entries[start : start + PER_PAGE]
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
    yield _("조달업체: {vendor}", vendor=ledger.vendor_name)
    if process is None:
        yield _("증빙이 없습니다.")
        return
    plan = process.plan
    yield _(
        "공정: {process}  이행계획: {start} – {end}",
        process=plan.process,
        start=plan.starts_on,
        end=plan.ends_on,
    )


def _cell(canvas: Canvas, entry: LedgerEntry, place: int) -> None:
    row, column = divmod(place, _COLUMNS)
    left = _MARGIN + column * (_CELL_WIDTH + _GAP)
    top = _HEIGHT - _TOP - row * (_CELL_HEIGHT + _GAP)
    canvas.rect(left, top - _CELL_HEIGHT, _CELL_WIDTH, _CELL_HEIGHT)
    _picture(canvas, entry.picture_jpeg, left, top)
    y = top - _PICTURE_HEIGHT - 5 * mm
    for font, size, text in _texts(entry):
        canvas.setFont(font, size)
        for part in _split(text, font, size, _CELL_WIDTH - 4 * mm)[:3]:
            if y < top - _CELL_HEIGHT + 2 * mm:
                return
            canvas.drawString(left + 2 * mm, y, part)
            y -= _LINE


def _picture(canvas: Canvas, jpeg: bytes, left: float, top: float) -> None:
    try:
        picture = ImageReader(io.BytesIO(jpeg))
    except OSError:  # none, or one that a power cut has damaged: the facts still count
        return
    canvas.drawImage(
        picture,
        left + 2 * mm,
        top - _PICTURE_HEIGHT,
        width=_CELL_WIDTH - 4 * mm,
        height=_PICTURE_HEIGHT - 2 * mm,
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
    yield BOLD, _SIZE, _("점검 결과: {verdict}", verdict=verdict_word(entry.verdict))
    for remark in entry.remarks:
        yield REGULAR, _SMALL, remark
    if entry.note:
        yield REGULAR, _SMALL, _("사유: {note}", note=entry.note)
    if entry.receipt_no:
        yield REGULAR, _SMALL, _("접수번호: {number}", number=entry.receipt_no)
    yield REGULAR, _SMALL, f"SHA-256: {entry.sha256}"


def _foot(canvas: Canvas, ledger: Ledger, number: int, count: int) -> None:
    canvas.setFont(REGULAR, _SMALL)
    canvas.drawString(_MARGIN, 8 * mm, ledger.made_on)
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
