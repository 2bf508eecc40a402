"""serve: one process that answers until it is told to stop."""

from __future__ import annotations

import ipaddress
import json
import os
import socket
from typing import TYPE_CHECKING

import uvicorn
from django.db import DEFAULT_DB_ALIAS, connections

from vendorcore.errors import Refused
from vendorcore.text import _

from vendorserver.cli import listening
from vendorserver.cli.lock import alone
from vendorserver.services import demo, schema
from vendorserver.services.waking import BELL
from vendorserver.settings import current

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from vendorcore.protocol import JsonObject

    from vendorserver.cli.output import Output
    from vendorserver.settings import ServerSettings

STOP_SECONDS = 20
KEPT_SECONDS = 600


class Server(uvicorn.Server):
    """Uvicorn that says where it listens and lets nobody wait when it stops."""

    def __init__(self, config: uvicorn.Config, announce: Path | None, out: Output) -> None:
        super().__init__(config)
        self._announce = announce
        self._out = out

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, then say so."""
        await super().startup(sockets)
        if self.started:
            self._say(_url(self.config, self.servers[0].sockets[0].getsockname()))

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Send home who waits for news, then stop."""
        BELL.close()
        await super().shutdown(sockets)
        # Otherwise uvicorn raises the signal anew: being told to stop is no failure.
        self._captured_signals.clear()

    def _say(self, url: str) -> None:
        told: JsonObject = {"url": url, "pid": os.getpid()}
        self._out.row(told, _("서버가 {url} 에서 듣고 있습니다.", url=url))
        if self._announce is not None:
            _write_whole(self._announce, json.dumps(told) + "\n")


def serve(asked: Namespace, out: Output) -> int:
    """Bring the tables up to date, listen and answer until SIGTERM or Ctrl-C."""
    settings = current()
    host = asked.host or settings.host
    port = settings.port if asked.port is None else asked.port
    check_address(host, settings)
    with alone(asked.data):
        schema.bring_up_to_date()
        if demo.exists() and not is_loopback(host):
            raise Refused("demo-only-on-loopback")
        check_port(host, port)
        connections.close_all()
        # Opening a database anew for each request cost more than most requests.
        connections.settings[DEFAULT_DB_ALIAS]["CONN_MAX_AGE"] = KEPT_SECONDS
        server = Server(_config(host, port, settings), asked.announce, out)
        server.run()
    return 0 if server.started else 1


def check_address(host: str, settings: ServerSettings) -> None:
    """Refuse an address beyond this computer without TLS or a named proxy that does it."""
    if is_loopback(host) or settings.tls_certificate or settings.trusted_proxies:
        return
    raise Refused("tls-needed", host=host)


def check_port(host: str, port: int) -> None:
    """Refuse a port at which another program listens, or that is none."""
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        socket.create_server((host, port), family=family).close()
    except (OSError, OverflowError) as error:
        raise Refused("port-taken", host=host, port=port) from error


def is_loopback(host: str) -> bool:
    """Whether only this computer can reach an address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _config(host: str, port: int, settings: ServerSettings) -> uvicorn.Config:
    return uvicorn.Config(
        "vendorserver.asgi:application",
        host=host,
        port=port,
        lifespan="on",
        log_level="warning",
        access_log=False,
        server_header=False,
        ssl_certfile=settings.tls_certificate or None,
        ssl_keyfile=settings.tls_key or None,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=list(settings.trusted_proxies) or None,
        timeout_graceful_shutdown=STOP_SECONDS,
        http=listening.protocol(settings.silent_seconds),
    )


def _url(config: uvicorn.Config, address: tuple[object, ...]) -> str:
    scheme = "https" if config.is_ssl else "http"
    host = f"[{address[0]}]" if ":" in str(address[0]) else str(address[0])
    return f"{scheme}://{host}:{address[1]}"


def _write_whole(path: Path, text: str) -> None:
    part = path.with_name(f"{path.name}.part")
    part.write_text(text, "utf-8")
    part.replace(path)
