"""Makes a package for Debian and Ubuntu out of the frozen folder."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

from places import BUILD, FROZEN, HERE, INSTALLERS, ROOT, size_mb, version

sys.path.insert(0, str(ROOT))

from tools.libraries import PACKAGES

ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}
# What lies where: the source in packaging/, its place on the computer.
FILES = {
    "linux/vendorclient.desktop": "usr/share/applications/vendorclient.desktop",
    "linux/org.vendorclient.vendorclient.metainfo.xml": (
        "usr/share/metainfo/org.vendorclient.vendorclient.metainfo.xml"
    ),
    "linux/70-vendorclient.rules": "usr/lib/udev/rules.d/70-vendorclient.rules",
    "icons/vendorclient.svg": "usr/share/icons/hicolor/scalable/apps/vendorclient.svg",
    "icons/vendorclient.png": "usr/share/icons/hicolor/256x256/apps/vendorclient.png",
}
CONTROL = """\
Package: vendorclient
Version: {version}
Architecture: {architecture}
Maintainer: The vendorclient authors <maintainers@vendorclient.invalid>
Installed-Size: {size}
Depends: {depends}
Recommends: udisks2, xdg-utils
Section: graphics
Priority: optional
Description: photo evidence of in-house production for public contracts
 Imports photos and videos from cards and phones, checks them against the plan
 of a contract and sends them with signed receipts. Works without a network.
 .
 카드와 휴대폰의 사진과 동영상을 가져와 이행계획에 비추어 점검하고, 접수증을
 받으며 보냅니다. 인터넷이 없어도 일할 수 있습니다.
"""


def make(frozen: Path = FROZEN, folder: Path = INSTALLERS) -> Path:
    """Write the package and return where it lies."""
    tree = BUILD / "deb"
    shutil.rmtree(tree, ignore_errors=True)
    shutil.copytree(frozen, tree / "opt" / "vendorclient", symlinks=True)
    for source, place in FILES.items():
        _put(HERE / source, tree / place)
    (tree / "usr" / "bin").mkdir(parents=True)
    (tree / "usr" / "bin" / "vendorclient").symlink_to("/opt/vendorclient/vendorclient")
    _put(ROOT / "LICENSE", tree / "usr/share/doc/vendorclient/copyright")
    _control(tree, frozen)
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"vendorclient_{version()}_{_architecture()}.deb"
    line = ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(tree), str(target)]
    subprocess.run(line, check=True, stdout=subprocess.DEVNULL)
    return target


def depends(frozen: Path) -> list[str]:
    """Return the packages whose libraries are not in the folder itself."""
    inside = {path.name for path in (frozen / "_internal").rglob("*.so*")}
    lacking = sorted({package for name, package in PACKAGES.items() if name not in inside})
    return [f"libc6 (>= {platform.libc_ver()[1]})", *lacking]


def _control(tree: Path, frozen: Path) -> None:
    folder = tree / "DEBIAN"
    folder.mkdir()
    text = CONTROL.format(
        version=version(),
        architecture=_architecture(),
        size=round(size_mb(tree) * 1000),
        depends=", ".join(depends(frozen)),
    )
    (folder / "control").write_text(text, encoding="utf-8")
    for name in ("postinst", "postrm"):
        shutil.copy(HERE / "linux" / name, folder / name)
        (folder / name).chmod(0o755)
    os.chmod(tree, 0o755)  # noqa: PTH101 - the tree itself


def _architecture() -> str:
    return ARCHITECTURES.get(platform.machine(), platform.machine())


def _put(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(source, target)
    target.chmod(0o644)
