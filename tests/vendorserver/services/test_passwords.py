"""Which passwords are taken: long enough, not everybody's; nothing forces a new one."""

from __future__ import annotations

import pytest

from vendorcore.domain import Role
from vendorcore.errors import InvalidEntry

from vendorserver.services import accounts
from vendorserver.services.accounts import NewAccount

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("password", ["short7x", "password123", "qwertyuiop", "operator-9x"])
def test_short_common_and_telling_passwords_are_refused(password: str) -> None:
    with pytest.raises(InvalidEntry):
        accounts.create(NewAccount(login="operator-9", role=Role.ADMIN, password=password))


@pytest.mark.parametrize(
    "password", ["나무책상백스무개", "x" * 64 + "7q z", "no digits or capitals"]
)
def test_long_passwords_of_any_letters_are_taken(password: str) -> None:
    made = accounts.create(NewAccount(login="operator", role=Role.ADMIN, password=password))
    assert made.check_password(password)
    assert made.password.startswith("argon2$argon2id$")
