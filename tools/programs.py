"""Programs of Debian that some tests need: recorded cameras, disks, a screen, a compiler."""

from __future__ import annotations

import shutil

from tools import libraries
from tools.places import say

# What to look for, and the Debian package that holds it.
PROGRAMS = {
    "umockdev-run": "umockdev gir1.2-umockdev-1.0 python3-gi",
    "mkfs.exfat": "exfatprogs",
    "mount.exfat-fuse": "exfat-fuse",
    "ideviceinfo": "libimobiledevice-utils",
    "udisksctl": "udisks2",
    "Xvfb": "xvfb",
    "dbus-daemon": "dbus-daemon",
    "cc": "gcc libc6-dev",
}


def install() -> None:
    """Install what is missing where that is allowed; elsewhere those tests say what they need."""
    lacking = [name for name in PROGRAMS if not shutil.which(name)]
    if not lacking or not libraries.may_install():
        return
    say(f"시험에 쓸 프로그램을 설치합니다 / installing programs for tests: {', '.join(lacking)}")
    libraries.apt(" ".join(PROGRAMS[name] for name in lacking).split())
