"""The card of what is kept by itself: second copies and watched folders."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from vendorcore.text import _

from vendorclient.ui.theme import spacing
from vendorclient.ui.theme.type_scale import Type
from vendorclient.ui.widgets.button import Button
from vendorclient.ui.widgets.card import Card, row, rule
from vendorclient.ui.widgets.text import ShortenedText, Text

if TYPE_CHECKING:
    from vendorclient.app.keeping import Keeping


class KeepingCard(Card):
    """Where the second copies lie, and which folders are watched."""

    place_wanted = Signal()
    place_dropped = Signal()
    folder_wanted = Signal()
    device_wanted = Signal()
    rule_dropped = Signal(str)

    def __init__(self) -> None:
        super().__init__(padding=spacing.LARGE)
        self.place = ShortenedText("", tone="muted")
        self.choose = Button(_("폴더 고르기"), icon="folder")
        self.drop = Button(_("그만두기"))
        self.add = Button(_("폴더 더하기"), icon="folder")
        self.add_device = Button(_("장치 더하기"), icon="card")
        self._rules = QVBoxLayout()
        self._rules.setSpacing(spacing.SMALL)
        self.add.setEnabled(False)  # until it is known which processes there are
        self.add_device.setEnabled(False)
        self.add_device.clicked.connect(self.device_wanted)
        self.choose.clicked.connect(self.place_wanted)
        self.drop.clicked.connect(self.place_dropped)
        self.add.clicked.connect(self.folder_wanted)
        self._arrange()

    def show_keeping(self, kept: Keeping) -> None:
        """Show what is chosen now."""
        self.place.setText(kept.place or _("정하지 않았습니다"))
        self.drop.setVisible(bool(kept.place))
        self.add.setEnabled(bool(kept.targets))
        self.add_device.setEnabled(bool(kept.targets and kept.devices))
        while (item := self._rules.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for one, process in kept.rules:
            name = kept.name_of(one.source)
            self._rules.addWidget(self._line(one.id, name, one.source, process))

    def _line(self, rule_id: str, name: str, source: str, process: str) -> Card:
        line = Card(padding=spacing.SMALL)
        words = ShortenedText(f"{name} → {process}" if process else name)
        words.setToolTip(source)
        drop = Button(_("빼기"))
        drop.setAccessibleName(_("{name} 빼기", name=name))
        drop.clicked.connect(partial(self.rule_dropped.emit, rule_id))
        cells = row(words, drop)
        cells.setStretch(0, 1)
        line.body.addLayout(cells)
        return line

    def _arrange(self) -> None:
        self.body.addWidget(Text(_("두 번째 사본"), Type.STRONG))
        about = _(
            "원본을 다른 디스크나 NAS에 한 벌 더 둡니다. 모두 복사된 뒤에 '꺼내도 됩니다'라고"
            " 알려 드립니다."
        )
        self.body.addWidget(Text(about, Type.CAPTION, tone="muted", wraps=True))
        line = row(self.place, self.choose, self.drop)
        line.setStretch(0, 1)
        self.body.addLayout(line)
        self.body.addWidget(rule())
        self.body.addWidget(Text(_("지켜보는 폴더와 장치"), Type.STRONG))
        watching = _(
            "폴더에 들어온 사진을 저절로 가져오고, 폴더나 장치에서 온 사진에 공정을 제안합니다."
            " 넣는 것은 사람이 정합니다."
        )
        self.body.addWidget(Text(watching, Type.CAPTION, tone="muted", wraps=True))
        self.body.addLayout(self._rules)
        self.body.addLayout(row(1, self.add_device, self.add))
