"""The system libraries that Qt needs on Linux and that no wheel brings along."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tools.places import say

if TYPE_CHECKING:
    from collections.abc import Callable

DEBIAN = Path("/etc/debian_version")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")

# Found with ldd over the plugins of PySide6 6.11 (offscreen, xcb, wayland) and QtMultimedia on a
# bare Debian 12: the name of the library and the Debian package that holds it.
PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libXext.so.6": "libxext6",
    "libXrandr.so.2": "libxrandr2",
    "libdbus-1.so.3": "libdbus-1-3",
    "libdrm.so.2": "libdrm2",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libpulse.so.0": "libpulse0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


def missing() -> list[str]:
    """Return the libraries that this computer lacks; none outside Linux."""
    if sys.platform != "linux":
        return []
    return [name for name in PACKAGES if not _loads(name)]


def install(lacking: list[str]) -> bool:
    """Install the libraries where allowed, else say what to type; True when all is there."""
    if not lacking:
        return True
    if may_install():
        say(f"시스템 라이브러리 {len(lacking)}개를 설치합니다 / installing libraries")
        apt([PACKAGES[name] for name in lacking])
        lacking = missing()
    if lacking:
        say("창을 여는 데 필요한 시스템 라이브러리가 없습니다. 아래 줄을 그대로 입력해 주십시오.")
        say("The window needs system libraries that are not here. Please type this line:")
        say(f"    {line_to_type(lacking)}")
    return not lacking


def line_to_type(lacking: list[str], has: Callable[[str], object] = shutil.which) -> str:
    """Return the exact command that an administrator types on this computer."""
    if has("apt-get"):
        packages = " ".join(PACKAGES[name] for name in lacking)
        return f"sudo apt-get install -y --no-install-recommends {packages}"
    if has("dnf"):
        return "sudo dnf install -y " + " ".join(f"'{name}()(64bit)'" for name in lacking)
    if has("zypper"):
        return "sudo zypper install -y " + " ".join(f"'{name}()(64bit)'" for name in lacking)
    return "(install) " + " ".join(lacking)


def browser() -> None:
    """Install the browser that the tests of the pages open, where allowed; else they are skipped.

    A desktop has one already; a bare computer of a gate, where this is root, gets Debian's.
    """
    if not any(map(shutil.which, BROWSERS)) and may_install():
        say("시험에 쓸 브라우저를 설치합니다 / installing a browser for the tests")
        apt(["chromium"])


def may_install() -> bool:
    """Whether this is root on a system with apt-get."""
    if sys.platform == "win32":
        return False
    return os.geteuid() == 0 and DEBIAN.exists() and bool(shutil.which("apt-get"))


def apt(packages: list[str]) -> None:
    """Install packages of Debian, waiting while another program installs something."""
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    line = ["apt-get", "-o", "DPkg::Lock::Timeout=300", "install", "-y", "-qq"]
    subprocess.run(["apt-get", "update", "-qq"], env=quiet, check=False)
    subprocess.run(
        [*line, "--no-install-recommends", *packages],
        env=quiet,
        check=False,
        stdout=subprocess.DEVNULL,
    )


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True
