"""account and approve: who may sign in."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from django.utils import timezone

from vendorcore.domain import Role
from vendorcore.errors import InvalidEntry
from vendorcore.text import _

from vendorserver.models import Account
from vendorserver.services import accounts, demo, enrolment, organisations, registration
from vendorserver.settings import current

if TYPE_CHECKING:
    from argparse import Namespace

    from vendorserver.cli.output import Output


def account(asked: Namespace, out: Output) -> int:
    """Do one thing with accounts."""
    {"add": _add, "list": _list, "ticket": _ticket, "password": _password}[asked.action](asked, out)
    return 0


def approve(asked: Namespace, out: Output) -> int:
    """Decide one application, or list those that wait."""
    if not asked.registration:
        for row in registration.waiting():
            shown = registration.shown(row)
            out.row(shown, f"{row.id}  {row.state}  {row.organisation}")
        return 0
    decision = registration.decision_of(asked.hold, asked.reject)
    operator = accounts.by_login(asked.by)
    row = registration.decide(operator, asked.registration, decision, timezone.now())
    out.row(registration.shown(row), f"{row.id}  {row.state}")
    return 0


def show_accounts(out: Output) -> None:
    """Print every account; those of the demonstration with their passwords."""
    passwords = demo.passwords()
    for row in Account.objects.select_related("vendor", "institution").order_by("login"):
        shown = accounts.shown(row)
        if row.login in passwords:
            shown["password"] = passwords[row.login]
        line = f"{row.login:16} {row.role:10} {shown['organisation']}"
        out.row(shown, f"{line}  {passwords.get(row.login, '')}".rstrip())


def _list(_asked: Namespace, out: Output) -> None:
    show_accounts(out)


def _add(asked: Namespace, out: Output) -> None:
    wish = accounts.NewAccount(
        login=asked.login,
        role=_role(asked.role),
        name=asked.name,
        password=_typed_password(),
        vendor_id=organisations.vendor_id(asked.vendor, asked.vendor_name),
        institution_id=organisations.institution_id(asked.institution, asked.institution_name),
    )
    made = accounts.create(wish)
    out.row(accounts.shown(made), _("계정을 만들었습니다: {login}", login=made.login))


def _ticket(asked: Namespace, out: Output) -> None:
    made = accounts.by_login(asked.login)
    ticket = enrolment.new_ticket(made, asked.url or current().public_url, timezone.now())
    out.row({"login": made.login, "ticket": ticket.text}, ticket.text)


def _password(asked: Namespace, out: Output) -> None:
    known = accounts.by_login(asked.login)
    accounts.set_password(known, _typed_password())
    out.row({"login": known.login}, _("새 비밀번호를 정했습니다: {login}", login=known.login))


def _typed_password() -> str:
    """Return the password typed by a person or piped in; empty when there is none."""
    if sys.stdin is None or sys.stdin.closed:
        return ""
    if sys.stdin.isatty():
        from getpass import getpass

        return getpass(_("비밀번호: "))
    return sys.stdin.readline().rstrip("\n")


def _role(text: str) -> Role:
    try:
        return Role(text)
    except ValueError as error:
        raise InvalidEntry(field="role", reason="unknown") from error
