"""The child process that draws a page of a PDF from outside, so that a bad one harms nobody else.

Qt's own reader knows neither scripts nor forms that compute; it needs no window system.
"""

from __future__ import annotations

import faulthandler
import io
import os
from pathlib import Path
from typing import IO, TYPE_CHECKING

from PIL import Image
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtPdf import QPdfDocument

from vendorcore.media.frames import read_frame, write_frame
from vendorcore.media.worker import private_streams

if TYPE_CHECKING:
    from vendorcore.media.frames import Message

_LOCKED = (QPdfDocument.Error.IncorrectPassword, QPdfDocument.Error.UnsupportedSecurityScheme)
_QUALITY = 88


def main(inbound: int = 0, outbound: int = 1) -> int:
    """Draw one page and end; the parent says how long it may take."""
    jobs, answers = private_streams(inbound, outbound)
    with jobs, answers, Path(os.devnull).open("w") as nowhere:
        write_frame(answers, {"ready": True})
        if (frame := read_frame(jobs)) is not None:
            # The parent stops it earlier; this ends an orphan whose parent was killed.
            faulthandler.dump_traceback_later(2 * frame[0]["seconds"], exit=True, file=nowhere)
            answer(frame[0], answers)
            faulthandler.cancel_dump_traceback_later()
    return 0


def answer(job: Message, answers: IO[bytes]) -> None:
    """Send the page with the number of pages, or the one word for what hinders."""
    paper = QPdfDocument()
    error = paper.load(job["path"])
    jpeg = b"" if error is not QPdfDocument.Error.None_ else _draw(paper, job["page"], job["side"])
    if jpeg:
        write_frame(answers, {"count": paper.pageCount()}, jpeg)
    else:
        write_frame(answers, {"problem": "encrypted" if error in _LOCKED else "damaged"})


def _draw(paper: QPdfDocument, number: int, side: int) -> bytes:
    points = paper.pagePointSize(number)
    longer = max(points.width(), points.height())
    if not 0 < longer < float("inf"):
        return b""
    wide, high = (max(1, round(side * one / longer)) for one in (points.width(), points.height()))
    drawn = paper.render(number, QSize(wide, high))
    return b"" if drawn.isNull() else _on_white(drawn)


def _on_white(drawn: QImage) -> bytes:
    plain = drawn.convertToFormat(QImage.Format.Format_RGBA8888)
    ink = Image.frombytes("RGBA", (plain.width(), plain.height()), bytes(plain.constBits()))
    paper = Image.new("RGB", ink.size, "white")
    paper.paste(ink, mask=ink.getchannel("A"))
    target = io.BytesIO()
    paper.save(target, "JPEG", quality=_QUALITY)
    return target.getvalue()
