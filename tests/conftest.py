"""What holds for every test: no window on a screen, no connection beyond this computer."""

import os

import pytest_socket

LOOPBACK = ["127.0.0.1", "::1", "localhost"]

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def pytest_runtest_setup() -> None:
    """Let sockets reach loopback only."""
    pytest_socket.socket_allow_hosts(LOOPBACK, allow_unix_socket=True)
