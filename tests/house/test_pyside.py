"""PySide6 6.12 on Python 3.11 drops references of True and None; these canaries would die of it."""

from tests.house.running import python

SIGNALS = """
from PySide6.QtCore import QCoreApplication, QObject, Signal

class Bell(QObject):
    rung = Signal(bool)

application = QCoreApplication([])
bell, heard = Bell(), []
bell.rung.connect(heard.append)
for _ in range(20_000):
    bell.rung.emit(True)
print(len(heard), all(heard))
"""

VOID_CALLS = """
from PySide6.QtWidgets import QApplication, QLabel

application = QApplication([])
label = QLabel()
answers = {label.setText(str(number)) for number in range(20_000)}
print(answers, label.text())
"""


def test_twenty_thousand_signals_leave_true_alive() -> None:
    done = python("-c", SIGNALS)

    assert (done.returncode, done.stdout.strip()) == (0, "20000 True"), done.stderr


def test_twenty_thousand_void_calls_leave_none_alive() -> None:
    done = python("-c", VOID_CALLS)

    assert (done.returncode, done.stdout.strip()) == (0, "{None} 19999"), done.stderr
