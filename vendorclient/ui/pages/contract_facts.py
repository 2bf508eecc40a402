"""What was agreed in a contract, in the order and with the names of the form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QVBoxLayout, QWidget

from vendorcore.domain import PartyRole, Work
from vendorcore.text import _

from vendorclient.ui import measures, states
from vendorclient.ui.theme import spacing
from vendorclient.ui.theme.style import scaled
from vendorclient.ui.theme.type_scale import Type
from vendorclient.ui.widgets.emptied import emptied
from vendorclient.ui.widgets.text import Text

if TYPE_CHECKING:
    from datetime import date

    from vendorcore.domain import Contract, ContractItem, Process

Facts = list[tuple[str, str]]


class FactSheet(QWidget):
    """Headings with names and words below, to be read only."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(spacing.SMALL)

    def show_parts(self, parts: list[tuple[str, Facts]]) -> None:
        """Show these parts."""
        emptied(self._column)
        for title, facts in parts:
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
                value = Text(words, wraps=True)
                value.setAccessibleName(f"{name}: {words}")
                form.addRow(label, value)
            self._column.addWidget(box)


def parts(contract: Contract, today: date) -> list[tuple[str, Facts]]:
    """Return everything that was agreed."""
    found = [(_("수주정보"), order(contract, today))]
    for item in contract.items:
        mine = [one for one in contract.processes if one.item_id == item.id]
        plan = [_process(number, one) for number, one in enumerate(mine, 1)]
        found.append((_("수주제품: {name}", name=item.detail_name), [*_item(item), *plan]))
    return found


def order(contract: Contract, today: date) -> Facts:
    """Return the order itself; what was not said is left out."""
    parties = {
        role: ", ".join(p.institution.name for p in contract.parties if p.role is role)
        for role in PartyRole
    }
    terms, contact = contract.terms, contract.terms.contact
    left = measures.days_left(contract.due_on, today)
    shown = [
        (_("수요기관"), parties[PartyRole.DEMANDING]),
        (_("계약기관"), parties[PartyRole.CONTRACTING]),
        (_("계약번호"), contract.number),
        (_("계약방법"), states.method_words(contract.method)),
        (_("계약일"), contract.signed_on.isoformat()),
        (_("납품기한"), f"{contract.due_on.isoformat()} ({left})"),
        (_("계약기간"), terms.period),
        (_("계약금액"), _("{amount}원", amount=f"{terms.amount:,}") if terms.amount else ""),
        (_("납품장소"), " · ".join(filter(None, (terms.delivery_place, terms.delivery_term)))),
        (
            _("기관 담당자"),
            " · ".join(filter(None, (contact.name, contact.phone, contact.mail))),
        ),
        (_("비고"), terms.note),
        (_("변경 사유"), contract.reason),
    ]
    return [(name, words) for name, words in shown if words]


def _item(item: ContractItem) -> Facts:
    price = _("{amount}원", amount=f"{item.unit_price:,}") if item.unit_price else ""
    shown = [
        (_("세부품명번호"), item.detail_no),
        (_("규격"), item.spec),
        (_("수량"), f"{item.quantity} {item.unit}".strip()),
        (_("단가"), price),
    ]
    return [(name, words) for name, words in shown if words]


def _process(number: int, process: Process) -> tuple[str, str]:
    plan = process.plan
    days = f"{plan.starts_on.isoformat()} ~ {plan.ends_on.isoformat()}"
    work = _("외주") if process.work is Work.OUTSOURCED else ""
    return f"{number} {process.name}", " · ".join(filter(None, (days, work, plan.text)))
