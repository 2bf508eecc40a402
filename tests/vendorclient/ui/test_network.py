"""What the system says about the network is handed down as a hint."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtNetwork import QNetworkProxy

from vendorclient.sync.line import Line
from vendorclient.ui import network

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

KIND = QNetworkProxy.ProxyType


@pytest.mark.parametrize(
    ("kind", "host", "text"),
    [
        (KIND.HttpProxy, "proxy.example", "http://proxy.example:3128"),
        (KIND.HttpCachingProxy, "proxy.example", "http://proxy.example:3128"),
        (KIND.NoProxy, "", ""),
        (KIND.HttpProxy, "", ""),
        (KIND.Socks5Proxy, "proxy.example", ""),
    ],
)
def test_a_proxy_becomes_an_address(kind: KIND, host: str, text: str) -> None:
    assert network.proxy_text(QNetworkProxy(kind, host, 3128)) == text


def test_a_server_on_this_computer_needs_no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network.platform, "system", lambda: "Windows")
    assert network.proxy_for("http://127.0.0.1:8000") == ""


def test_the_system_is_asked_where_it_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network.platform, "system", lambda: "Windows")
    named = [QNetworkProxy(KIND.NoProxy), QNetworkProxy(KIND.HttpProxy, "proxy.example", 8080)]
    monkeypatch.setattr(network.QNetworkProxyFactory, "systemProxyForQuery", lambda _query: named)
    assert network.proxy_for("https://evidence.example") == "http://proxy.example:8080"


def test_another_network_wakes_the_engine(qtbot: QtBot) -> None:
    line, woken = Line(), list[bool]()
    line.wake = lambda: woken.append(True)
    hints = network.NetworkHints(line)
    hints._tell()
    assert woken == [True]
