"""How this program reaches its server: secrets, language, version, time."""

from __future__ import annotations

import platform
from dataclasses import dataclass, field, replace
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed_version
from typing import TYPE_CHECKING, Self

from vendorcore.text import current_language

from vendorclient.paths import locate
from vendorclient.sync.clock import SystemClock
from vendorclient.sync.line import Line
from vendorclient.sync.secrets import open_secrets
from vendorclient.sync.transport import HttpTransport, Patience

if TYPE_CHECKING:
    from collections.abc import Callable

    from vendorclient.app.opened import OpenLibrary
    from vendorclient.paths import DataFolder
    from vendorclient.storage.accounts import Server
    from vendorclient.sync.clock import Clock
    from vendorclient.sync.secrets import Secrets
    from vendorclient.sync.transport import Transport


def system_default(url: str) -> str:  # noqa: ARG001 - as everybody who knows a proxy
    """Name no proxy: then the environment's and the system's fixed ones hold."""
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """What sending and enrolling need to know of this computer."""

    secrets: Secrets
    language: str = "ko"
    version: str = "0"
    device_name: str = ""
    clock: Clock = field(default_factory=SystemClock)
    line: Line = field(default_factory=Line)
    proxy_for: Callable[[str], str] = system_default
    patience: Patience = field(default_factory=Patience)

    @classmethod
    def of(cls, folder: DataFolder) -> Self:
        """Return the way of a data folder; a chosen folder keeps its secrets in itself."""
        return cls(
            secrets=open_secrets(folder, chosen=folder.root != locate("", {})),
            language=str(current_language()),
            version=program_version(),
            device_name=platform.node() or "PC",
        )

    def connect(self, server: Server) -> Transport:
        """Return a connection to a server."""
        return HttpTransport(
            server.url,
            server_id=server.id,
            language=self.language,
            version=self.version,
            proxy=self.proxy_for(server.url),
            patience=self.patience,
        )


def way_of(library: OpenLibrary) -> Way:
    """Return the way of an open window, through the proxy that it has found."""
    way = Way.of(library.folder)
    return replace(way, proxy_for=library.proxy_for) if library.proxy_for else way


def program_version() -> str:
    """Return the version of this program."""
    try:
        return installed_version("vendorclient")
    except PackageNotFoundError:
        return "0"
