"""Which passwords are taken: long enough, not everybody's; nothing forces a new one."""

from __future__ import annotations

import dataclasses
import hashlib
from typing import TYPE_CHECKING

import pytest

from vendorcore.domain import Role
from vendorcore.errors import InvalidEntry
from vendorcore.text import problem_sentence

from tests.vendorserver.builders import a_vendor
from vendorserver.services import accounts, passwords
from vendorserver.services.accounts import NewAccount

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django.fixtures import Settings

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("password", ["short7x", "password123", "qwertyuiop", "operator-9x"])
def test_short_common_and_telling_passwords_are_refused(password: str) -> None:
    with pytest.raises(InvalidEntry):
        accounts.create(NewAccount(login="operator-9", role=Role.ADMIN, password=password))


@pytest.mark.parametrize("password", ["short7x", "나무 책상 " * 200])
def test_a_refusal_fits_into_its_sentence(password: str) -> None:
    with pytest.raises(InvalidEntry) as found:
        accounts.create(NewAccount(login="operator-9", role=Role.ADMIN, password=password))
    said = str(problem_sentence(found.value.code, found.value.details))
    assert ".." not in said
    assert ("1000" in said) == (len(password) > passwords.MOST_LETTERS)


@pytest.mark.parametrize(
    "password", ["나무책상백스무개", "x" * 64 + "7q z", "no digits or capitals"]
)
def test_long_passwords_of_any_letters_are_taken(password: str) -> None:
    made = accounts.create(NewAccount(login="operator", role=Role.ADMIN, password=password))
    assert made.check_password(password)
    assert made.password.startswith("argon2$argon2id$")


@pytest.mark.parametrize(
    "password",
    ["나라장터2026!", "skfkwkdxj2026", "Koneps!!2026", "1234vendor5678", "한빛가구 1982!"],
)
def test_words_of_the_field_and_ones_own_name_are_refused(password: str) -> None:
    vendor = a_vendor("한빛가구")
    wish = NewAccount(login="kim", role=Role.OWNER, password=password, vendor_id=vendor.id)
    with pytest.raises(InvalidEntry):
        accounts.create(wish)
    accounts.create(dataclasses.replace(wish, password=f"{password} 강가의 버드나무"))


def test_hangul_is_known_as_it_comes_from_a_latin_keyboard() -> None:
    assert [passwords.typed(word) for word in ("책상", "닭값", "의자 9")] == [
        "cortkd",
        "ekfrrkqt",
        "dmlwk 9",
    ]


def a_list(folder: Path, words: list[str]) -> Path:
    """Write hashes as the known collections have them: in order, with how often each was seen."""
    hashes = sorted(hashlib.sha1(word.encode()).hexdigest().upper() for word in words)  # noqa: S324 - as they are published
    path = folder / "leaked.txt"
    path.write_bytes(b"".join(b"%s:%d\r\n" % (one.encode(), 9) for one in hashes))
    return path


@pytest.mark.parametrize("many", [1, 2, 3, 10, 3000])
def test_every_leaked_password_of_a_file_is_found_and_no_other(tmp_path: Path, many: int) -> None:
    words = [f"leaked {number}" for number in range(many)]
    path = a_list(tmp_path, words)
    assert all(passwords.is_in(path, word) for word in words)
    assert not any(passwords.is_in(path, f"{word}!") for word in words)


def test_a_leaked_password_is_refused(tmp_path: Path, settings: Settings) -> None:
    path = str(a_list(tmp_path, ["강가의 버드나무 둘"]))
    settings.SERVER = dataclasses.replace(settings.SERVER, leaked_passwords=path)
    with pytest.raises(InvalidEntry):
        accounts.create(NewAccount(login="kim", role=Role.ADMIN, password="강가의 버드나무 둘"))
    assert accounts.create(NewAccount(login="kim", role=Role.ADMIN, password="강가의 버드나무 셋"))
