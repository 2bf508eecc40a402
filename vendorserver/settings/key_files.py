"""The server's secrets: files that only their owner may read, never rows of the database."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from vendorcore.errors import NotReadable
from vendorcore.protocol import SigningKey

if TYPE_CHECKING:
    from pathlib import Path

_DJANGO, SERVER, _FIELD = "django_secret", "server_ed25519", "field_key"


@dataclass(frozen=True, slots=True, repr=False)
class Keys:
    """The web secret, the key that signs receipts, and the key of personal fields."""

    django_secret: str
    server: SigningKey
    field_key: bytes


@cache
def keys_in(folder: Path | None) -> Keys:
    """Return the keys of a folder; None gives keys that are forgotten with the process."""
    if folder is None:
        return _fresh()
    return Keys(
        django_secret=_read(folder / _DJANGO).decode(),
        server=SigningKey(_read(folder / SERVER)),
        field_key=_read(folder / _FIELD),
    )


def has_keys(folder: Path) -> bool:
    """Whether the folder holds all keys."""
    return all((folder / name).is_file() for name in (_DJANGO, SERVER, _FIELD))


def make_keys(folder: Path) -> Keys:
    """Write fresh keys into a folder that has none, mode 0600."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = _fresh()
    write_secret(folder / _DJANGO, fresh.django_secret.encode())
    write_secret(folder / SERVER, fresh.server.secret)
    write_secret(folder / _FIELD, fresh.field_key)
    return fresh


def _fresh() -> Keys:
    return Keys(secrets.token_urlsafe(48), SigningKey.generate(), secrets.token_bytes(32))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise NotReadable(path=str(path)) from error


def write_secret(path: Path, content: bytes) -> None:
    """Write a new file, mode 0600, that is on the disk when this returns."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
