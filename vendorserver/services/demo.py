"""A small world to try the server with: vendors, institutions, an operator; loopback only."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from vendorcore import resources
from vendorcore.domain import Role, new_id

from vendorserver.models import Account, Institution, Vendor
from vendorserver.services import accounts
from vendorserver.services.accounts import NewAccount
from vendorserver.settings import current

if TYPE_CHECKING:
    from pathlib import Path

OTHER_INSTITUTION = ("1230000", "조달청")
USUAL_INSTITUTION = ("4231000", "강원특별자치도 속초시")


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """One sign-in of the demonstration."""

    login: str
    role: Role
    name: str
    side: str


ACCOUNTS = (
    DemoAccount("maker", Role.OWNER, "김대표", "maker"),
    DemoAccount("demo-office", Role.OFFICE, "이사무", "maker"),
    DemoAccount("demo-factory", Role.FACTORY, "박현장", "maker"),
    DemoAccount("other-maker", Role.OWNER, "최대표", "other-maker"),
    DemoAccount("officer", Role.MANAGER, "정주무관", "institution"),
    DemoAccount("other-officer", Role.MANAGER, "한주무관", "other-institution"),
    DemoAccount("operator", Role.ADMIN, "운영자", ""),
)


def create() -> None:
    """Fill a fresh server with the demonstration's parties and accounts."""
    with transaction.atomic():
        sides = _sides()
        _write(_file(), json.dumps({entry.login: _account(entry, sides) for entry in ACCOUNTS}))


def passwords() -> dict[str, str]:
    """Return the demo passwords by login; empty on a real server."""
    path = _file()
    return dict(json.loads(path.read_text("utf-8"))) if path.exists() else {}


def exists() -> bool:
    """Whether this server has demo accounts."""
    return Account.objects.filter(demo=True).exists()


def _sides() -> dict[str, Vendor | Institution]:
    code, name = _contract_institution()
    return {
        "maker": _vendor("한빛가구 (시연)", "1108700012"),
        "other-maker": _vendor("다온목재 (시연)", "2208600025"),
        "institution": Institution.objects.create(id=new_id(), code=code, name=name, demo=True),
        "other-institution": Institution.objects.create(
            id=new_id(), code=OTHER_INSTITUTION[0], name=OTHER_INSTITUTION[1], demo=True
        ),
    }


def _contract_institution() -> tuple[str, str]:
    """Return the institution of the demo contract, so that its officer sees that contract."""
    try:
        text = resources.path("demo/contract.json").read_text("utf-8")
    except FileNotFoundError:
        return USUAL_INSTITUTION
    institution = json.loads(text)["parties"][0]["institution"]
    return institution["code"], institution["name"]


def _vendor(name: str, business_no: str) -> Vendor:
    return Vendor.objects.create(id=new_id(), name=name, business_no=business_no, demo=True)


def _account(entry: DemoAccount, sides: dict[str, Vendor | Institution]) -> str:
    side = sides.get(entry.side)
    password = secrets.token_urlsafe(9)
    accounts.create(
        NewAccount(
            login=entry.login,
            role=entry.role,
            name=entry.name,
            password=password,
            vendor_id=side.id if isinstance(side, Vendor) else "",
            institution_id=side.id if isinstance(side, Institution) else "",
            demo=True,
        )
    )
    return password


def _file() -> Path:
    return current().folder("keys") / "demo-passwords.json"


def _write(path: Path, text: str) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
