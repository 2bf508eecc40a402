"""The sign beside the clock on a real screen: five states, a way back, an end."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.journeys.world import ROOT
from tests.vendorclient.ui.tray_host import TrayHost
from tests.vendorclient.ui.xserver import needs_screen, screen, session_bus
from vendorclient.app.states import EngineState
from vendorclient.ui import states


class Program:
    """The program with the sign, and the place that it is in."""

    def __init__(self, host: TrayHost, process: subprocess.Popen[str]) -> None:
        self.host, self._process = host, process

    def hear(self) -> str:
        """Return the next word that it says."""
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def show(self, state: EngineState) -> None:
        """Let it show a state, and wait until it does."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{state}\n")
        self._process.stdin.flush()
        assert self.hear() == state


@pytest.fixture
def program():
    with screen() as environment, session_bus() as address:
        host = TrayHost(address)
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.vendorclient.ui.tray_program"],
            cwd=ROOT,
            env={**environment, "DBUS_SESSION_BUS_ADDRESS": address},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        made = Program(host, process)
        assert made.hear() == "there"
        yield made
        process.communicate(timeout=30)
        assert process.returncode == 0
        host.close()


@needs_screen
def test_a_desktop_shows_the_five_states_of_the_sending(program):
    signs = []
    for state in EngineState:
        program.show(state)
        assert (
            program.host.words() == f"직접생산 모니터 · {states.engine_words(state, enrolled=True)}"
        )
        signs.append(program.host.pixels())
    assert all(width and any(data) for sign in signs for width, _height, data in sign)
    assert len({sign[0][2] for sign in signs}) == len(EngineState)


@needs_screen
def test_the_sign_opens_the_window_and_its_menu_ends_the_program(program):
    program.show(EngineState.IDLE)
    program.host.press()
    assert program.hear() == "opened"
    lines = program.host.menu()
    assert set(lines) == {"열기", "끝내기"}
    program.host.choose(lines["열기"])
    assert program.hear() == "opened"
    program.host.choose(lines["끝내기"])
    assert program.hear() == "ended"
