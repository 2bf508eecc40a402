"""Installs, tries, updates and removes the Windows program under wine; says what held.

try_under_wine.py [--keep] [--quick]   (the folder frozen before; an installer not compressed)
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import IO, cast

import psutil

sys.path.insert(0, str(Path(__file__).parents[1]))

from places import ROOT, size_mb
from windows import nsis
from windows.under_wine import STAGE, WINE, environment, freeze, run
from windows.update_under_wine import call_it, lay_out, screen, serving, trust

from vendorcore.protocol import SigningKey

LOCAL = STAGE / "prefix/drive_c/users"
PHOTO = ROOT / "resources/sample-card/iphone/DCIM/100APPLE/IMG_3588.JPG"
KEY = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\VendorClient"
AUTOPLAY = (
    r"HKCU\Software\Microsoft\Windows\CurrentVersion\Explorer\AutoplayHandlers"
    r"\Handlers\VendorClient"
)
# Parts that need what wine 8 does not have; everything else must work.
NOT_IN_WINE: frozenset[str] = frozenset()
OLD, NEW = "0.1.0", "0.1.1"


def main() -> int:
    """Go through the life of an installation."""
    frozen = STAGE / "dist" / "vendorclient" if "--keep" in sys.argv else freeze()
    say(f"frozen: {size_mb(frozen):.1f} MB")
    shutil.rmtree(_local() / "vendorclient", ignore_errors=True)  # of a trial that was cut short
    key = SigningKey.generate()
    trust(frozen, key)
    first = _packed(frozen, OLD, quick="--quick" in sys.argv)
    with serving() as address:
        _install(first, address)
        _self_test()
        _road(expected="imported")
        (frozen / "_internal" / "new-in-the-second.txt").write_text("2")
        lay_out(_packed(frozen, NEW), key, NEW)
        _update()
    _road(expected="known")
    _uninstall()
    hold("the data stayed", (_local() / "vendorclient" / "client.db").exists())
    _install(first)
    _uninstall("/PURGE")
    hold("the data went when asked", not (_local() / "vendorclient").exists())
    say("all held")
    return 0


def _packed(frozen: Path, version: str, *, quick: bool = True) -> Path:
    call_it(frozen, version)
    made = nsis.make(frozen, STAGE / "installers", version, quick=quick)
    say(f"installer: {made.name} {size_mb(made):.1f} MB")
    return made


def _update() -> None:
    """Let the installed program find, fetch, check and install the newer version by itself."""
    program = _place() / "vendorclient.exe"
    with screen() as shown:
        text = _said(environment() | shown, program, "--json", "update", "--now")
        hold("it fetched what its own server offers", '"state": "fetched"' in text, text)
        until = time.monotonic() + 600
        while NEW not in run("reg", "query", KEY)[1] and time.monotonic() < until:
            time.sleep(2)  # the installer goes on after the program has ended
        hold("its version is shown", NEW in run("reg", "query", KEY)[1])
        hold("the new files are there", (_place() / "_internal/new-in-the-second.txt").exists())
        hold("the new program opened by itself", _window_is_open())
        for one in _windows():
            one.kill()
    code, said_now = run(program, "--json", "update")
    hold("the new program knows its version", code == 0 and '"newest"' in said_now, said_now)


def _said(surroundings: dict[str, str], *line: str | Path) -> str:
    """Return what a program said when it has ended; the installer holds the pipe on after that."""
    started = subprocess.Popen(
        [WINE, *map(str, line)],
        env=surroundings,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    with cast("IO[bytes]", started.stdout) as pipe:
        started.wait(900)
        os.set_blocking(pipe.fileno(), False)
        return (pipe.read() or b"").decode("utf-8", "replace")


def _window_is_open() -> bool:
    """Whether the program runs that the installer starts at its end."""
    until = time.monotonic() + 120
    while time.monotonic() < until:
        if _windows():
            return True
        time.sleep(1)
    return False


def _windows() -> list[psutil.Process]:
    """Return the processes of the program with a window, as Linux shows them."""
    return [
        one
        for one in psutil.process_iter(["cmdline"])
        if any("vendorclientw.exe" in word for word in one.info["cmdline"] or [])
    ]


def say(text: str) -> None:
    """Print a line at once."""
    print(text, flush=True)


def hold(what: str, holds: object, said: str = "") -> None:
    """Say that something holds; end, with what was said, when it does not."""
    say(f"{'ok ' if holds else 'NOT'} {what}")
    if not holds:
        raise SystemExit(said[-1000:] or 1)


def _local() -> Path:
    return next(LOCAL.glob("*/AppData/Local"))


def _place() -> Path:
    return _local() / "Programs" / "VendorClient"


def _install(installer: Path, server: str = "") -> None:
    code, said = run(installer, "/S", *([f"/SERVER={server}"] if server else []))
    hold(f"{installer.name} installs silently", code == 0, said)
    hold("both programs are there", all(
        (_place() / name).exists() for name in ("vendorclient.exe", "vendorclientw.exe")
    ))  # fmt: skip
    hold("it is in the list of programs", "DisplayVersion" in run("reg", "query", KEY)[1])
    hold("cards offer it", "InvokeProgID" in run("reg", "query", AUTOPLAY)[1])
    menus = list(LOCAL.glob("*/AppData/Roaming/Microsoft/Windows/Start Menu/Programs/*.lnk"))
    hold("it is in the start menu", menus)
    if server:
        preset = _local() / "vendorclient-preset" / "server.txt"
        hold("the server waits", server in preset.read_text("utf-16"))


def _self_test() -> None:
    code, said = run(_place() / "vendorclient.exe", "--self-test", "--json", seconds=1800)
    parts = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
    for part in parts:
        say(f"    {'ok ' if part['ok'] else 'NOT'} {part['part']:10} {part['detail']}")
    broken = {part["part"] for part in parts if not part["ok"]} - NOT_IN_WINE
    hold("the installed program tests itself", len(parts) >= 10 and not broken, said)
    hold("and says so by its exit code", code == 0 or bool(NOT_IN_WINE), said)


def _road(expected: str) -> None:
    """Import a card without a window, and ask how things are."""
    card = STAGE / "카드" / "DCIM" / "100CAM"
    card.mkdir(parents=True, exist_ok=True)
    shutil.copy(PHOTO, card)
    program = _place() / "vendorclient.exe"
    where = "Z:" + str(card.parents[1]).replace("/", "\\")
    _code, said = run(program, "--json", "import", where, seconds=600)
    hold(f"the photo is {expected}", f'"outcome": "{expected}"' in said, said)
    hold("it says how far the sending is", '"waiting"' in run(program, "--json", "status")[1])


def _uninstall(*words: str) -> None:
    run(_place() / "uninstall.exe", "/S", *words)
    until = time.monotonic() + 120
    while _place().exists() and time.monotonic() < until:
        time.sleep(1)  # the uninstaller goes on in a copy of itself
    hold("every file is gone", not _place().exists())
    hold("and its entries", "DisplayVersion" not in run("reg", "query", KEY)[1])


if __name__ == "__main__":
    sys.exit(main())
