"""A monkey over the real window: no exception, no hang, nothing of the library lost."""

from __future__ import annotations

import os
import time

import pytest

from vendorcore.text import use_language

from tests.vendorclient.ui.monkey import Monkey
from vendorclient.ui.theme.palette import Scheme
from vendorclient.ui.theme.style import look

ACTIONS = 120
LONG_S = float(os.environ.get("MONKEY_SECONDS", "300"))
# A computer that others use too may be slow; work of our own for so long would be a hang.
SLOW_S, HUNG_S = 3.0, 60.0
SEED = int(os.environ.get("MONKEY_SEED", "7"))


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    """Stand in a folder of its own: what is saved under a bare name stays out of the sources."""
    monkeypatch.chdir(tmp_path)


def let_loose(office, seed, goes_on):
    """Return what the monkey did; the contract and the photos must be there afterwards."""
    contract = office.sign()
    office.bring()
    monkey = Monkey(office, seed)
    with office.qtbot.captureExceptions() as caught:
        while goes_on(monkey):
            began, worked = time.monotonic(), time.thread_time()
            monkey.act()
            assert time.thread_time() - worked < SLOW_S, monkey.done[-6:]
            assert time.monotonic() - began < HUNG_S, monkey.done[-6:]
            assert not caught, (caught, monkey.done[-12:])
    office.window = office.session.window
    office.session._speak("ko")
    office.window = office.session.window
    look().wear(Scheme.LIGHT)
    found = []
    office.session.desk.ask(
        lambda db: (
            db.row("SELECT count(*) AS n FROM media_file")["n"],
            db.row("SELECT count(*) AS n FROM contract WHERE id = ?", contract.id)["n"],
            db.row("PRAGMA integrity_check")[0],
        ),
        found.append,
    )
    office.until(lambda: found)
    assert found == [(5, 1, "ok")]
    return monkey


NOISE = ("does not support", "QFSFileEngine", "PulseAudio", "No audio", "RHI", "pipewire")


@pytest.mark.qt_log_ignore(*NOISE)
@pytest.mark.parametrize("seed", [1, 2])
def test_a_short_monkey_breaks_nothing(office, seed):
    with use_language("ko"):
        let_loose(office, seed, lambda monkey: len(monkey.done) < ACTIONS)


@pytest.mark.long
@pytest.mark.timeout(0)
@pytest.mark.qt_log_ignore(*NOISE)
def test_a_long_monkey_breaks_nothing(office):
    ends = time.monotonic() + LONG_S
    with use_language("ko"):
        let_loose(
            office, int(os.environ.get("MONKEY_SEED", "7")), lambda _m: time.monotonic() < ends
        )
