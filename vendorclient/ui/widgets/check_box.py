"""A box to tick, drawn so that it is seen in every look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QCheckBox, QStyle, QStyleOptionButton

from vendorclient.ui.overriding import override
from vendorclient.ui.theme import icons
from vendorclient.ui.theme.style import colours

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent


class CheckBox(QCheckBox):
    """A tick box; the tick itself is our icon, for a style sheet can only draw files."""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box by the sheet, then the tick over it."""
        super().paintEvent(event)
        if not self.isChecked():
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        part = QStyle.SubElement.SE_CheckBoxIndicator
        box = self.style().subElementRect(part, option, self)
        tick = icons.pixmap("check", colours().on_accent, box.width(), self.devicePixelRatioF())
        painter = QPainter(self)
        painter.drawPixmap(box.topLeft(), tick)
        painter.end()
