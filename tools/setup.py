"""Prepares a checkout: its own Python environment, the locked packages, the system libraries."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from typing import TYPE_CHECKING

from tools import libraries
from tools.places import LOCK, PROJECT, ROOT, VENV, child_environment, say, venv_python

if TYPE_CHECKING:
    from collections.abc import Iterable

STAMP = VENV / "prepared.json"
END = "\r" if sys.stdout.isatty() else "\n"


def prepare() -> bool:
    """Make everything ready and repeat nothing; False when a person must type something."""
    if not _environment_fits():
        _make_environment()
    done = _read_stamp()
    wanted = _wanted()
    if done.get("lock") != wanted["lock"]:
        _install_locked()
    if done != wanted:
        _install_project()
        STAMP.write_text(json.dumps(wanted), encoding="utf-8")
    return libraries.install(libraries.missing())


def _wanted() -> dict[str, str]:
    version = sys.version.split()[0]
    lock = hashlib.sha256(LOCK.read_bytes() + version.encode()).hexdigest()
    project = hashlib.sha256(PROJECT.read_bytes() + str(ROOT).encode()).hexdigest()
    return {"lock": lock, "project": project}


def _read_stamp() -> dict[str, str]:
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def _environment_fits() -> bool:
    """Whether .venv exists, starts, and is of the Python that runs this."""
    if not venv_python().exists():
        return False
    ask = [str(venv_python()), "-c", "import sys, pip; print(sys.version.split()[0])"]
    answer = subprocess.run(ask, capture_output=True, text=True, check=False)
    return answer.stdout.strip() == sys.version.split()[0]


def _make_environment() -> None:
    say("파이썬 환경(.venv)을 만듭니다 / making the Python environment")
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=False)
    if made.returncode:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise SystemExit(
            "파이썬 환경을 만들지 못했습니다. 데비안이면 아래 줄을 입력해 주십시오.\n"
            f"    sudo apt-get install -y python{version}-venv"
        )


def _install_locked() -> None:
    """Install what the lock names and ask nobody what else it might need: the lock is whole."""
    say("꾸러미를 설치합니다 (처음 한 번, 몇 분) / installing the locked packages")
    _pip("install", "--no-deps", "--require-hashes", "--requirement", str(LOCK))


def _install_project() -> None:
    say("프로그램을 설치합니다 / installing the program itself")
    _pip("install", "--no-deps", "--no-build-isolation", "--editable", str(ROOT))


def _pip(*arguments: str) -> None:
    line = [str(venv_python()), "-m", "pip", "--disable-pip-version-check", *arguments]
    environment = child_environment(PIP_NO_INPUT="1")
    pip = subprocess.Popen(
        line, cwd=ROOT, env=environment, text=True, encoding="utf-8", errors="replace",
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    said = _count_packages(pip.stdout or ())
    if pip.wait():
        say("\n".join(said[-20:]))
        raise SystemExit("설치하지 못했습니다. 인터넷 연결을 확인한 뒤 다시 해 주십시오.")


def _count_packages(lines: Iterable[str]) -> list[str]:
    """Show how many packages have been fetched; return everything that pip said."""
    said: list[str] = []
    fetched = 0
    for line in lines:
        said.append(line.rstrip())
        if line.startswith("Collecting "):
            fetched += 1
            if sys.stdout.isatty() or fetched % 20 == 0:
                say(f"  {fetched} · {line.split()[1]:<60}", end=END)
    if fetched:
        say()
    return said
