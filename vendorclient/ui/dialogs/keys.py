"""Shows what the keys do (?)."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from vendorcore.text import _

from vendorclient.ui.dialogs.dialog import Dialog
from vendorclient.ui.theme import spacing
from vendorclient.ui.theme.type_scale import Type
from vendorclient.ui.widgets.text import Text


class KeysDialog(Dialog):
    """The list of keys."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over, _("단축키"), _("닫기"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(spacing.WIDE)
        grid.setVerticalSpacing(spacing.SMALL - 2)
        for line, (keys, words) in enumerate(_keys()):
            grid.addWidget(Text(keys, Type.STRONG), line, 0)
            grid.addWidget(Text(words), line, 1)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)


def _keys() -> list[tuple[str, str]]:
    return [
        ("1 ~ 9", _("고른 사진을 그 번호의 공정에 넣기")),
        ("Ctrl+0 ~ Ctrl+9", _("10번부터 19번 공정에 넣기")),
        ("0, Delete", _("공정에서 빼기")),
        ("Enter", _("추천대로 넣기")),
        ("Space", _("크게 보기")),
        ("Ctrl+A", _("모두 고르기")),
        ("Ctrl+Z, Ctrl+Shift+Z", _("되돌리기, 다시 하기")),
        ("Ctrl+Enter", _("제출")),
        ("Alt+1 ~ Alt+5", _("오늘, 사진 분류, 계약, 전송, 설정")),
        ("Ctrl+P", _("이 화면 인쇄")),
        ("Ctrl+F", _("계약 찾기, 설정 찾기")),
        ("F6, Shift+F6", _("다음 칸, 앞 칸으로")),
        ("F1, ?", _("이 화면의 도움말, 단축키")),
        ("Esc", _("뒤로")),
    ]
