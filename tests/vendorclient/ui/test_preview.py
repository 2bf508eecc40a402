"""A paper is looked at without leaving the window: pictures and tables; others are opened."""

import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QTableView

from vendorcore import resources

from tests.vendorclient.ui.cuts import cut_in
from tests.vendorclient.ui.spoken import spoken
from vendorclient.ui.dialogs.preview import PreviewDialog
from vendorclient.ui.widgets.button import IconButton
from vendorclient.ui.widgets.nav import Place

LEFT = Qt.MouseButton.LeftButton
PHOTO = "camera/DCIM/100CANON/IMG_1037.JPG"


@pytest.fixture
def papers(office, tmp_path):
    """A draft with a photo, a table, a damaged photo and a paper of another program."""
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
    work.papers.attach([str(one) for one in sorted(folder.iterdir())])
    office.until(lambda: len(work.page.wizard.draft.documents) == 4)
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


def test_papers_of_other_programs_have_no_look(papers):
    looks = [one for one in papers.findChildren(IconButton) if "미리 보기" in one.accessibleName()]
    assert sorted(one.accessibleName() for one in looks if not one.isHidden()) == [
        "공정도.jpg 미리 보기",
        "내역.csv 미리 보기",
        "손상.jpg 미리 보기",
    ]
