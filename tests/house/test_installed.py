"""The packed program in its own surroundings: a bare Debian, and Windows under wine."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
# Freezing, packing and several installations, on two slow cores.
pytestmark = [pytest.mark.long, pytest.mark.timeout(5400)]


def _lacks(*programs: str) -> str:
    missing = [name for name in programs if not shutil.which(name)]
    return f"not installed here: {', '.join(missing)}" if missing else ""


def _said(*line: str | Path) -> str:
    done = subprocess.run(
        [*map(str, line)], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, (done.stdout + done.stderr)[-4000:]
    return done.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="the .deb is made on Linux")
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() != 0, reason="a chroot needs root")
@pytest.mark.skipif(bool(_lacks("debootstrap")), reason=_lacks("debootstrap"))
def test_the_package_is_installed_upgraded_and_removed_on_a_bare_debian() -> None:
    _said(sys.executable, PACKAGING / "pack.py")
    (package,) = (ROOT / "build" / "installers").glob("*.deb")
    said = _said("bash", PACKAGING / "linux" / "try_in_chroot.sh", package)
    assert said.rstrip().endswith("all held")


@pytest.mark.skipif(sys.platform != "linux", reason="systemd is Linux's")
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() != 0, reason="a container needs root")
@pytest.mark.skipif(
    bool(_lacks("debootstrap", "systemd-nspawn")), reason=_lacks("debootstrap", "systemd-nspawn")
)
def test_the_server_is_installed_upgraded_and_stopped_under_systemd() -> None:
    said = _said("bash", PACKAGING / "linux" / "try_server.sh")
    assert said.rstrip().endswith("all held")


@pytest.mark.skipif(bool(_lacks("makensis", "xvfb-run")), reason=_lacks("makensis", "xvfb-run"))
@pytest.mark.skipif(not Path("/usr/lib/wine/wine64").exists(), reason="wine is not installed here")
def test_the_windows_program_is_installed_updates_itself_and_goes() -> None:
    said = _said(sys.executable, PACKAGING / "windows" / "try_under_wine.py")
    assert said.rstrip().endswith("all held")
