"""Where the program keeps its data: one private folder per library."""

from __future__ import annotations

import errno
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from vendorcore.errors import NeedsPerson, NoSpace, NotWritable

if TYPE_CHECKING:
    from collections.abc import Mapping

VARIABLE = "VENDORCLIENT_DATA"
FORMAT_NAME, FORMAT = "vendorclient-data", 1
_PRIVATE = 0o700
_FULL = (errno.ENOSPC, errno.EDQUOT)
_SUBFOLDERS = ("originals", "parts", "thumbs", "logs", "secrets")
_OURS = ("client.db", "format", "engine.lock", *_SUBFOLDERS)


@dataclass(frozen=True, slots=True)
class DataFolder:
    """The data folder and the names of what lies in it."""

    root: Path

    @property
    def database_path(self) -> Path:
        """The database: contracts, tags, outbox, receipts."""
        return self.root / "client.db"

    @property
    def originals_dir(self) -> Path:
        """The photos and videos as they came, named by their content."""
        return self.root / "originals"

    @property
    def parts_dir(self) -> Path:
        """Files that are still being read."""
        return self.root / "parts"

    @property
    def thumbs_dir(self) -> Path:
        """Small pictures for the window; they can be made again at any time."""
        return self.root / "thumbs"

    @property
    def logs_dir(self) -> Path:
        """What the program wrote down about its own troubles."""
        return self.root / "logs"

    @property
    def secrets_dir(self) -> Path:
        """Keys and tokens, where the system has no keyring."""
        return self.root / "secrets"

    @property
    def format_path(self) -> Path:
        """Which form the folder has."""
        return self.root / "format"

    @property
    def engine_lock_path(self) -> Path:
        """The lock of the one process that sends."""
        return self.root / "engine.lock"


def locate(chosen: str = "", environment: Mapping[str, str] | None = None) -> Path:
    """Return the data folder: the chosen one, else the environment's, else the system's place."""
    known = os.environ if environment is None else environment
    named = chosen or known.get(VARIABLE, "")
    if named:
        return Path(named).expanduser().absolute()
    return platformdirs.user_data_path("vendorclient", appauthor=False)


def preset_server(local: Path | None = None) -> str:
    """Return the server that the Windows installer was told of (/SERVER=…), or nothing."""
    folder = local or platformdirs.user_data_path("vendorclient-preset", appauthor=False)
    try:
        return (folder / "server.txt").read_text("utf-16").strip()
    except (OSError, UnicodeError):
        return ""


def open_data_folder(root: Path) -> DataFolder:
    """Return the folder, made private where it is new; refuse a strange or a newer one."""
    folder = DataFolder(root)
    try:
        if not _has_format(folder):
            _refuse_strange(root)
            _make_private(root)
            _write_format(folder)
        for name in _SUBFOLDERS:
            if not (root / name).is_dir():
                _make_private(root / name)
    except OSError as error:
        raise disk_refusal(error, root) from error
    return folder


def is_full(error: OSError) -> bool:
    """Whether the disk, or this person's share of it, has no room left."""
    return error.errno in _FULL


def disk_refusal(error: OSError, path: Path, **sizes: int) -> NoSpace | NotWritable:
    """Return in our words why the system did not let us write."""
    return NoSpace("", path=str(path), **sizes) if is_full(error) else NotWritable(path=str(path))


def _has_format(folder: DataFolder) -> bool:
    try:
        text = folder.format_path.read_text("utf-8")
    except FileNotFoundError:
        return False
    except UnicodeDecodeError:
        text = "?"
    if not text.strip("\0 \n"):  # as a power cut leaves a file that was just made
        return False
    name, _, number = text.strip().partition(" ")
    if name != FORMAT_NAME or not number.isdecimal():
        raise NeedsPerson("folder-not-ours", path=str(folder.root))
    if int(number) > FORMAT:
        raise NeedsPerson("newer-data", path=str(folder.root), found=int(number), known=FORMAT)
    return True


def _refuse_strange(root: Path) -> None:
    """Never settle in somebody's folder of documents."""
    names = [entry.name for entry in root.iterdir()] if root.exists() else []
    if not all(name.startswith(_OURS) for name in names):
        raise NeedsPerson("folder-not-ours", path=str(root))


def _make_private(folder: Path) -> None:
    folder.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
    folder.chmod(_PRIVATE)


def _write_format(folder: DataFolder) -> None:
    temporary = folder.root / f"format.{os.getpid()}"
    temporary.write_text(f"{FORMAT_NAME} {FORMAT}\n", "utf-8")
    temporary.replace(folder.format_path)
