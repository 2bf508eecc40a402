"""The demonstration: a server, a client and the whole road from the sample card to receipts."""

from __future__ import annotations

import json
import os
import shutil
import socket
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tools import processes, road
from tools.commands import Row, Trouble, client_line, server_line, words_of
from tools.places import DEMO, say

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator

SERVER_DATA = DEMO / "server"
ANNOUNCED = DEMO / "server.json"
PORT_KEPT = DEMO / "port"
LOG = DEMO / "server.log"
START_SECONDS = 60
USUAL_PORT = 8770
NO_WINDOW = 2  # the exit code of a program that cannot open one


@dataclass(frozen=True)
class Server:
    """The demo server that runs now."""

    url: str
    process: subprocess.Popen[bytes]


def run(*, reset: bool, once: bool, port: int) -> int:
    """Start the server and open the window; without a display walk the road and keep serving."""
    if reset:
        clear()
    try:
        with _serving(port) as server:
            road.join(server.url)
            if _has_display() and not once and _window(server) != NO_WINDOW:
                return 0
            road.walk()
            _tell_sign_ins(server.url)
            return 0 if once else _keep_serving(server)
    except Trouble as trouble:
        say(f"\n{trouble}")
        return 1


def _window(server: Server) -> int:
    _tell_sign_ins(server.url)
    say("\n창을 닫으면 모두 끝납니다 / closing the window ends everything")
    return app([])


def _has_display() -> bool:
    if sys.platform != "linux":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def serve(*, port: int) -> int:
    """Start the demo server alone and keep it until Ctrl-C."""
    try:
        with _serving(port) as server:
            _tell_sign_ins(server.url)
            return _keep_serving(server)
    except Trouble as trouble:
        say(f"\n{trouble}")
        return 1


def app(words: list[str]) -> int:
    """Start the client program alone with the demo data."""
    program = processes.start(client_line(*words), extra=road.cards())
    try:
        return program.wait()
    finally:
        processes.stop(program)


def clear() -> None:
    """Forget everything of the demonstration."""
    say("시연 자료를 지우고 처음부터 합니다 / starting anew")
    shutil.rmtree(DEMO, ignore_errors=True)


@contextmanager
def _serving(port: int) -> Iterator[Server]:
    DEMO.mkdir(exist_ok=True)
    if not (SERVER_DATA / "format").exists():
        say("시연 서버를 준비합니다 / preparing the demo server")
        words_of(server_line("init", "--demo"))
    chosen = _choose_port(port)
    ANNOUNCED.unlink(missing_ok=True)
    with LOG.open("ab") as log:
        line = server_line("serve", "--port", str(chosen), "--announce", str(ANNOUNCED))
        process = processes.start(line, log)
        try:
            yield Server(_wait_for(process), process)
        finally:
            processes.stop(process)


def _choose_port(wanted: int) -> int:
    """Keep the port of the first start: the client is enrolled at that address."""
    kept = int(PORT_KEPT.read_text()) if PORT_KEPT.exists() else 0
    if wanted and kept and wanted != kept:
        raise Trouble(
            f"이 시연은 포트 {kept}에 등록되어 있습니다. 바꾸려면 --reset을 함께 적어 주십시오.\n"
            f"This demonstration is enrolled at port {kept}; add --reset to use another one."
        )
    port = wanted or kept or (USUAL_PORT if _is_free(USUAL_PORT) else _any_port())
    if not _is_free(port):
        raise Trouble(
            f"다른 프로그램이 포트 {port}번을 쓰고 있습니다. 켜 둔 시연을 먼저 끝내 주십시오.\n"
            f"Port {port} is in use; end the demonstration that is already running."
            f"{_left_over()}"
        )
    PORT_KEPT.write_text(str(port))
    return port


def _left_over() -> str:
    """Name the server of an earlier start, which may have been left running."""
    if not ANNOUNCED.exists():
        return ""
    pid = json.loads(ANNOUNCED.read_text(encoding="utf-8") or "{}").get("pid", "?")
    return f"\n앞서 켠 서버의 번호 / the earlier server's process: {pid}"


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        if sys.platform != "win32":  # there it would share a port that is in use
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _any_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(process: subprocess.Popen[bytes]) -> str:
    """Return the address once the server says that it listens."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        if ANNOUNCED.exists() and (text := ANNOUNCED.read_text(encoding="utf-8")).endswith("}\n"):
            return str(json.loads(text)["url"])
        time.sleep(0.1)
    last = LOG.read_text(encoding="utf-8", errors="replace").splitlines()[-15:]
    raise Trouble("\n".join(["서버가 시작되지 않았습니다 / the server did not start:", *last]))


def _keep_serving(server: Server) -> int:
    say("\n끝내려면 Ctrl-C를 누르십시오 / Ctrl-C ends everything")
    code = server.process.wait()
    last = LOG.read_text(encoding="utf-8", errors="replace").splitlines()[-5:]
    raise Trouble(
        "\n".join([f"서버가 스스로 끝났습니다({code}) / the server ended by itself:", *last])
    )


def _tell_sign_ins(url: str) -> None:
    say(f"\n열람 화면 / portal: {url}/")
    say("시연 계정 / demo sign-ins:")
    for account in words_of(server_line("account", "list", "--json")):
        say(f"  {account['login']:<14} {account['password']:<14} {_whose(account)}")


def _whose(account: Row) -> str:
    return " · ".join(filter(None, (account["organisation"], account["role"])))
