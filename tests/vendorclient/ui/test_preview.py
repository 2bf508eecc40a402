"""A paper is looked at without leaving the window: pictures, pages, tables; others are opened."""

import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QTableView

from vendorcore import resources
from vendorcore.domain import Document
from vendorcore.errors import NotReadable

from tests.vendorclient.app.test_pages import a_pdf
from tests.vendorclient.builders import a_picture
from tests.vendorclient.ui.cuts import cut_in
from tests.vendorclient.ui.spoken import spoken
from vendorclient.app.pages import MOST_PAGES, PageProblem
from vendorclient.app.previewing import Preview
from vendorclient.ui.dialogs.preview import PreviewDialog
from vendorclient.ui.widgets.button import IconButton
from vendorclient.ui.widgets.nav import Place

LEFT = Qt.MouseButton.LeftButton
PHOTO = "camera/DCIM/100CANON/IMG_1037.JPG"


@pytest.fixture
def papers(office, tmp_path):
    """A draft with a photo, a table, pages, a damaged photo and papers of other programs."""
    office.window.go(Place.CONTRACTS)
    work = office.window.places.contracts
    work.begin()
    office.until(lambda: "wizard" in vars(work.page) and work.page.wizard.draft.id)
    folder = tmp_path / "papers"
    folder.mkdir()
    shutil.copy(resources.path("sample-card") / PHOTO, folder / "공정도.jpg")
    (folder / "내역.csv").write_text("품명,수량\n강판,60\n도료\n", "utf-8")
    (folder / "손상.jpg").write_bytes(b"\xff\xd8\xff" + b"no picture" * 9)
    (folder / "계약서.hwp").write_bytes(b"hwp")
    (folder / "압축.zip").write_bytes(b"PK\x05\x06" + b"\0" * 18)
    a_pdf(folder / "계약서.pdf", 3)
    work.papers.attach([str(one) for one in sorted(folder.iterdir())])
    office.until(lambda: len(work.page.wizard.draft.documents) == 6)
    return work.page.wizard.order.documents


def look_at(office, papers, name):
    looks = {one.accessibleName(): one for one in papers.findChildren(IconButton)}
    office.qtbot.mouseClick(looks[f"{name} 미리 보기"], LEFT)
    office.until(lambda: office.window.findChildren(PreviewDialog))
    return office.window.findChildren(PreviewDialog)[0]


def test_a_picture_is_shown_in_the_window(office, papers):
    dialog = look_at(office, papers, "공정도.jpg")
    shown = [one.pixmap() for one in dialog.findChildren(QLabel) if not one.pixmap().isNull()]
    assert shown[0].deviceIndependentSize().width() > 200
    assert dialog.height() <= dialog.screen().availableGeometry().height()
    assert cut_in(dialog) == []
    dialog.reject()


def test_the_first_rows_of_a_table_are_shown(office, papers):
    dialog = look_at(office, papers, "내역.csv")
    model = dialog.findChild(QTableView).model()
    rows = [[model.index(row, column).data() for column in range(2)] for row in range(3)]
    assert rows == [["품명", "수량"], ["강판", "60"], ["도료", ""]]
    dialog.reject()


def test_what_is_no_picture_says_how_to_open_it(office, papers):
    dialog = look_at(office, papers, "손상.jpg")
    assert "다른 프로그램에서" in spoken(dialog)
    dialog.reject()


def test_hangul_opens_its_own_paper(office, papers):
    dialog = look_at(office, papers, "계약서.hwp")
    assert "한글 프로그램에서 열립니다" in spoken(dialog)
    assert (dialog.agree.text(), cut_in(dialog)) == ("열기", [])
    dialog.reject()


def shown_in(dialog):
    return next(one.pixmap().toImage() for one in dialog.findChildren(QLabel) if one.pixmap())


def test_a_pdf_is_leafed_through(office, papers):
    dialog = look_at(office, papers, "계약서.pdf")
    first = shown_in(dialog)
    assert dialog.place.text() == "1 / 3"
    assert cut_in(dialog) == []
    for _press in range(5):  # the last one stays
        office.qtbot.mouseClick(dialog.on, LEFT)
    assert dialog.place.text() == "3 / 3"
    office.until(lambda: not dialog._asks and dialog._page == 2)
    assert shown_in(dialog) != first
    for _press in range(2):
        office.qtbot.mouseClick(dialog.back, LEFT)
    office.until(lambda: not dialog._asks and shown_in(dialog) == first)
    dialog.reject()


def a_look(office, **found):
    paper = Document(id="", name="계약서.pdf", sha256="0" * 64, size_bytes=1)
    dialog = PreviewDialog(office.window, paper, Preview(**found))
    dialog.show()
    return dialog


def test_a_pdf_that_cannot_be_shown_says_why_and_is_opened_elsewhere(office):
    said = {
        PageProblem.ENCRYPTED: "암호로 잠긴",
        PageProblem.DAMAGED: "손상되었을",
        PageProblem.TOO_LARGE: "너무 큰",
        PageProblem.TOO_SLOW: "너무 오래",
    }
    for problem in PageProblem:
        dialog = a_look(office, problem=problem)
        assert said[problem] in spoken(dialog)
        assert cut_in(dialog) == []
        with office.qtbot.waitSignal(dialog.opened):
            office.qtbot.mouseClick(dialog.agree, LEFT)


def test_a_long_paper_is_shown_up_to_a_page(office):
    dialog = a_look(office, picture=a_picture(10), pages=500)
    wanted = []
    dialog.page_wanted.connect(wanted.append)
    dialog._turn(499)
    assert wanted == [MOST_PAGES - 1]
    assert f"앞의 {MOST_PAGES}쪽까지만" in spoken(dialog)
    dialog.reject()


def test_a_page_that_does_not_come_may_be_asked_for_again(office):
    dialog = a_look(office, picture=a_picture(10), pages=2)
    office.qtbot.mouseClick(dialog.on, LEFT)
    dialog.fail(NotReadable("source-missing", path="계약서.pdf"))
    assert dialog.place.text() == "1 / 2"
    assert "이 컴퓨터에 없습니다" in spoken(dialog)
    with office.qtbot.waitSignal(dialog.page_wanted):
        office.qtbot.mouseClick(dialog.on, LEFT)
    dialog.show_page(Preview(page=1, pages=2, problem=PageProblem.DAMAGED))
    assert "손상되었을" in spoken(dialog)
    dialog.reject()


def test_papers_of_other_programs_have_no_look(papers):
    looks = [one for one in papers.findChildren(IconButton) if "미리 보기" in one.accessibleName()]
    hidden = [one.accessibleName() for one in looks if one.isHidden()]
    assert (len(looks), hidden) == (6, ["압축.zip 미리 보기"])
