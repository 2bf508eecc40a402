"""알림: who is told what; written in the transaction that made it true, sent afterwards."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q

from vendorcore.domain import KST, ContractState, Role, Side, korean_day
from vendorcore.errors import InvalidEntry

from vendorserver.models import Account, ContractParty, Delivery, Notice, NoticeChoice
from vendorserver.services.contact_forms import is_phone
from vendorserver.services.notice_bell import NOTICE_BELL

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from vendorserver.models import Contract, Registration
    from vendorserver.services.access import Viewer
    from vendorserver.services.kinds import Kind

EMAIL, SMS = "email", "sms"
CHANNELS = (EMAIL, SMS)
APPLICATION = "application"
EVIDENCE, REQUEST, DECISION = "evidence", "request", "decision"
DUE_SOON, LATE, CERTIFICATE = "due-soon", "late", "certificate"
BACKUP, TO_APPROVE, OPENED = "backup-failed", "to-approve", "opened"
STEP, REQUEST_ENDED = "step", "request-ended"
TO_LIST, LISTED = "to-list", "catalogue"
# Which side hears of which news; the portal always shows them, the rest is chosen.
KINDS: dict[str, tuple[Side, ...]] = {
    EVIDENCE: (Side.INSTITUTION,),
    REQUEST: (Side.VENDOR,),
    REQUEST_ENDED: (Side.VENDOR,),
    DECISION: (Side.VENDOR,),
    DUE_SOON: (Side.VENDOR, Side.INSTITUTION),
    LATE: (Side.VENDOR, Side.INSTITUTION),
    CERTIFICATE: (Side.VENDOR, Side.OPERATOR),
    OPENED: (Side.VENDOR, Side.INSTITUTION),
    STEP: (Side.VENDOR, Side.INSTITUTION),
    APPLICATION: (Side.VENDOR, Side.INSTITUTION),
    LISTED: (Side.VENDOR,),
    TO_APPROVE: (Side.OPERATOR,),
    TO_LIST: (Side.OPERATOR,),
    BACKUP: (Side.OPERATOR,),
}
# Many a day: these wait for the letter of the next morning unless somebody wants them at once.
_DAILY_BY_DEFAULT = (EVIDENCE, TO_APPROVE, TO_LIST)
MORNING = time(9, 0, tzinfo=KST)
_ONCE_BYTES = 120


def tell(
    accounts: Iterable[Account],
    kind: str,
    values: dict[str, str],
    link: str,
    now: datetime,
    once: str = "",
) -> int:
    """Tell each of these people; `once` keeps the same news from being told twice."""
    told = 0
    with transaction.atomic():
        for account in accounts:
            told += _tell(account, kind, values, link, now, once[:_ONCE_BYTES])
        transaction.on_commit(NOTICE_BELL.set)
    return told


def tell_applicant(row: Registration, kind: Kind, now: datetime) -> None:
    """Tell whoever applied how the application stands, by the channels of its kind."""
    values: dict[str, Any] = {
        "organisation": row.organisation,
        "receipt_no": row.receipt_no or "",
        "state": row.state,
        "reason": row.reason,
        "missing": ", ".join(kind.paper(key).ko for key in row.missing),
    }
    with transaction.atomic():
        notice = Notice.objects.create(
            account=row.account, kind=APPLICATION, values=values, link="/applications", at=now
        )
        for channel in kind.notices:
            to = row.contact_email if channel == EMAIL else row.values.get("contact_phone", "")
            _send(notice, channel, to, now, daily=False)
        if row.state == "pending":
            said = {"organisation": row.organisation, "kind": row.kind}
            tell(_approvers(row), TO_APPROVE, said, f"/desk/{row.id}", now)
        transaction.on_commit(NOTICE_BELL.set)


def people(side_id: str, *roles: Role) -> list[Account]:
    """Return the people of one vendor or institution in some roles who may sign in."""
    same = Q(vendor_id=side_id) | Q(institution_id=side_id)
    return list(Account.objects.filter(same, is_active=True, role__in=[r.value for r in roles]))


def of_vendor(contract: Contract) -> list[Account]:
    """Return the people in the vendor's office who look after its contracts."""
    return people(contract.vendor_id, Role.OWNER, Role.OFFICE)


def of_institutions(contract: Contract) -> list[Account]:
    """Return the officers of the parties, once the contract is theirs to see."""
    if contract.state == ContractState.DRAFT:
        return []
    sides = ContractParty.objects.filter(contract=contract).exclude(institution=None)
    ids = set(sides.values_list("institution_id", flat=True))
    return [one for side in sorted(ids) for one in people(side, Role.MANAGER, Role.INSPECTOR)]


def operators(*roles: Role) -> list[Account]:
    """Return the operators in some roles."""
    return list(Account.objects.filter(is_active=True, role__in=[role.value for role in roles]))


def choice(account: Account, kind: str) -> tuple[Collection[str], bool]:
    """Return by which channels somebody hears of a kind beside the portal, and whether daily."""
    row = NoticeChoice.objects.filter(account=account, kind=kind).first()
    return (row.channels, row.daily) if row else ((EMAIL,), kind in _DAILY_BY_DEFAULT)


def choose(viewer: Viewer, kind: str, channels: Collection[str], *, daily: bool) -> None:
    """Remember how somebody wants to hear of a kind of news."""
    if kind not in KINDS or not set(channels) <= set(CHANNELS):
        raise InvalidEntry(field="kind", reason="unknown")
    NoticeChoice.objects.update_or_create(
        account_id=viewer.account_id,
        kind=kind,
        defaults={"channels": sorted(channels), "daily": daily},
    )


def be_reached(viewer: Viewer, phone: str) -> None:
    """Remember the number for short messages; an empty one means that of the application."""
    wished = phone.strip()
    if wished and not is_phone(wished):
        raise InvalidEntry(field="phone", reason="not-a-phone")
    account = Account.objects.get(id=viewer.account_id)
    account.phone = wished
    account.save(update_fields=["phone"])


def read(viewer: Viewer, now: datetime) -> list[Notice]:
    """Return the news of one person, newest first; they count as read from now on."""
    rows = Notice.objects.filter(account_id=viewer.account_id)
    found = list(rows[:200])
    rows.filter(read_at=None).update(read_at=now)
    return found


def unread(account_id: str) -> int:
    """Return how many news somebody has not seen yet."""
    return Notice.objects.filter(account_id=account_id, read_at=None).count()


def next_morning(now: datetime) -> datetime:
    """Return when the next daily letter goes out."""
    today = datetime.combine(korean_day(now), MORNING)
    return today if now < today else today + timedelta(days=1)


def _tell(
    account: Account, kind: str, values: dict[str, Any], link: str, now: datetime, once: str
) -> int:
    notice = Notice(account=account, kind=kind, values=values, link=link, at=now)
    if once:
        notice.once = once
        if Notice.objects.filter(account=account, once=once).exists():
            return 0
    notice.save(force_insert=True)
    channels, daily = choice(account, kind)
    for channel in channels:
        _send(notice, channel, _address(account, channel), now, daily=daily)
    return 1


def _send(notice: Notice, channel: str, to: str, now: datetime, *, daily: bool) -> None:
    if to:
        due_at = next_morning(now) if daily else now
        Delivery.objects.create(notice=notice, channel=channel, to=to, due_at=due_at, daily=daily)


def _address(account: Account, channel: str) -> str:
    return account.email if channel == EMAIL else phone_of(account)


def phone_of(account: Account) -> str:
    """Return where short messages go: the number that was given for them, or the application's."""
    if account.phone:
        return account.phone
    row = account.registration_set.order_by("applied_at").last()
    return str(row.values.get("contact_phone", "")) if row else ""


def _approvers(row: Registration) -> list[Account]:
    found = operators(Role.ADMIN, Role.APPROVER)
    return [account for account in found if account.id != row.proposed_by_id]
