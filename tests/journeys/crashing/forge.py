"""Forks programs that are loaded already, so that many can be killed in a short time.

    python -m tests.journeys.crashing.forge road CARD CONTRACT PROCESS
    python -m tests.journeys.crashing.forge server DATA PORT ANNOUNCE

Each line of its input is {"at", "what", "span"}: a program starts, meets its fault, a line with
its pid comes back, and at its end one with its exit code and the number of its calls.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


def road(card: str, contract: str, process: str) -> Callable[[], int]:
    """Load the client; its program is the whole road."""
    import vendorclient.app.importing
    import vendorclient.app.sending
    import vendorclient.cli.importing
    import vendorclient.cli.submit
    import vendorclient.cli.sync
    import vendorclient.cli.tag
    import vendorclient.devices.gphoto.finder
    import vendorclient.devices.iphone.driver
    import vendorclient.storage.thumbs  # noqa: F401 - loaded before the first kill
    from tests.journeys.road import walk

    return lambda: walk(card, contract, process)


def server(data: str, port: str, announce: str) -> Callable[[], int]:
    """Load the server; its program serves until it is killed."""
    from vendorserver.cli.program import main, start_django

    start_django(Path(data))
    import uvicorn.protocols.http.auto  # noqa: F401 - loaded before the first kill

    import vendorserver.asgi
    import vendorserver.cli.keeping
    import vendorserver.cli.serving
    import vendorserver.settings.urls  # noqa: F401 - loaded before the first kill

    words = ["--data", data, "serve", "--port", port, "--announce", announce]
    return lambda: main(words)


def started(program: Callable[[], int], fault: dict[str, Any]) -> int:
    """Fork one program and return its pid."""
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(2, 1)
        if "LD_PRELOAD" in os.environ:
            _shim().fault_arm(fault["at"], ord(fault["what"]), fault["span"])
        code = program()
    finally:
        os._exit(code)


def _shim() -> Any:
    found = ctypes.CDLL(os.environ["LD_PRELOAD"])
    found.fault_arm.argtypes = [ctypes.c_long, ctypes.c_int, ctypes.c_long]
    found.fault_count.restype = ctypes.c_long
    return found


def say(**values: Any) -> None:
    sys.stdout.write(json.dumps(values) + "\n")
    sys.stdout.flush()


def main(kind: str, *words: str) -> None:
    program = {"road": road, "server": server}[kind](*words)
    say(ready=True)
    for line in sys.stdin:
        pid = started(program, json.loads(line))
        say(pid=pid)
        _, status = os.waitpid(pid, 0)
        calls = _shim().fault_count() if "LD_PRELOAD" in os.environ else 0
        say(code=os.waitstatus_to_exitcode(status), calls=calls)


if __name__ == "__main__":
    main(*sys.argv[1:])
