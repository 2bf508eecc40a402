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

_DJANGO, _SERVER, _FIELD = "django_secret", "server_ed25519", "field_key"


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
        server=SigningKey(_read(folder / _SERVER)),
        field_key=_read(folder / _FIELD),
    )


def has_keys(folder: Path) -> bool:
    """Whether the folder holds all keys."""
    return all((folder / name).is_file() for name in (_DJANGO, _SERVER, _FIELD))


def make_keys(folder: Path) -> Keys:
    """Write fresh keys into a folder that has none, mode 0600."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = _fresh()
    _write(folder / _DJANGO, fresh.django_secret.encode())
    _write(folder / _SERVER, fresh.server.secret)
    _write(folder / _FIELD, fresh.field_key)
    return fresh


def _fresh() -> Keys:
    return Keys(secrets.token_urlsafe(48), SigningKey.generate(), secrets.token_bytes(32))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise NotReadable(path=str(path)) from error


def _write(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
