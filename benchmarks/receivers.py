"""Those that take files in: our server, a bare receiver, and nginx where it is installed."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from typing import TYPE_CHECKING

import psutil

from tests.journeys.world import World

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NGINX = """daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log;
user root; events {{}}
http {{ access_log off; client_max_body_size 0; client_body_temp_path {folder}/temp;
server {{ listen 127.0.0.1:{port}; location / {{ root {folder}/root; dav_methods PUT; }} }} }}
"""


@contextmanager
def our_server(folder: Path) -> Iterator[World]:
    world = World(folder / "ours")
    world.vendorserver("--json", "init", "--demo")
    world.start_server()
    try:
        yield world
    finally:
        world.stop()


@contextmanager
def bare_receiver(folder: Path) -> Iterator[tuple[str, int]]:
    port = _free_port()
    words = ["uvicorn", "benchmarks.bare_receiver:application", "--port", str(port)]
    place = folder / "bare"
    place.mkdir()
    server = subprocess.Popen(
        [sys.executable, "-m", *words, "--log-level", "error"],
        env={**os.environ, "RECEIVER_FOLDER": str(place)},
    )
    url = f"http://127.0.0.1:{port}/"
    try:
        _wait_for(url)
        yield url, server.pid
    finally:
        server.terminate()
        server.wait()


def _wait_for(url: str) -> None:
    for _ in range(200):
        try:
            urllib.request.urlopen(url, timeout=5).close()  # noqa: S310 - our own address
        except urllib.error.HTTPError:
            return
        except urllib.error.URLError:
            time.sleep(0.1)
        else:
            return


@contextmanager
def nginx(folder: Path) -> Iterator[tuple[str, int] | None]:
    """Lend an nginx that stores what is put, without hash and without making it durable."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        yield None
        return
    place, port = folder / "nginx", _free_port()
    (place / "root").mkdir(parents=True)
    (place / "nginx.conf").write_text(_NGINX.format(folder=place, port=port))
    server = subprocess.Popen([program, "-c", str(place / "nginx.conf")], stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}/"
    try:
        _wait_for(url)
        (worker,) = psutil.Process(server.pid).children()
        yield url, worker.pid
    finally:
        server.terminate()
        server.wait()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
