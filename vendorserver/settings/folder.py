"""The data folder: made once with its keys and name, recognised by its format file."""

from __future__ import annotations

import json
import os
import shutil
import tomllib
from typing import TYPE_CHECKING

from vendorcore.domain import new_id
from vendorcore.errors import Conflict, InvalidEntry, Refused

from vendorserver.settings.key_files import has_keys, make_keys
from vendorserver.settings.server import FILE

if TYPE_CHECKING:
    from pathlib import Path

FORMAT = 1
FORMAT_FILE = "format"
RESTORING = "restoring"
FOLDERS = ("blobs", "parts", "derived", "keys")


def make_folder(data: Path, *, name: str, demo: bool) -> None:
    """Make a new data folder with keys and settings; one that was left half-made is finished."""
    if (data / FORMAT_FILE).exists() or not _is_ours_or_empty(data):
        raise Conflict("already-there", path=str(data))
    prepare(data)
    if not has_keys(data / "keys"):
        make_keys(data / "keys")
        write_settings(data, {"server_id": new_id(), "name": name, "demo": demo})


def mark_ready(data: Path) -> None:
    """Write the format file, the last thing: from now on this is a data folder."""
    _write(data / FORMAT_FILE, f"{FORMAT}\n")


def prepare_empty(data: Path) -> None:
    """Make the folders of a data folder that is about to be filled."""
    if data.exists() and any(data.iterdir()):
        raise Conflict("already-there", path=str(data))
    prepare(data)


def prepare_restore(data: Path) -> None:
    """Make the folders for a restore; what a broken one left behind is cleared away first."""
    if (data / RESTORING).exists() and not (data / FORMAT_FILE).exists():
        shutil.rmtree(data)
    prepare_empty(data)
    _write(data / RESTORING, "")


def end_restore(data: Path) -> None:
    """Make a restored folder a data folder."""
    mark_ready(data)
    (data / RESTORING).unlink()


def prepare(data: Path) -> None:
    """Make the folders that every data folder has."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    for folder in FOLDERS:
        (data / folder).mkdir(mode=0o700, exist_ok=True)


def write_settings(data: Path, values: dict[str, object]) -> None:
    """Write settings.toml."""
    lines = [f"{key} = {_toml(value)}\n" for key, value in values.items()]
    _write(data / FILE, "".join(lines))


def change_settings(data: Path, **values: object) -> None:
    """Change some settings and leave the others as they are."""
    write_settings(data, tomllib.loads((data / FILE).read_text("utf-8")) | values)


def check_folder(data: Path) -> None:
    """Return when this is a data folder that this program understands."""
    try:
        written = int((data / FORMAT_FILE).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise Refused("not-a-server-folder", path=str(data)) from error
    if written > FORMAT:
        raise Refused("newer-data", path=str(data))


def _is_ours_or_empty(data: Path) -> bool:
    if not data.is_dir():
        return not data.exists()
    return all(
        path.name in (*FOLDERS, FILE) or path.name.startswith("server.db")
        for path in data.iterdir()
    )


def _toml(value: object) -> str:
    if isinstance(value, (bool, int, str)) or _is_texts(value):
        return json.dumps(value, ensure_ascii=False)
    raise InvalidEntry(field=FILE, reason="value")


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(entry, str) for entry in value)


def _write(path: Path, text: str) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
