"""A browser, the people who sit in front of it, and a contract with one photo."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client

from vendorcore.domain import Role

from tests.vendorserver.builders import (
    Computer,
    a_computer,
    a_stored_contract,
    an_account,
    an_attachment,
    an_institution,
)

if TYPE_CHECKING:
    from pathlib import Path

    from vendorcore.domain import Contract

    from vendorserver.models import Account

PASSWORD = "나무 책상 백스무 개"
BACKEND = "django.contrib.auth.backends.ModelBackend"


def browser_of(account: Account) -> Client:
    """Return a browser in which this person is signed in."""
    browser = Client()
    browser.force_login(account, BACKEND)
    return browser


@dataclass
class Scene:
    """One contract with one photo, and a browser for each of its parties."""

    computer: Computer
    contract: Contract
    attachment: str
    vendor: Client
    officer: Client

    @property
    def page(self) -> str:
        return f"/contracts/{self.contract.id}"

    @property
    def piece(self) -> str:
        return f"/evidence/{self.attachment}"


@pytest.fixture
def scene(db: None, data_dir: Path) -> Scene:
    institution = an_institution("속초시")
    computer = a_computer()
    contract = a_stored_contract(computer.viewer, institution)
    attachment, _receipt = an_attachment(computer, contract)
    officer = an_account(Role.INSPECTOR, institution)
    vendor = browser_of(computer.device.account)
    return Scene(computer, contract, attachment, vendor, browser_of(officer))


@pytest.fixture
def person(db: None, data_dir: Path) -> Account:
    return an_account(Role.OFFICE, login="kim", password=make_password(PASSWORD))
