"""account and approve: who may sign in."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from django.utils import timezone

from vendorcore.domain import Role
from vendorcore.errors import InvalidEntry
from vendorcore.text import _

from vendorserver.models import Account
from vendorserver.services import accounts, demo, devices, enrolment, organisations, registration
from vendorserver.settings import current

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable

    from vendorserver.cli.output import Output


def account(asked: Namespace, out: Output) -> int:
    """Do one thing with accounts."""
    actions: dict[str, Callable[[Namespace, Output], None]] = {
        "add": _add,
        "list": _list,
        "ticket": _ticket,
        "password": _password,
        "devices": _devices,
        "revoke": _revoke,
        "deactivate": _deactivate,
    }
    actions[asked.action](asked, out)
    return 0


def approve(asked: Namespace, out: Output) -> int:
    """Decide one application, or list those that wait."""
    if not asked.registration and (asked.hold or asked.reject or asked.join):
        raise InvalidEntry(field="ID", reason="missing")
    if not asked.registration:
        _waiting(out)
        return 0
    decision = registration.decision_of(asked.hold, asked.reject, join=asked.join)
    operator = accounts.by_login(asked.by)
    row = registration.decide(operator, asked.registration, decision, timezone.now())
    out.row(registration.shown(row), f"{row.id}  {row.state}")
    return 0


def _waiting(out: Output) -> None:
    rows = registration.waiting()
    for row in rows:
        line = f"{row.id}  {row.state}  {row.organisation}  {row.number}"
        known = registration.known_organisation(row)
        if known:
            line += "  " + _("(이미 있는 곳: {name}. 합치려면 --join)", name=known)
        out.row(registration.shown(row), line)
    if not rows:
        out.remark(_("기다리는 가입 신청이 없습니다."))


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
    ended = accounts.set_password(known, _typed_password(), timezone.now())
    told = _(
        "새 비밀번호를 정했습니다: {login}. 연결된 컴퓨터 {count}대는 다시 등록해야 합니다.",
        login=known.login,
        count=ended,
    )
    out.row({"login": known.login, "devices_ended": ended}, told)


def _devices(asked: Namespace, out: Output) -> None:
    rows = devices.of(accounts.by_login(asked.login)).select_related("account")
    for row in rows:
        state = _("연결을 끊음") if row.revoked_at else _("연결됨")
        out.row(devices.shown(row), f"{row.id}  {state}  {row.name}")
    if not rows:
        out.remark(_("연결된 컴퓨터가 없습니다. account ticket 명령으로 등록 코드를 만드십시오."))


def _revoke(asked: Namespace, out: Output) -> None:
    row = devices.revoke(asked.device, timezone.now())
    out.row(devices.shown(row), _("컴퓨터의 연결을 끊었습니다: {name}", name=row.name))


def _deactivate(asked: Namespace, out: Output) -> None:
    known = accounts.by_login(asked.login)
    ended = accounts.deactivate(known, timezone.now())
    told = _(
        "계정을 멈추었습니다: {login}. 컴퓨터 {count}대의 연결을 끊었습니다.",
        login=known.login,
        count=ended,
    )
    out.row({"login": known.login, "devices_ended": ended}, told)


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
