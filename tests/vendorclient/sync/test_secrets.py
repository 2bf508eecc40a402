"""Secrets lie in private files, or in the keyring of the system."""

from __future__ import annotations

import stat
import sys
from typing import TYPE_CHECKING

import keyring
import keyring.errors
import pytest
from keyring.backend import KeyringBackend

from vendorcore.errors import NotReadable, NotWritable

from vendorclient.paths import open_data_folder
from vendorclient.sync.secrets import FileSecrets, KeyringSecrets, open_secrets

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class MemoryKeyring(KeyringBackend):
    """A keyring as systems have it."""

    priority = 5

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # keyring has no types here
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise keyring.errors.PasswordDeleteError


class LockedKeyring(MemoryKeyring):
    """A keyring that its owner has not unlocked."""

    def get_password(self, service: str, username: str) -> str | None:
        raise keyring.errors.KeyringLocked

    def set_password(self, service: str, username: str, password: str) -> None:
        raise keyring.errors.KeyringLocked


@pytest.fixture
def no_keyring_afterwards() -> Iterator[None]:
    before = keyring.get_keyring()
    yield
    keyring.set_keyring(before)


def test_a_secret_in_a_file_is_private_and_replaced(tmp_path: Path) -> None:
    secrets = FileSecrets(tmp_path)
    secrets.put("token", "one")
    secrets.put("token", "two")
    assert secrets.get("token") == "two"
    assert [path.name for path in tmp_path.iterdir()] == ["token"]
    if sys.platform != "win32":
        assert stat.S_IMODE((tmp_path / "token").stat().st_mode) == 0o600


def test_what_was_never_kept_is_empty(tmp_path: Path) -> None:
    secrets = FileSecrets(tmp_path)
    assert secrets.get("token") == ""
    secrets.put("token", "one")
    secrets.drop("token")
    secrets.drop("token")
    assert secrets.get("token") == ""


def test_a_folder_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    with pytest.raises(NotWritable):
        FileSecrets(tmp_path / "missing").put("token", "one")
    (tmp_path / "token").mkdir()
    with pytest.raises(NotReadable):
        FileSecrets(tmp_path).get("token")


def test_the_keyring_keeps_secrets_by_library(tmp_path: Path, no_keyring_afterwards: None) -> None:
    keyring.set_keyring(MemoryKeyring())
    one = open_secrets(open_data_folder(tmp_path / "one"), chosen=False)
    other = open_secrets(open_data_folder(tmp_path / "other"), chosen=False)
    assert one.place == "keyring"
    one.put("token", "1")
    assert (one.get("token"), other.get("token")) == ("1", "")
    one.drop("token")
    one.drop("token")
    assert one.get("token") == ""


def test_a_chosen_folder_keeps_its_secrets_in_itself(
    tmp_path: Path, no_keyring_afterwards: None
) -> None:
    keyring.set_keyring(MemoryKeyring())
    assert open_secrets(open_data_folder(tmp_path / "one"), chosen=True).place == "files"


def test_without_a_keyring_files_are_used(tmp_path: Path, no_keyring_afterwards: None) -> None:
    from keyring.backends.fail import Keyring

    keyring.set_keyring(Keyring())  # type: ignore[no-untyped-call]  # keyring has no types here
    assert open_secrets(open_data_folder(tmp_path / "one"), chosen=False).place == "files"


def test_a_locked_keyring_says_so(tmp_path: Path, no_keyring_afterwards: None) -> None:
    keyring.set_keyring(LockedKeyring())
    with pytest.raises(NotReadable):
        KeyringSecrets(tmp_path).get("token")
    with pytest.raises(NotWritable):
        KeyringSecrets(tmp_path).put("token", "one")
