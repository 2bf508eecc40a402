"""A new version is offered once: now or later; what goes wrong is said, and the window stays."""

from PySide6.QtCore import Qt

from vendorcore.protocol import SigningKey
from vendorcore.protocol.updates import Installer, Release

from tests.vendorclient.ui.spoken import spoken
from vendorclient.app import updating
from vendorclient.app.updating import Update
from vendorclient.storage.outbox import utc_now
from vendorclient.ui.dialogs.update import UpdateDialog
from vendorclient.ui.work.updates import UpdateWork

LEFT = Qt.MouseButton.LeftButton
KEY = SigningKey.generate()
RELEASE = Release(
    sequence=1,
    version="0.9",
    minimum_version="0.1",
    issued_at="2026-01-01T00:00:00Z",
    expires_at="2999-01-01T00:00:00Z",
    notes="사진을 더 빨리 가져옵니다.",
    files=(Installer(system="x", name="a.exe", url="/a", size_bytes=50_000_000, sha256="0" * 64),),
)


def an_offer(office, *, required=False):
    work = UpdateWork(office.session.desk, office.window)
    work.offer(Update(release=RELEASE, installer=RELEASE.files[0], required=required))
    return work, office.window.findChild(UpdateDialog)


def test_later_is_asked_again_another_day(office):
    _work, dialog = an_offer(office)
    office.qtbot.mouseClick(dialog.refuse, LEFT)
    put_off = []
    office.session.desk.ask(lambda db: updating.is_put_off(db, utc_now()), put_off.append)
    office.until(lambda: put_off)
    assert put_off == [True]


def test_now_without_a_server_is_told_and_the_window_stays(office):
    work, dialog = an_offer(office, required=True)
    failed = []
    work.failed.connect(failed.append)
    office.qtbot.mouseClick(dialog.agree, LEFT)
    office.until(lambda: failed)
    assert failed[0].code == "update-no-server"
    assert office.window.isVisible()


def test_the_offer_says_what_it_is(office):
    _work, dialog = an_offer(office, required=True)
    said = spoken(dialog)
    for words in ("0.9", "더 빨리", "꼭 설치", "나중에", "지금 설치"):
        assert words in said


def test_nothing_new_is_nothing_said(office):
    UpdateWork(office.session.desk, office.window).offer(None)
    assert office.window.findChild(UpdateDialog) is None
