"""A crash report is read by a person first; then it is sent, saved or copied, never by itself."""

from urllib.parse import unquote

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog

from tests.vendorclient.ui.cuts import cut_in
from tests.vendorclient.ui.spoken import spoken
from vendorclient.storage.settings import SUPPORT, Settings
from vendorclient.ui.dialogs.crash import CrashDialog, letter
from vendorclient.ui.widgets.button import Button

LEFT = Qt.MouseButton.LeftButton
ADDRESS = "help@server.example"


@pytest.fixture
def links(monkeypatch):
    """What was given to the system to open."""
    opened = []

    def open_link(url):
        opened.append(bytes(url.toEncoded()).decode())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_link)
    return opened


def report(office, address):
    """Let something break and ask for the report; whoever helps is known by then."""
    office.session.desk.ask(lambda db: Settings(db).set(SUPPORT, address), lambda _: None)
    office.session.tell_crash("Traceback: password=hunter2\nZeroDivisionError")
    panel = office.window.teller.panel
    button = next(one for one in panel.findChildren(Button) if one.isVisible())
    office.qtbot.mouseClick(button, LEFT)
    heard = []
    office.session.desk.ask(lambda _: 1, heard.append)  # behind the question for the address
    office.until(lambda: heard)
    return office.window.findChild(CrashDialog)


def test_a_report_is_sent_by_letter_after_it_was_shown(office, links):
    dialog = report(office, ADDRESS)
    shown = dialog.report.toPlainText()
    assert "ZeroDivisionError" in shown
    assert "hunter2" not in shown
    assert ADDRESS in spoken(dialog)
    assert (dialog.send.isVisible(), dialog.save.isVisible(), links) == (True, False, [])
    assert cut_in(dialog) == []
    office.qtbot.mouseClick(dialog.send, LEFT)
    (link,) = links
    assert link.startswith(f"mailto:{ADDRESS}?subject=")
    assert unquote(link.partition("&body=")[2]).split("\r\n")[:-1] == shown.splitlines()
    dialog.reject()


@pytest.mark.parametrize("address", ["", "help@server.example?bcc=x@y.zz", "도움"])
def test_without_an_address_the_report_becomes_a_file(office, links, tmp_path, address):
    dialog = report(office, address)
    assert (dialog.send.isVisible(), dialog.save.isVisible()) == (False, True)
    office.qtbot.mouseClick(dialog.save, LEFT)
    asked = dialog.findChild(QFileDialog)
    asked.fileSelected.emit(str(tmp_path / "report.txt"))
    asked.reject()
    assert (tmp_path / "report.txt").read_text("utf-8") == dialog.report.toPlainText()
    assert "report.txt" in dialog.said.text()
    dialog.keep(str(tmp_path / "gone" / "report.txt"))
    assert "저장했습니다" not in dialog.said.text()
    assert links == []
    dialog.reject()


def test_without_a_mail_program_it_is_saved_or_copied(office, monkeypatch):
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    dialog = report(office, ADDRESS)
    office.qtbot.mouseClick(dialog.send, LEFT)
    assert dialog.save.isVisible()
    assert "메일 프로그램을 열지 못했습니다" in dialog.said.text()
    office.qtbot.mouseClick(dialog.copy, LEFT)
    assert "ZeroDivisionError" in QApplication.clipboard().text()
    dialog.reject()


def test_of_a_long_report_the_end_goes_into_the_letter():
    link = letter(ADDRESS, "보고", "\n".join(f"{n} 번째 줄" for n in range(900)))
    assert len(link) <= 1800
    lines = unquote(link.partition("&body=")[2]).split("\r\n")[:-1]
    assert lines[-1] == "899 번째 줄"
    assert len(lines) > 20
