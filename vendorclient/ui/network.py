"""Hands down what only the system's word tells: another network, a metered line, the proxy."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtNetwork import (
    QNetworkInformation,
    QNetworkProxy,
    QNetworkProxyFactory,
    QNetworkProxyQuery,
)

if TYPE_CHECKING:
    from vendorclient.sync.line import Line

_USABLE = (QNetworkProxy.ProxyType.HttpProxy, QNetworkProxy.ProxyType.HttpCachingProxy)
LOOPBACK = ("127.0.0.1", "localhost", "::1")


class NetworkHints(QObject):
    """Follows the system's network for as long as the window lives; all of it is only a hint."""

    def __init__(self, line: Line, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._line = line
        feature = QNetworkInformation.Feature
        if not QNetworkInformation.loadBackendByFeatures(feature.Reachability):
            return
        self._known = QNetworkInformation.instance()
        self._known.isMeteredChanged.connect(self._tell)
        self._known.reachabilityChanged.connect(self._tell)
        self._known.transportMediumChanged.connect(self._tell)
        if self._known.isMetered():
            self._tell()

    def _tell(self, _now: object = None) -> None:
        self._line.tell(metered=self._known.isMetered())


def proxy_for(url: str) -> str:
    """Return the proxy that the system names for an address, by its PAC script too; "" for none.

    On Linux the environment names it, which every request reads by itself.
    """
    if platform.system() == "Linux" or QUrl(url).host() in LOOPBACK:
        return ""
    found = QNetworkProxyFactory.systemProxyForQuery(QNetworkProxyQuery(QUrl(url)))
    return next(filter(None, map(proxy_text, found)), "")


def proxy_text(proxy: QNetworkProxy) -> str:
    """Return a proxy as an address; "" for the direct way and for kinds we cannot use."""
    if proxy.type() not in _USABLE or not proxy.hostName():
        return ""
    return f"http://{proxy.hostName()}:{proxy.port()}"
