"""복구: who lost a phone begins anew by the help of a second person; both are told."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from vendorcore.domain import Role
from vendorcore.errors import InvalidEntry, Refused
from vendorcore.text import _

from vendorserver.services import accounts, audit, devices, mail, one_time_links, second_factor
from vendorserver.services.access import Viewer, require
from vendorserver.settings import current

if TYPE_CHECKING:
    from datetime import datetime

    from vendorserver.models import Account

HELPERS = (Role.ADMIN, Role.SUPPORT)
LINK_LASTS = timedelta(hours=24)


def begin_anew(
    viewer: Viewer, login: str, reason: str, now: datetime, *, proof_too: bool = True
) -> bool:
    """End all sign-ins of somebody else and, where wished, take the second proof away.

    Return whether a letter could be sent to the person.

    Nobody does it for themselves: an operator who lost a phone needs another operator. The person
    gets a link by mail that sets a new password; without an address the operator sets one.
    """
    require(viewer, *HELPERS)
    account = accounts.by_login(login)
    if account.id == viewer.account_id:
        raise Refused("needs-second-person")
    if not reason.strip():
        raise InvalidEntry(field="reason", reason="empty")
    with transaction.atomic():
        if proof_too:
            second_factor.forget(account)
            # The password alone would let anybody who knows it register a new proof.
            account.set_unusable_password()
            account.save(update_fields=["password"])
        devices.end_all(account, "recovery", now)
        audit.record(
            viewer.account_id,
            "account.recovered",
            account.id,
            reason=reason.strip()[:2000],
            second_factor=proof_too,
        )
    return _tell(viewer, account, reason.strip()[:2000], now)


def _tell(viewer: Viewer, account: Account, reason: str, now: datetime) -> bool:
    helper = accounts.active(viewer.account_id)
    link = one_time_links.new(account, now, LINK_LASTS)
    said = {"server": current().name, "login": account.login, "by": viewer.login, "reason": reason}
    subject = _("[{server}] 로그인이 초기화되었습니다", server=current().name)
    if helper is not None:
        mail.send(helper.email, subject, _copy(said))
    return mail.send(account.email, subject, _letter(said, link))


def _letter(said: dict[str, str], link: str) -> str:
    return _(
        "{login} 님의 로그인을 운영자 {by} 님이 초기화했습니다.\n사유: {reason}\n\n"
        "모든 브라우저와 컴퓨터에서 로그아웃되었습니다. 아래 주소에서 새 비밀번호를 정해 주십시오. "
        "하루 동안 한 번만 열 수 있습니다.\n{link}\n\n"
        "부탁하신 일이 아니면 바로 운영자에게 알려 주십시오.",
        **said,
        link=link,
    )


def _copy(said: dict[str, str]) -> str:
    return _(
        "{by} 님의 이름으로 {login} 님의 로그인을 초기화했습니다.\n사유: {reason}\n\n"
        "직접 하신 일이 아니면 다른 운영자에게 바로 알려 주십시오.",
        **said,
    )
