"""Tries every part of the installed program once, in a folder of its own: one line a part."""

from __future__ import annotations

import sys
import tempfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from vendorcore.text import _

from vendorclient.cli import self_test_parts as parts

if TYPE_CHECKING:
    from collections.abc import Callable

    from vendorclient.cli.output import Output

Part = tuple[str, "Callable[[Path], str]"]


def _program(_folder: Path) -> str:
    try:
        own = version("vendorclient")
    except PackageNotFoundError:
        own = "?"
    frozen = "frozen" if getattr(sys, "frozen", False) else "python"
    return f"{own}, {frozen} {sys.version.split()[0]}, {sys.platform}"


# What a person on the telephone reads out: the first word names the part.
PARTS: tuple[Part, ...] = (
    ("program", _program),
    ("database", parts.database),
    ("fonts", parts.fonts),
    ("texts", parts.texts),
    ("worker", parts.worker),
    ("heic", parts.heic),
    ("mov", parts.mov),
    ("qr", parts.qr),
    ("xlsx", parts.xlsx),
    ("pdf", parts.pdf),
    ("signature", parts.signature),
    ("tls", parts.tls),
    ("card", parts.card),
    ("devices", parts.devices),
    ("keyring", parts.keyring),
    ("window", parts.window),
)


def run(out: Output, parts_to_try: tuple[Part, ...] = PARTS) -> int:
    """Try each part; 1 when one of them fails. Nothing of the user's is touched."""
    well = True
    with tempfile.TemporaryDirectory(prefix="vendorclient-self-test-") as place:
        for name, part in parts_to_try:
            folder = Path(place) / name
            folder.mkdir()
            code, said = _try(part, folder)
            well = well and not code
            word = _("안 됨") if code else _("좋음")
            out.show({"part": name, "ok": not code, "detail": said}, f"{word}  {name}  {said}")
    return 0 if well else 1


def _try(part: Callable[[Path], str], folder: Path) -> tuple[int, str]:
    """Return whether it failed and what it said; a broken library may raise anything."""
    try:
        return 0, part(folder)
    except Exception as error:
        return 1, f"{type(error).__name__}: {error}"
