"""Ctrl+P: what a page shows goes on paper, photos as pictures with their words."""

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog

from vendorclient.ui import printing
from vendorclient.ui.widgets.todo_row import TodoRow
from vendorclient.ui.work.printing import PrintingWork


def on_paper(office):
    page = office.window.places.currentWidget()
    photos = printing.photos_of(page)
    return printing.paper(page, photos, {}).toPlainText()


def test_the_chosen_photos_are_printed_with_their_words(office):
    office.sign()
    office.bring()
    office.sorting.page.grid.select_keys([office.key("IMG_1037.JPG"), office.key("DSCN0137.JPG")])
    words = on_paper(office)
    assert "IMG_1037.JPG" in words
    assert "DSCN0137.JPG" in words
    assert "DCP_4386.JPG" not in words


def test_without_a_choice_all_photos_are_printed(office):
    office.sign()
    office.bring()
    office.sorting.page.grid.clearSelection()
    assert "DCP_4386.JPG" in on_paper(office)


def test_a_list_is_printed_with_all_of_its_rows(office):
    office.sign()
    office.bring()
    office.sorting.put([office.key("IMG_1037.JPG"), office.key("IMG_1038.JPG")], 1)
    office.settled()
    office.sorting.submit()
    office.sorting.flush()
    office.window.go("sending")
    table = office.window.places.sending.page.model
    office.until(lambda: table.rowCount() > 1)
    words = on_paper(office)
    assert "상태" in words
    assert words.count("대기") >= table.rowCount()
    assert all(str(table.index(n, 1).data()) in words for n in range(table.rowCount()))


def test_the_keys_ask_for_a_printer_and_the_paper_is_filled(office):
    office.sign()
    office.bring()
    office.qtbot.keyClick(office.window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    office.until(lambda: office.window.findChildren(QPrintDialog))
    dialog = office.window.findChildren(QPrintDialog)[0]
    printer, file = dialog.printer(), office.root / "paper.pdf"
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    dialog.done(QDialog.DialogCode.Accepted)
    written = file.read_bytes()
    assert written.startswith(b"%PDF")
    assert written.count(b"/Subtype /Image") >= len(office.sorting.photos)


def test_too_many_photos_are_not_printed_at_once(office):
    office.sign()
    office.bring()
    work, said = PrintingWork(office.window, office.session.desk, most=3), []
    work.said.connect(said.append)
    office.sorting.page.grid.clearSelection()
    work.ask(office.sorting.page)
    assert "3장까지" in said[0]
    assert not office.window.findChildren(QPrintDialog)


def test_each_remark_of_a_photo_is_a_line_of_its_own(office):
    office.sign()
    office.bring()
    office.sorting.put([office.key("DCP_4386.JPG")], 1)
    office.settled()
    office.until(lambda: office.photo("DCP_4386.JPG").reasons)
    office.sorting.page.grid.select_keys([office.key("DCP_4386.JPG")])
    lines = on_paper(office).splitlines()
    assert all(reason in lines for reason in office.photo("DCP_4386.JPG").reasons)


def test_badges_and_headings_of_a_page_are_on_paper(office):
    office.sign()
    office.window.go("today")
    office.until(lambda: office.window.places.today.page.findChildren(TodoRow))
    assert "[" in on_paper(office)
