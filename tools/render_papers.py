"""The window of certificates, and what the printer puts on paper, drawn into pictures."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QAbstractTextDocumentLayout, QColor, QImage, QPainter, QPalette
from PySide6.QtWidgets import QApplication

from vendorcore.domain import Certificate, new_id

if TYPE_CHECKING:
    from PySide6.QtGui import QTextDocument
    from PySide6.QtWidgets import QDialog, QWidget

    from vendorclient.ui.window import WindowSession

_A4, _MARGIN = (794, 1123), 60
_TODAY = date(2026, 10, 20)
_NAMES = {"5610170301": "책상", "5611200201": "의자", "5610160601": "책장"}


def certificates(over: QWidget) -> QDialog:
    """Return the window with certificates in each state, and one that is being typed."""
    from vendorclient.app.certifying import Held
    from vendorclient.ui.dialogs.certificates import CertificatesDialog

    dialog = CertificatesDialog(over, _TODAY, _NAMES)
    lefts = zip(_NAMES.items(), (-12, 25, 400), strict=True)
    dialog.show_held(
        [
            Held(
                certificate=Certificate(
                    id=new_id(),
                    detail_no=number,
                    number=f"제2026-{place:04}호",
                    valid_from=_TODAY - timedelta(days=300),
                    valid_to=_TODAY + timedelta(days=left),
                ),
                name=name,
                days_left=left,
            )
            for place, ((number, name), left) in enumerate(lefts, 121)
        ]
    )
    dialog.lines["detail_no"].setText("5610170301")
    return dialog


def papers(session: WindowSession) -> list[tuple[str, QImage]]:
    """Return the first sheet of what is printed of the photos and of the queue."""
    from vendorclient.ui import printing
    from vendorclient.ui.work.printing import pictures_of

    found = []
    session.window.leave_easy()
    for place in ("photos", "sending", "contracts", "today"):
        session.window.go(place)
        _wait_for(session)
        page = session.window.places.at(session.window.place).page
        photos = printing.photos_of(page)
        pictures = pictures_of(session.desk.library.thumbnail, [one.key for one in photos])
        found.append((f"9-paper-{place}", _sheet(printing.paper(page, photos, pictures))))
    return found


def _wait_for(session: WindowSession) -> None:
    """Let the page that is open be read."""
    answered: list[int] = []
    session.desk.ask(lambda _db: 1, answered.append)
    while not answered:
        QApplication.processEvents()
    QApplication.processEvents()


def _sheet(document: QTextDocument) -> QImage:
    wide, high = _A4
    document.setPageSize(QSizeF(wide - 2 * _MARGIN, high - 2 * _MARGIN))
    image = QImage(wide, high, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.translate(_MARGIN, _MARGIN)
    painter.setClipRect(0, 0, wide - 2 * _MARGIN, high - 2 * _MARGIN)
    context = QAbstractTextDocumentLayout.PaintContext()
    context.palette.setColor(QPalette.ColorRole.Text, QColor("black"))  # as a printer has it
    document.documentLayout().draw(painter, context)
    painter.end()
    return image
