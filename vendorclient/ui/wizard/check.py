"""확인·등록: the sheet as the institution will see it, and what is still open, as links."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QGridLayout, QVBoxLayout, QWidget

from vendorcore.domain import PartyRole, won_from_text
from vendorcore.text import _, n_
from vendorcore.text.empties import empty_words

from vendorclient.ui import states
from vendorclient.ui.fields.field import Field
from vendorclient.ui.fields.line import Line
from vendorclient.ui.overriding import override
from vendorclient.ui.theme import spacing
from vendorclient.ui.theme.style import scaled
from vendorclient.ui.theme.type_scale import Type
from vendorclient.ui.widgets.button import Kind, ShortenedButton
from vendorclient.ui.widgets.card import Card, rule
from vendorclient.ui.widgets.emptied import emptied
from vendorclient.ui.widgets.text import Text
from vendorclient.ui.wizard.step import StepPage
from vendorclient.ui.wizard.words import remark_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vendorcore.domain import Draft, DraftItem, DraftProcess, Remark


class CheckStep(StepPage):
    """The last step."""

    followed = Signal(object)  # a Remark

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[object, ...] = ()
        self.state = Text("", Type.HEADING, wraps=True)
        self._links = QVBoxLayout()
        self._links.setSpacing(0)
        self.empty = QWidget()
        self._empties = QGridLayout(self.empty)
        self._empties.setContentsMargins(0, 0, 0, 0)
        self._empties.setVerticalSpacing(0)
        for column in range(2):
            self._empties.setColumnStretch(column, 1)
        self.empty_told = Text(
            _("비어 있는 칸입니다. 비워 둔 채로도 등록할 수 있습니다."), tone="muted", wraps=True
        )
        self._told_empty: tuple[Remark, ...] = ()
        self._open = Card(tone="open", padding=spacing.MEDIUM)
        self._open.body.addLayout(self._links)
        self.reason = Line(_("변경 사유"), _("예: 수요기관 요청으로 납품기한 연장"))
        self.reason_field = Field(_("변경 사유"), self.reason, needed=True)
        self._sheet = QVBoxLayout()
        self._sheet.setSpacing(spacing.SMALL)
        for part in (self.state, self._open, self.empty_told, self.empty, self.reason_field):
            self.column.addWidget(part)
        self.column.addWidget(rule())
        self.column.addWidget(Text(_("기관에 보이는 내용"), Type.HEADING))
        self.column.addLayout(self._sheet)
        self.column.addStretch(1)

    @override
    def show_draft(self, draft: Draft) -> None:
        """Show everything once more, to be read only."""
        same = draft == self.draft
        super().show_draft(draft)
        self.reason_field.setVisible(draft.revises)
        if not same and self.isVisible():
            self._show_sheet()

    @override
    def show_remarks(self, remarks: Sequence[Remark]) -> None:
        """Show what is open as links to the fields."""
        wanted = tuple((one.code, one.field, one.part, one.blocks) for one in remarks)
        if wanted == self._shown:
            return
        self._shown = wanted
        emptied(self._links)
        for words, alike in _grouped(remarks).items():
            icon = "error" if alike[0].blocks else "warning"
            times = f" (×{len(alike)})" if len(alike) > 1 else ""
            link = ShortenedButton(f"{words}{times}", Kind.QUIET, icon=icon)
            link.setProperty("link", True)  # noqa: FBT003 - Qt's own signature
            link.dip("bad" if alike[0].blocks else "caution")
            link.clicked.connect(partial(self._follow, alike[0]))
            self._links.addWidget(link)
        blocks = sum(1 for one in remarks if one.blocks)
        self._open.setVisible(bool(remarks))
        self.state.setText(_state(blocks, len(remarks) - blocks))

    def show_empty(self, remarks: Sequence[Remark]) -> None:
        """Show what was left empty although nothing asks for it; a press leads there."""
        if tuple(remarks) == self._told_empty:
            return
        self._told_empty = tuple(remarks)
        emptied(self._empties)
        for number, remark in enumerate(remarks):
            link = ShortenedButton(empty_words(remark.code, remark.values), Kind.QUIET)
            link.setProperty("link", True)  # noqa: FBT003 - Qt's own signature
            link.clicked.connect(partial(self._follow, remark))
            self._empties.addWidget(link, number // 2, number % 2)
        for part in (self.empty, self.empty_told):
            part.setVisible(bool(remarks))

    def open(self) -> None:
        """Draw the sheet anew; nobody looks at it while another step is open."""
        self._show_sheet()

    @override
    def first_focus(self) -> QWidget:
        """The reason, or the first link."""
        return self.reason if self.draft.revises else self

    def _follow(self, remark: Remark, _pressed: bool = True) -> None:  # noqa: FBT001, FBT002 - Qt's own signal
        self.followed.emit(remark)

    def _show_sheet(self) -> None:
        emptied(self._sheet)
        for title, facts in _parts(self.draft):
            box = QWidget()
            form = QFormLayout(box)
            form.setContentsMargins(0, 0, 0, spacing.SMALL)
            form.setVerticalSpacing(spacing.TIGHT)
            form.setHorizontalSpacing(spacing.LARGE)
            form.addRow(Text(title, Type.STRONG))
            for name, words in facts:
                label = Text(name, tone="muted", wraps=True)
                label.setFixedWidth(scaled(120))
                label.setAlignment(Qt.AlignmentFlag.AlignTop)
                form.addRow(label, Text(words, wraps=True))
            self._sheet.addWidget(box)


def _grouped(remarks: Sequence[Remark]) -> dict[str, list[Remark]]:
    """Return the remarks by their words, what blocks first: fifteen like cells are one line."""
    found: dict[str, list[Remark]] = {}
    for remark in sorted(remarks, key=lambda one: not one.blocks):
        found.setdefault(remark_words(remark), []).append(remark)
    return found


def _state(blocks: int, hints: int) -> str:
    if blocks:
        return n_(
            "등록하려면 {n}가지를 더 채워야 합니다. 누르면 그 칸으로 갑니다.",
            "등록하려면 {n}가지를 더 채워야 합니다. 누르면 그 칸으로 갑니다.",
            blocks,
        )
    if hints:
        return n_(
            "등록할 수 있습니다. 살펴볼 것이 {n}가지 있습니다.",
            "등록할 수 있습니다. 살펴볼 것이 {n}가지 있습니다.",
            hints,
        )
    return _("등록할 수 있습니다. 빠진 것이 없습니다.")


def _parts(draft: Draft) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    yield _("수주정보"), [fact for fact in _order(draft) if fact[1]]
    for item in draft.items:
        yield (
            _("수주제품: {name}", name=item.detail_name),
            [
                *_item(item),
                *(
                    _process(number, one)
                    for number, one in enumerate(draft.processes_of(item.id), 1)
                ),
            ],
        )
    if draft.materials:
        amounts = [won_from_text(row.cell("amount")) for row in draft.materials]
        yield (
            _("원부자재 구매내역"),
            [(row.cell("material_name"), _material(row.cells)) for row in draft.materials]
            + [(_("합계"), _("{amount}원", amount=f"{sum(filter(None, amounts)):,}"))],
        )
    if draft.documents:
        yield _("첨부 문서"), [(one.kind or _("문서"), one.name) for one in draft.documents]


def _order(draft: Draft) -> list[tuple[str, str]]:
    names = {
        role: ", ".join(one.name for one in draft.parties if one.role == role) for role in PartyRole
    }
    amount = won_from_text(draft.amount)
    contact = (draft.contact_name, draft.contact_phone, draft.contact_mail)
    return [
        (_("수요기관"), names[PartyRole.DEMANDING]),
        (_("계약기관"), names[PartyRole.CONTRACTING]),
        (_("계약명"), draft.name),
        (_("계약번호"), draft.number),
        (_("계약방법"), states.method_words(draft.method)),
        (_("계약일"), draft.signed_on),
        (_("납품기한"), draft.due_on),
        (_("계약금액"), draft.amount if amount is None else _("{amount}원", amount=f"{amount:,}")),
        (_("납품장소"), " · ".join(filter(None, (draft.delivery_place, draft.delivery_term)))),
        (_("기관 담당자"), " · ".join(filter(None, contact))),
        (_("비고"), draft.note),
    ]


def _item(item: DraftItem) -> list[tuple[str, str]]:
    facts = [
        (_("세부품명번호"), item.detail_no),
        (_("규격"), item.spec),
        (_("수량"), f"{item.quantity} {item.unit}".strip()),
        (_("단가"), item.unit_price),
    ]
    return [fact for fact in facts if fact[1]]


def _process(number: int, process: DraftProcess) -> tuple[str, str]:
    days = f"{process.starts_on} ~ {process.ends_on}"
    return f"{number} {process.name}", " · ".join(filter(None, (days, process.text)))


def _material(cells: object) -> str:
    if not isinstance(cells, dict):
        return ""
    quantity = f"{cells.get('qty', '')} {cells.get('unit', '')}".strip()
    shown = (
        cells.get("spec", ""),
        quantity,
        cells.get("amount", ""),
        cells.get("supplier_name", ""),
    )
    return " · ".join(filter(None, shown))
