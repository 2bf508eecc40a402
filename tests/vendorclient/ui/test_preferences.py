"""What was chosen is there again the next time."""

from PySide6.QtWidgets import QMainWindow

from vendorclient.ui.preferences import Preferences
from vendorclient.ui.theme.palette import Scheme


def test_a_new_folder_has_sensible_choices(tmp_path):
    chosen = Preferences(tmp_path)
    assert (chosen.scheme, chosen.scale, chosen.language) == (Scheme.SYSTEM, 1.0, "")
    assert (chosen.thumbnail_width, chosen.contract_id, chosen.is_new) == (0, "", True)


def test_choices_are_kept(qtbot, tmp_path):
    chosen = Preferences(tmp_path)
    chosen.scheme, chosen.scale, chosen.language = Scheme.DARK, 1.3, "en"
    chosen.thumbnail_width, chosen.contract_id = 168, "c-1"
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(700, 500)
    chosen.remember(window)
    again = Preferences(tmp_path)
    assert (again.scheme, again.scale, again.language) == (Scheme.DARK, 1.3, "en")
    assert (again.thumbnail_width, again.contract_id, again.is_new) == (168, "c-1", False)
    other = QMainWindow()
    qtbot.addWidget(other)
    again.restore(other)
    assert other.size() == window.size()


def test_a_damaged_file_means_the_usual(tmp_path):
    (tmp_path / "window.ini").write_text("[look]\nscheme=purple\nscale=big\n")
    chosen = Preferences(tmp_path)
    assert (chosen.scheme, chosen.scale) == (Scheme.SYSTEM, 1.0)
