"""Plans that people keep under a name, to begin the next contract of a product with."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu

from vendorcore.text import _

from vendorclient.ui.dialogs.name import NameDialog
from vendorclient.ui.dialogs.question import QuestionDialog
from vendorclient.ui.widgets.button import Button

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vendorclient.app.plans import Template


class TemplateButton(Button):
    """A button that opens the list of templates: use one, keep this plan, forget one."""

    used = Signal(object)  # a Template
    kept = Signal(str)  # the name to keep the plan under
    dropped = Signal(str)  # the id of a template

    def __init__(self) -> None:
        super().__init__(_("내 공정 서식 (Alt+M)"), icon="copy")
        self.setToolTip(_("자주 쓰는 이행계획을 이름을 붙여 두고 다음 계약에서 다시 씁니다"))
        self.menu_shown = QMenu(self)
        self._name = ""
        self.clicked.connect(self.open)

    def show_templates(
        self, templates: Sequence[Template], detail_no: str, name: str, *, has_plan: bool
    ) -> None:
        """Offer these, those of the product first; a plan that is there can be kept."""
        self._name = name
        menu = self.menu_shown
        menu.clear()
        ordered = sorted(templates, key=lambda one: one.detail_no != detail_no)
        for one in ordered:
            menu.addAction(_words(one)).triggered.connect(partial(self._use, one))
        if ordered:
            menu.addSeparator()
        keep = menu.addAction(_("지금 공정을 서식으로 저장…"))
        keep.setEnabled(has_plan)
        keep.triggered.connect(self.ask_name)
        if ordered:
            forget = menu.addMenu(_("서식 지우기"))
            for one in ordered:
                forget.addAction(_words(one)).triggered.connect(partial(self._ask_to_drop, one))

    def open(self) -> None:
        """Show the list below the button."""
        self.menu_shown.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def ask_name(self) -> None:
        """Ask under which name the plan is to be kept."""
        advice = _("공정 이름, 계획 내용, 날짜의 비율, 담당과 사진 수가 함께 저장됩니다.")
        dialog = NameDialog(self.window(), _("공정 서식 저장"), _("서식 이름"), advice)
        dialog.line.setText(self._name)
        dialog.line.selectAll()
        dialog.given.connect(self.kept)
        dialog.open()

    def _use(self, template: Template, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's own signal
        self.used.emit(template)

    def _ask_to_drop(self, template: Template, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's own signal
        words = _("{name}: 이미 이 서식으로 쓴 계약은 그대로 있습니다.", name=template.name)
        title = _("이 서식을 지울까요?")
        dialog = QuestionDialog(self.window(), title, words, _("지우기"))
        dialog.accepted.connect(partial(self.dropped.emit, template.id))
        dialog.open()


def _words(template: Template) -> str:
    if template.detail_name in ("", template.name):
        return template.name
    return f"{template.name} · {template.detail_name}"
