"""Chooses from the lock what Windows needs, so that exactly the locked wheels are tried there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from packaging.requirements import Requirement

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

# The window is not tried under wine, and what only checks the code is not needed there.
LEFT_OUT = frozenset(
    {"pyside6-addons", "pyside6-essentials", "shiboken6", "pytest-qt", "mypy", "librt", "ruff"}
    | {"ast-serialize", "babel", "grimp", "import-linter", "hatchling", "psycopg-binary"}
    | {"django-stubs", "types-openpyxl", "types-psutil", "types-pyyaml", "types-reportlab"}
    | {"types-requests", "types-tqdm"}
)
_ENTRY = re.compile(r"\n(?=[A-Za-z0-9])")


def chosen(lock: str, python: str, left_out: Collection[str] = LEFT_OUT) -> str:
    """Return the lines of the lock, hashes included, that Windows needs with this Python."""
    return "".join(_entries(lock, _windows(python), left_out))


def _entries(lock: str, system: dict[str, str], left_out: Collection[str]) -> Iterator[str]:
    for entry in _ENTRY.split("\n" + lock):
        line, continued, hashes = entry.strip().partition(" \\\n")
        if not continued:
            continue
        wanted = Requirement(line)
        if wanted.name not in left_out and (not wanted.marker or wanted.marker.evaluate(system)):
            # pip downloads for another system, but asks the markers of this one.
            yield f"{wanted.name}{wanted.specifier} \\\n{hashes}\n"


def _windows(python: str) -> dict[str, str]:
    return {
        "sys_platform": "win32",
        "os_name": "nt",
        "platform_system": "Windows",
        "platform_machine": "AMD64",
        "python_version": ".".join(python.split(".")[:2]),
        "python_full_version": python,
    }
