"""Help for the page that is open (F1): what can be done here, step by step, with pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtSvgWidgets import QSvgWidget
from PySide6.QtWidgets import QGridLayout

from vendorcore.text import _

from vendorclient.ui.dialogs.dialog import Dialog
from vendorclient.ui.theme import spacing
from vendorclient.ui.theme.style import scaled
from vendorclient.ui.theme.type_scale import Type
from vendorclient.ui.widgets.nav import Place
from vendorclient.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from vendorclient.app.device_help import Help

_WIDE, _HIGH = 150, 100
_COLUMNS, _MOST = 3, 1.4


class HelpDialog(Dialog):
    """A few sentences about one place."""

    def __init__(self, over: QWidget, place: Place) -> None:
        title, sentences = _texts()[place]
        super().__init__(over, title, _("닫기"))
        for number, words in enumerate(sentences, 1):
            self.body.addWidget(Text(f"{number}. {words}", wraps=True))
        if place in (Place.TODAY, Place.PHOTOS):
            self._add_pictures()
        self.body.addWidget(
            Text(_("? 를 누르면 단축키를 볼 수 있습니다."), tone="muted", wraps=True)
        )

    def _add_pictures(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(spacing.MEDIUM)
        for place, (name, words) in enumerate(_pictures()):
            line, column = divmod(place, _COLUMNS)
            caption = Text(words, Type.CAPTION, tone="muted", wraps=True)
            caption.setFixedWidth(_grown(_WIDE))
            caption.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
            grid.addWidget(picture(name, words), 2 * line, column)
            grid.addWidget(caption, 2 * line + 1, column, Qt.AlignmentFlag.AlignTop)
        for line in range(0, grid.rowCount(), 2):
            grid.setRowMinimumHeight(line, _grown(_HIGH))
        self.body.addLayout(grid)


class DeviceHelpDialog(Dialog):
    """What to do with a device that shows nothing; the program helps where it can."""

    release_wanted = Signal()

    def __init__(self, over: QWidget, help_: Help) -> None:
        asks = help_.way_on == "ask-to-release"
        agree, refuse = (_("놓아 달라고 하기"), _("닫기")) if asks else (_("닫기"), "")
        super().__init__(over, help_.sentence.happened, agree, refuse)
        if asks:
            self.accepted.connect(self.release_wanted)
        drawn = picture(help_.picture, help_.sentence.todo)
        drawn.setFixedSize(2 * _grown(_WIDE), 2 * _grown(_HIGH))
        self.body.addWidget(drawn, 0, Qt.AlignmentFlag.AlignHCenter)
        for words in (help_.sentence.means, help_.sentence.todo):
            if words:
                self.body.addWidget(Text(words, wraps=True))


def picture(name: str, words: str) -> QSvgWidget:
    """Return a drawing of what to do, named for the ear."""
    from vendorclient.app.device_help import drawing

    drawn = QSvgWidget(str(drawing(name)))
    drawn.setFixedSize(_grown(_WIDE), _grown(_HIGH))
    drawn.renderer().setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
    drawn.setAccessibleName(words)
    return drawn


def _grown(length: int) -> int:
    """Return a length of a drawing: it grows with the type, but leaves room for the words."""
    return min(scaled(length), round(length * _MOST))


def _pictures() -> list[tuple[str, str]]:
    return [
        ("phone-cable", _("휴대폰은 데이터 케이블로 연결합니다.")),
        ("phone-unlock", _("휴대폰의 잠금을 풉니다.")),
        ("phone-trust", _("아이폰에서는 '신뢰'를 누릅니다.")),
        ("phone-file-transfer", _("안드로이드에서는 '파일 전송(MTP)'을 고릅니다.")),
        ("phone-keep-originals", _("아이폰 설정에서 '원본 유지'를 고릅니다.")),
        ("card-write-protected", _("카드의 잠금은 풀지 않아도 됩니다.")),
    ]


def _texts() -> dict[Place, tuple[str, list[str]]]:
    return {
        Place.TODAY: (_("오늘: 무엇부터 할까요"), _today()),
        Place.PHOTOS: (_("사진 분류: 사진을 공정에 넣기"), _photos()),
        Place.CONTRACTS: (
            _("계약: 수주정보와 이행계획"),
            [
                _("계약을 누르면 공정마다 사진이 몇 장인지 볼 수 있습니다."),
                _("인터넷이 없어도 모두 쓸 수 있고, 연결되면 저절로 보냅니다."),
            ],
        ),
        Place.SENDING: (
            _("전송: 서버로 보내기"),
            [
                _("파란 동그라미와 '완료'는 서버가 받아 확인한 것입니다."),
                _("끊기면 저절로 이어서 보냅니다. '확인 필요'는 고르면 할 일이 나타납니다."),
            ],
        ),
        Place.SETTINGS: (
            _("설정: 바꾸면 바로 적용됩니다"),
            [
                _("바꾼 것은 위쪽의 되돌리기로 다시 돌릴 수 있습니다."),
                _("백업은 계약과 사진을 모두 담습니다. 다른 컴퓨터로 옮길 때도 씁니다."),
            ],
        ),
    }


def _today() -> list[str]:
    return [
        _("카드를 꽂거나 휴대폰을 연결하면 위쪽에 장치가 나타납니다."),
        _("카드와 카메라의 새 사진은 저절로, 휴대폰의 사진은 고른 것만 복사됩니다."),
        _("할 일의 오른쪽 단추를 누르면 바로 그 자리로 갑니다."),
    ]


def _photos() -> list[str]:
    return [
        _("사진을 고르고 공정의 번호를 누르거나 공정으로 끌어다 놓습니다."),
        _("시간대를 누르면 그때의 사진을 모두 고릅니다. Enter는 추천대로 넣습니다."),
        _("판정이 붙은 사진은 Space로 크게 보면 이유와 도움이 되는 단추가 있습니다."),
        _("Ctrl+Enter로 제출합니다. 10초 안에는 되돌릴 수 있습니다."),
    ]
