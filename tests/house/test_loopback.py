"""Tests cannot reach beyond this computer."""

import socket

import pytest

FAR_AWAY = ("192.0.2.1", 80)  # a documentation address of RFC 5737


def test_a_connection_beyond_loopback_is_refused() -> None:
    with socket.socket() as caller, pytest.raises(UserWarning, match=r"192\.0\.2\.1"):
        caller.connect(FAR_AWAY)


def test_loopback_is_open() -> None:
    server = socket.create_server(("127.0.0.1", 0))
    with server, socket.create_connection(server.getsockname()) as caller:
        assert caller.getpeername() == server.getsockname()
