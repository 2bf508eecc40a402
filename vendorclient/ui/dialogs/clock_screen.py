"""Shows this computer's clock as a code to be photographed: the camera's error is read from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from vendorcore.text import _

from vendorclient.ui.dialogs.dialog import Dialog
from vendorclient.ui.overriding import override
from vendorclient.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtCore import QTimerEvent
    from PySide6.QtGui import QPaintEvent

_SIDE, _QUIET, _EACH_MS = 360, 4, 1000


class CodePicture(QWidget):
    """The code, black on white whatever the look: cameras read it best so."""

    def __init__(self) -> None:
        super().__init__()
        self._dots: tuple[bytes, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("시계 코드"))

    def show_text(self, text: str) -> None:
        """Show another code."""
        import segno

        self._dots = tuple(map(bytes, segno.make(text, error="m", micro=False).matrix))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        """Ask for a square that a phone reads from half a metre."""
        return QSize(_SIDE, _SIDE)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dots with a quiet zone around them."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        side = self.width() / (len(self._dots) + 2 * _QUIET) if self._dots else 0
        for line, row in enumerate(self._dots):
            for column, dot in enumerate(row):
                if dot:
                    left, top = (column + _QUIET) * side, (line + _QUIET) * side
                    place = QRectF(left, top, side + 0.5, side + 0.5)
                    painter.fillRect(place, Qt.GlobalColor.black)
        painter.end()


class ClockScreen(Dialog):
    """The code, drawn anew each second while it is shown; `wanted` asks for the next one."""

    wanted = Signal()

    def __init__(self, over: QWidget) -> None:
        super().__init__(over, _("PC 시계를 카메라로 찍기"), _("닫기"))
        self.code = CodePicture()
        words = _(
            "이 코드를 카메라로 찍은 뒤 사진을 가져오십시오. 그 사진에서 시계를 바로잡으면"
            " 카메라가 얼마나 틀렸는지 저절로 잽니다."
        )
        self.body.addWidget(self.code, 0, Qt.AlignmentFlag.AlignHCenter)
        self.body.addWidget(Text(words, wraps=True))
        self._clock = self.startTimer(_EACH_MS, Qt.TimerType.PreciseTimer)

    @override
    def timerEvent(self, event: QTimerEvent) -> None:
        """Ask for the code of this second."""
        self.wanted.emit()
