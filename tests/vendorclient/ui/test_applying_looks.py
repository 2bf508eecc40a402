"""The window of an application in other languages and sizes of type: nothing is cut."""

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from tests.vendorclient.ui.cuts import cut_in
from tests.vendorclient.ui.test_looks import NAMED, inside_of_another, name_of
from vendorclient.app import application_drafts
from vendorclient.app.applying import Application, FormField, KindOffered
from vendorclient.ui.applying.dialog import ApplyDialog
from vendorclient.ui.theme.palette import Scheme
from vendorclient.ui.theme.style import look

KIND = KindOffered(
    key="vendor",
    name="조달업체 Vendor",
    about="공공기관의 계약을 수주해 직접 만드는 업체입니다. " * 3,
    fields=(
        FormField(key="organisation", name="상호", form="text", required=True),
        FormField(key="until", name="직접생산확인증명서 유효기간", form="day", required=False),
    ),
    papers=(
        FormField(key="a", name="직접생산확인증명서", form="text", required=True),
        FormField(key="b", name="공장등록증", form="text", required=False),
    ),
)


@pytest.mark.parametrize(("language", "scale"), [("ko", 1.6), ("en", 1.0)])
def test_no_word_is_cut_and_everything_has_a_name(office, language, scale):
    office.window.places.settings.page.language_chosen.emit(language)
    office.window = office.session.window
    look().wear(Scheme.LIGHT, scale)
    dialog = ApplyDialog(office.window, office.session.desk.today())
    dialog.open()
    made = Application(
        id="1", url="https://x", kind="vendor", login="x", number="1", values={},
        receipt_no="R2026-00001-ABCDE", organisation="한빛가구", state="on-hold",
        reason="공장등록증의 주소가 신청서와 다릅니다. " * 3, missing=("a",),
    )  # fmt: skip
    draft = application_drafts.ApplicationDraft(kind="vendor", papers={"b": "/a/공장.pdf"})
    wrong = []
    for show in (
        lambda: dialog.show_address("https://x", [KIND, KIND], "vendor"),
        lambda: dialog.show_form(KIND, draft),
        lambda: dialog.show_application(made, KIND, draft),
    ):
        show()
        for _round in range(5):
            QApplication.processEvents()
        wrong += cut_in(dialog)
        wrong += [
            type(one).__name__
            for one in dialog.findChildren(QWidget)
            if isinstance(one, NAMED)
            and one.isVisible()
            and not inside_of_another(one)
            and not name_of(one)
        ]
    dialog.reject()
    office.window.places.settings.page.language_chosen.emit("ko")
    office.window = office.session.window
    assert wrong == []
