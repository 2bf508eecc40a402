"""A program that has nothing but the sign beside the clock: shows the states it is told of."""

from __future__ import annotations

import sys
from threading import Thread

from PySide6.QtCore import QObject, Signal

from vendorcore.text import use_language

from vendorclient.app.sending import Status
from vendorclient.app.states import EngineState
from vendorclient.ui.theme.palette import Scheme
from vendorclient.ui.theme.style import look
from vendorclient.ui.tray import Tray
from vendorclient.ui.window import application


class Ear(QObject):
    """Hears the lines that the test writes."""

    heard = Signal(str)

    def listen(self) -> None:
        """Pass each line on; no more lines is the end."""
        for line in sys.stdin:
            self.heard.emit(line.strip())
        self.heard.emit("")


def say(word: str) -> None:
    """Tell the test."""
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def main() -> None:
    """Show the sign until the test says no more."""
    app = application()
    look().wear(Scheme.LIGHT)
    tray, ear = Tray(), Ear()
    tray.opened.connect(lambda: say("opened"))
    tray.ended.connect(lambda: say("ended"))

    def show(state: str) -> None:
        if not state:
            app.quit()
            return
        counts = {"waiting": 0, "sending": 0, "delivered": 3, "needs_person": 0, "bytes_left": 0}
        tray.show_status(Status(state=EngineState(state), **counts), enrolled=True)
        say(state)

    ear.heard.connect(show)
    say("there" if tray.is_there else "no place")
    Thread(target=ear.listen, daemon=True).start()
    app.exec()


if __name__ == "__main__":
    with use_language("ko"):
        main()
