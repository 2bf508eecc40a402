"""What holds for every test: no window on a screen, no connection beyond this computer, Korean."""

import os

import hypothesis
import pytest_socket

LOOPBACK = ["127.0.0.1", "::1", "localhost"]

# How fast a computer is that others use too proves nothing.
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.load_profile("house")

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Whatever the computer speaks: a place without a language hears Korean, and names are UTF-8.
os.environ["LANG"] = "C.UTF-8"
for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
    os.environ.pop(name, None)


def pytest_runtest_setup() -> None:
    """Let sockets reach loopback only."""
    pytest_socket.socket_allow_hosts(LOOPBACK, allow_unix_socket=True)
