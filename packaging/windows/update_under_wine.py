"""A server on this computer that offers a newer installer, and a program that trusts its key."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1]))

from places import ROOT
from sign_updates import sign
from windows.under_wine import STAGE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorcore.protocol import SigningKey

ADDRESS = "/api/v1/client/updates"
SERVER = STAGE / "server"


def trust(frozen: Path, key: SigningKey) -> None:
    """Let the program of this folder believe a key made for this trial."""
    keys = next(frozen.glob("_internal/**/updates/keys.json"))
    keys.write_text(json.dumps({"keys": [key.public.text]}), "utf-8")


def call_it(frozen: Path, version: str) -> None:
    """Give the program of this folder another version."""
    about = next(frozen.glob("_internal/vendorclient-*.dist-info")) / "METADATA"
    lines = about.read_text("utf-8").splitlines()
    changed = [f"Version: {version}" if one.startswith("Version: ") else one for one in lines]
    about.write_text("\n".join(changed) + "\n", "utf-8")


def lay_out(installer: Path, key: SigningKey, version: str) -> None:
    """Lay an installer and its signed manifest into the server's folder, as an operator does."""
    folder = SERVER / "updates"
    folder.mkdir(exist_ok=True)
    (folder / installer.name).unlink(missing_ok=True)
    os.link(installer, folder / installer.name)
    sign(folder, key, sequence=2, url=ADDRESS, now=datetime.now(UTC), release=version)


@contextmanager
def serving() -> Iterator[str]:
    """Run a server until the trial ends; its address."""
    port = _free_port()
    if not SERVER.exists():
        subprocess.run(_line("init"), cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    server = subprocess.Popen(_line("serve", "--port", str(port)), cwd=ROOT)
    try:
        _await(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


@contextmanager
def screen() -> Iterator[dict[str, str]]:
    """Keep an X server for programs that go on after the one that started them."""
    ours, theirs = os.pipe()
    line = ["Xvfb", "-displayfd", str(theirs), "-nolisten", "tcp"]
    shown = subprocess.Popen(line, pass_fds=[theirs], stderr=subprocess.DEVNULL)
    os.close(theirs)
    try:
        with os.fdopen(ours) as said:
            yield {"DISPLAY": f":{said.readline().strip()}"}
    finally:
        shown.terminate()
        shown.wait()


def _line(*words: str) -> list[str]:
    return [sys.executable, "-m", "vendorserver", "--data", str(SERVER), *words]


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as one:
        return int(one.getsockname()[1])


def _await(port: int) -> None:
    until = time.monotonic() + 60
    while True:
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        if time.monotonic() > until:
            raise SystemExit("the server does not answer")
        time.sleep(0.2)
