"""The pages of contracts that are drawn into pictures: the form step by step, tabs, calendar."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from vendorcore.domain import (
    Document,
    Draft,
    DraftItem,
    DraftParty,
    DraftProcess,
    MaterialRow,
    WizardStep,
    new_id,
)
from vendorcore.text import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QDialog

    from vendorclient.ui.window import WindowSession
    from vendorclient.ui.wizard.copy_dialog import CopyDialog

_TABS = ("processes", "records", "facts", "statement", "documents")


class ContractScenes:
    """Each view of contracts, with a draft that has both good and bad fields."""

    def __init__(self, session: WindowSession) -> None:
        self._session, self._window = session, session.window

    def all(self) -> list[tuple[str, Callable[[], object]]]:
        """Return the names of the pictures and what shows them."""
        return [
            *((f"3-contract-{name}", partial(self._tab, n)) for n, name in enumerate(_TABS)),
            ("3-write-new", self._begin),
            *((f"3-write-{step}", partial(self._step, step)) for step in WizardStep),
            ("3-write-order-below", self._below),
            ("3-calendar", self._window.places.contracts.page.show_calendar),
        ]

    def dialogs(self) -> list[tuple[str, QDialog]]:
        """Return the small windows."""
        from vendorclient.ui.dialogs.name import NameDialog
        from vendorclient.ui.dialogs.question import QuestionDialog
        from vendorclient.ui.wizard.catalogue import Catalogue
        from vendorclient.ui.wizard.copy_dialog import CopyDialog
        from vendorclient.ui.wizard.institution_dialog import InstitutionDialog

        return [
            ("7-institution", InstitutionDialog(self._window, "ㅅㅊㅅ", Catalogue())),
            ("7-preview", self._preview()),
            ("7-preview-pdf", self._pages()),
            ("7-preview-locked", self._locked()),
            ("7-copy", self._copies(CopyDialog(self._window))),
            ("7-name", NameDialog(self._window, _("조건 저장"), _("조건의 이름"))),
            (
                "7-question",
                QuestionDialog(
                    self._window,
                    _("이 작성 내용을 버릴까요?"),
                    _("등록할 수 있습니다. 빠진 것이 없습니다."),
                    _("버리기"),
                ),
            ),
        ]

    def _preview(self) -> QDialog:
        from vendorclient.app.previewing import Preview
        from vendorclient.ui.dialogs.preview import PreviewDialog

        rows = (
            ("품명", "규격", "수량"),
            ("냉간압연강판", "1.2T", "60"),
            ("분체도료", "회색", "12"),
        )
        paper = Document(id="", name="구매내역서.xlsx", sha256="0" * 64, size_bytes=1)
        return PreviewDialog(self._window, paper, Preview(rows=rows))

    def _pages(self) -> QDialog:
        from tempfile import TemporaryDirectory

        from reportlab.pdfgen.canvas import Canvas

        from vendorcore.documents.fonts import REGULAR, register

        from vendorclient.app.pages import draw_page
        from vendorclient.app.previewing import SIDE, Preview
        from vendorclient.ui.dialogs.preview import PreviewDialog

        register()
        with TemporaryDirectory() as folder:
            path = Path(folder) / "page.pdf"
            canvas = Canvas(str(path))
            canvas.setFont(REGULAR, 24)
            canvas.drawString(90, 700, "물품구매 계약서")
            canvas.save()
            page = draw_page(path, 0, SIDE)
        paper = Document(id="", name="계약서.pdf", sha256="0" * 64, size_bytes=1)
        return PreviewDialog(self._window, paper, Preview(picture=page.jpeg, pages=240))

    def _locked(self) -> QDialog:
        from vendorclient.app.pages import PageProblem
        from vendorclient.app.previewing import Preview
        from vendorclient.ui.dialogs.preview import PreviewDialog

        paper = Document(id="", name="계약서.pdf", sha256="0" * 64, size_bytes=1)
        return PreviewDialog(self._window, paper, Preview(problem=PageProblem.ENCRYPTED))

    def _copies(self, dialog: CopyDialog) -> CopyDialog:
        dialog.show_found("", self._window.places.contracts.page.list.shown)
        return dialog

    def _tab(self, number: int) -> None:
        self._window.places.contracts.page.detail.tabs.setCurrentIndex(number)

    def _begin(self) -> None:
        work = self._window.places.contracts
        work.begin()
        while "wizard" not in vars(work.page) or not work.page.wizard.draft.id:
            QApplication.processEvents()

    def _step(self, step: WizardStep) -> None:
        wizard = self._window.places.contracts.page.wizard
        if not wizard.draft.name:
            wizard.show_draft(_draft(wizard.draft))
        wizard.go(step)

    def _below(self) -> None:
        wizard = self._window.places.contracts.page.wizard
        wizard.go(WizardStep.ORDER)
        bar = wizard.order.verticalScrollBar()
        bar.setValue(bar.maximum())


def _draft(empty: Draft) -> Draft:
    desk, chair = new_id(), new_id()
    return replace(
        empty,
        name="철제 책상 120대",
        number="R26TA01234567",
        signed_on="2026-10-12",
        due_on="2026-09-30",
        method="RESTRICTED",
        amount="42,000,000",
        parties=(DraftParty(id=new_id(), name="강원특별자치도 속초시", code="4231000"),),
        items=(
            DraftItem(
                id=desk, detail_no="5610170301", detail_name="책상", quantity="120", unit="개"
            ),
            DraftItem(id=chair, detail_no="5611200201", detail_name="의자", quantity="백 개"),
        ),
        processes=tuple(
            DraftProcess(
                id=new_id(),
                item_id=desk,
                name=name,
                starts_on=f"2026-10-{13 + 3 * place}",
                ends_on=f"2026-10-{15 + 3 * place}",
            )
            for place, name in enumerate(("재단", "절곡", "용접", "도장", "조립"))
        ),
        materials=(_material("냉간압연강판", "123-45-67890"), _material("분체도료", "")),
    )


def _material(name: str, supplier_no: str) -> MaterialRow:
    cells = {
        "material_kind": "원자재",
        "material_name": name,
        "unit": "장",
        "qty": "60",
        "unit_price": "41,500",
        "amount": "2,490,000",
        "supplier_name": "포항철강㈜",
        "supplier_bizno": supplier_no,
        "purchase_date": "2026-10-14",
    }
    return MaterialRow(id=new_id(), cells={key: text for key, text in cells.items() if text})
