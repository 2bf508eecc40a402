"""Keeps the device's key and the refresh token: in the system's keyring, else in private files."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol

import keyring
import keyring.errors

from vendorcore.errors import NotReadable, NotWritable

from vendorclient.storage.durable import disk_border, flush_file, flush_folder

if TYPE_CHECKING:
    from pathlib import Path

    from vendorclient.paths import DataFolder

_SERVICE = "vendorclient"
_PRIVATE = 0o600


class Secrets(Protocol):
    """A place for short secret texts; a put is on the disk when it returns."""

    place: str

    def get(self, name: str) -> str:
        """Return a secret, "" when there is none."""

    def put(self, name: str, value: str) -> None:
        """Keep a secret in the place of the one before."""

    def drop(self, name: str) -> None:
        """Forget a secret."""


class FileSecrets:
    """Secrets as files that only this person can read."""

    place = "files"

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, name: str) -> str:
        """Return a secret, "" when there is none."""
        path = self._folder / name
        try:
            return path.read_text("utf-8")
        except FileNotFoundError:
            return ""
        except OSError as error:
            raise NotReadable(path=str(path)) from error

    def put(self, name: str, value: str) -> None:
        """Write beside, make durable, rename: a power cut leaves the old or the new one."""
        path = self._folder / name
        beside = self._folder / f"{name}.{os.getpid()}.new"
        with disk_border(path):
            with suppress(FileNotFoundError):
                beside.unlink()
            descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                file.write(value)
                file.flush()
                flush_file(file.fileno())
            beside.replace(path)
            flush_folder(self._folder)

    def drop(self, name: str) -> None:
        """Forget a secret."""
        with suppress(FileNotFoundError), disk_border(self._folder / name):
            (self._folder / name).unlink(missing_ok=True)


class KeyringSecrets:
    """Secrets in the system's keyring, named after the data folder they belong to."""

    place = "keyring"

    def __init__(self, folder: Path) -> None:
        self._library = str(folder)

    def get(self, name: str) -> str:
        """Return a secret, "" when there is none."""
        try:
            return keyring.get_password(_SERVICE, self._name(name)) or ""
        except keyring.errors.KeyringError as error:
            raise NotReadable(path=self.place) from error

    def put(self, name: str, value: str) -> None:
        """Keep a secret in the place of the one before."""
        try:
            keyring.set_password(_SERVICE, self._name(name), value)
        except keyring.errors.KeyringError as error:
            raise NotWritable(path=self.place) from error

    def drop(self, name: str) -> None:
        """Forget a secret."""
        with suppress(keyring.errors.KeyringError):
            keyring.delete_password(_SERVICE, self._name(name))

    def _name(self, name: str) -> str:
        return f"{self._library}:{name}"


def open_secrets(folder: DataFolder, *, chosen: bool) -> Secrets:
    """Return the keyring for the usual data folder, files for a chosen one or without a keyring."""
    if chosen or not has_keyring():
        return FileSecrets(folder.secrets_dir)
    return KeyringSecrets(folder.root)


def has_keyring() -> bool:
    """Whether the system offers a real keyring."""
    return float(keyring.get_keyring().priority) >= 1


def device_key_name(account_id: str) -> str:
    """Return under which name an account's device key is kept."""
    return f"device-key.{account_id}"


def refresh_token_name(account_id: str) -> str:
    """Return under which name an account's refresh token is kept."""
    return f"refresh-token.{account_id}"
