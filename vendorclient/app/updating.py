"""Looks for a new version, fetches it, and lets it install itself; the old one stays until then."""

from __future__ import annotations

import hashlib
import json
import platform
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from vendorcore import resources
from vendorcore.domain.days import instant_from_text, instant_text
from vendorcore.errors import Busy, InvalidEntry, NeedsPerson, NoSpace, Offline, Untrusted
from vendorcore.protocol import Signed, VerifyKey, parse_object
from vendorcore.protocol.updates import Guard, Installer, Release, is_newer

from vendorclient.paths import preset_server
from vendorclient.storage.accounts import Accounts
from vendorclient.storage.durable import disk_border, flush_file
from vendorclient.storage.settings import Settings
from vendorclient.sync.downloads import Downloads

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime
    from pathlib import Path

    from vendorclient.app.way import Way
    from vendorclient.paths import DataFolder
    from vendorclient.storage.database import Database
    from vendorclient.sync.downloads import Source

MANIFEST = "api/v1/client/updates"
# What else happens on the disk while an installer arrives, and what it needs to unpack itself.
ROOM_FACTOR, ROOM_BYTES = 4, 64 << 20
_SEEN, _MINIMUM, _LATER = "update-seen", "update-minimum", "update-later"
LATER = timedelta(days=1)
_MACHINES = {"amd64": "x86_64", "aarch64": "arm64"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """A version that is newer than this program; `required` when ours may not go on."""

    release: Release
    installer: Installer | None
    required: bool


def trusted_keys() -> dict[str, VerifyKey]:
    """Return the keys whose word on new versions is believed: those that came with this one."""
    named = json.loads(resources.path("updates/keys.json").read_text("utf-8"))["keys"]
    keys = [VerifyKey.from_text(text) for text in named]
    return {key.key_id: key for key in keys}


def this_system() -> str:
    """Return what this computer is called in a manifest, such as windows-x86_64."""
    system = {"win32": "windows", "darwin": "macos"}.get(sys.platform, "linux")
    machine = platform.machine().lower()
    return f"{system}-{_MACHINES.get(machine, machine)}"


def source_for(db: Database, way: Way) -> Downloads:
    """Return where to ask: at our server, or at the one that the installer was told of."""
    server = Accounts(db).server()
    address = server.url if server else preset_server()
    if not address:
        raise NeedsPerson("update-no-server")
    return Downloads(address, version=way.version, proxy=way.proxy_for(address))


def folder_of(folder: DataFolder) -> Path:
    """Return where installers are kept until they are run."""
    return folder.root / "updates"


def look(
    db: Database,
    source: Source,
    *,
    version: str,
    now: datetime,
    keys: Mapping[str, VerifyKey],
    system: str = "",
    address: str = MANIFEST,
) -> Update | None:
    """Return a newer version, none when this is the newest.

    Raises Offline, or Untrusted with what is wrong with the manifest; nothing has changed then.
    """
    settings = Settings(db)
    guard = Guard(version=version, now=now, seen=int(settings.get(_SEEN, "0")))
    release = guard.check(_signed(source.small(address)), keys)
    with db.transaction():
        settings.set(_SEEN, str(max(guard.seen, release.sequence)))
        settings.set(_MINIMUM, release.minimum_version)
    if not is_newer(release.version, version):
        return None
    return Update(
        release=release,
        installer=release.for_system(system or this_system()),
        required=is_newer(release.minimum_version, version),
    )


def refuse_too_old(db: Database, version: str) -> None:
    """Raise NeedsPerson("update-needed") when a believed manifest demands a newer program."""
    minimum = Settings(db).get(_MINIMUM)
    if minimum and is_newer(minimum, version):
        raise NeedsPerson("update-needed")


def put_off(db: Database, now: datetime) -> None:
    """Ask no more today (나중)."""
    Settings(db).set(_LATER, instant_text(now + LATER))


def is_put_off(db: Database, now: datetime) -> bool:
    """Whether somebody said "later" less than a day ago."""
    until = Settings(db).get(_LATER)
    return bool(until) and now < instant_from_text(until)


def fetch(
    installer: Installer,
    source: Source,
    folder: Path,
    *,
    free_bytes: Callable[[Path], int] = lambda folder: shutil.disk_usage(folder).free,
    on_bytes: Callable[[int], object] = lambda _count: None,
) -> Path:
    """Return the installer on this disk, fetched or gone on with where an earlier try stopped.

    Raises NoSpace, Offline("update-cut") and Untrusted("update-changed").
    """
    target, part = folder / installer.name, folder / f"{installer.sha256}.part"
    with disk_border(folder):
        folder.mkdir(parents=True, exist_ok=True)
        if target.is_file() and _sha256(target) == installer.sha256:
            return target
        offset = _usable(part, installer)
        needed = (installer.size_bytes - offset) + ROOM_FACTOR * installer.size_bytes + ROOM_BYTES
        if (free := free_bytes(folder)) < needed:
            raise NoSpace(needed=needed, free=free)
        on_bytes(offset)
        _append(part, installer, source, offset, on_bytes)
        if part.stat().st_size < installer.size_bytes:
            raise Offline("update-cut")
        if _sha256(part) != installer.sha256:
            part.unlink()
            raise Untrusted("update-changed", name=installer.name)
        return part.replace(target)


def install(
    path: Path,
    *,
    sending: int,
    system: str = sys.platform,
    start: Callable[..., object] = subprocess.Popen,
) -> None:
    """Start the installer; the caller then ends the program, and it is opened again by itself.

    Busy("update-while-sending") while something is on its way; NeedsPerson("update-by-hand") where
    the system asks for an administrator.
    """
    if sending:
        raise Busy("update-while-sending", count=sending)
    if system == "win32":
        start([str(path), "/S", "/RUN"], close_fds=True)
    elif system == "darwin":
        start(["open", str(path)], close_fds=True)
    else:
        raise NeedsPerson("update-by-hand", path=str(path))


def _signed(text: bytes) -> Signed:
    try:
        return Signed.from_json(parse_object(text.decode("utf-8")))
    except (InvalidEntry, UnicodeDecodeError) as error:
        raise Untrusted("update-untrusted") from error


def _usable(part: Path, installer: Installer) -> int:
    """Return how much of an earlier try can be gone on with."""
    if not part.is_file():
        return 0
    size = part.stat().st_size
    if size > installer.size_bytes:
        part.unlink()
        return 0
    return size


def _append(
    part: Path,
    installer: Installer,
    source: Source,
    offset: int,
    on_bytes: Callable[[int], object],
) -> None:
    """Write what is still missing; what has come stays when the line breaks."""
    if offset == installer.size_bytes:
        return
    with part.open("ab") as file:
        for piece in source.content(installer.url, offset):
            file.write(piece)
            on_bytes(len(piece))
            if file.tell() > installer.size_bytes:
                raise Untrusted("update-changed", name=installer.name)
        file.flush()
        flush_file(file.fileno())


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
