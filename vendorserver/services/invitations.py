"""초대: the officer of an institution that is not here yet comes to one contract by a letter."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from vendorcore.domain import ContractState, Role
from vendorcore.errors import InvalidEntry, Refused
from vendorcore.text import _

from vendorserver.models import ContractParty, Invitation
from vendorserver.services import applying, audit, mail, one_time_links, visible
from vendorserver.services.access import Viewer, require, token_hash
from vendorserver.settings import current

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from vendorserver.models import Account, Registration

INVITERS = (Role.OWNER, Role.OFFICE)
KIND = "invited-officer"
CHANNEL = "invitation"
LASTS = timedelta(days=14)
FIRST_LINK_LASTS = timedelta(days=7)
# An office may be asked again, but nobody can flood a mailbox by us.
MOST_A_DAY = 20


def invite(
    viewer: Viewer, contract_id: str, party_name: str, email: str, now: datetime
) -> Invitation:
    """Send a letter to the officer of one party; an earlier one that was not used ends."""
    row = visible.contracts(viewer).filter(id=contract_id).first()
    if row is None:
        raise Refused("not-found")
    require(viewer, *INVITERS)
    if row.state == ContractState.DRAFT:
        raise Refused("not-registered-yet")
    party = row.parties.filter(name=party_name).first()
    if party is None:
        raise InvalidEntry(field="party", reason="unknown")
    _check_pace(viewer, now)
    address, token = _address(email), secrets.token_urlsafe(32)
    with transaction.atomic():
        open_ones = Invitation.objects.filter(contract=row, party_name=party.name)
        open_ones.filter(registration=None, ended_at=None).update(ended_at=now)
        made = Invitation.objects.create(
            contract=row,
            party_code=party.code,
            party_name=party.name,
            email=address,
            token_hash=token_hash(token),
            invited_by_id=viewer.account_id,
            sent_at=now,
            expires_at=now + LASTS,
        )
        audit.record(viewer.account_id, "invitation.sent", made.id, contract=row.id)
    if not mail.send(address, *_letter(made, token)):
        Invitation.objects.filter(id=made.id).update(ended_at=now)
        raise Refused("mail-not-sent")
    return made


def of(viewer: Viewer, contract_id: str) -> list[Invitation]:
    """Return the invitations to a contract, with their addresses: for those who may invite."""
    if viewer.role not in INVITERS:
        return []
    rows = Invitation.objects.filter(contract__in=visible.contracts(viewer))
    return list(rows.filter(contract_id=contract_id).select_related("registration"))


def look(token: str, now: datetime) -> Invitation | None:
    """Return an invitation that can still be taken."""
    rows = Invitation.objects.select_related("contract__vendor")
    return rows.filter(
        token_hash=token_hash(token), expires_at__gt=now, ended_at=None, registration=None
    ).first()


def accept(token: str, values: Mapping[str, str], now: datetime) -> Registration:
    """Apply for the invited officer; the address proves the mailbox, an operator decides."""
    with transaction.atomic():
        found = look(token, now)
        row = Invitation.objects.select_for_update().filter(pk=found.pk).first() if found else None
        if row is None or row.registration_id is not None:
            raise Refused("link-spent")
        said = dict(values) | {"contact_email": row.email, "invited_as": row.party_name}
        wish = applying.Application(
            kind=KIND,
            login=row.email,
            # Nobody knows it: the first letter after the approval lets the officer set one.
            password=secrets.token_urlsafe(32),
            values=said,
            channel=CHANNEL,
        )
        row.registration = applying.apply(wish, now)
        row.save(update_fields=["registration"])
    return row.registration


def settle(registration: Registration, account: Account | None, now: datetime) -> None:
    """After the approval: bind the party that the letter was for, and send the way in."""
    row = Invitation.objects.filter(registration=registration).select_related("contract").first()
    if row is None or account is None or account.institution_id is None:
        return
    parties = ContractParty.objects.filter(contract=row.contract, institution=None)
    parties.filter(name=row.party_name, code=row.party_code).update(
        institution_id=account.institution_id
    )
    link = one_time_links.new(account, now, FIRST_LINK_LASTS, f"/contracts/{row.contract_id}")
    letter = _welcome(row, link)
    transaction.on_commit(lambda: mail.send(account.email, *letter))


def refuse(registration: Registration) -> None:
    """Tell an invited officer that the operator could not approve, and why."""
    row = Invitation.objects.filter(registration=registration).first()
    if row is None:
        return
    letter = _refusal(row, registration.reason)
    transaction.on_commit(lambda: mail.send(row.email, *letter))


def _check_pace(viewer: Viewer, now: datetime) -> None:
    mine = Invitation.objects.filter(invited_by__vendor_id=viewer.vendor_id)
    if mine.filter(sent_at__gt=now - timedelta(days=1)).count() >= MOST_A_DAY:
        raise Refused("too-many-letters")


def _address(email: str) -> str:
    address = email.strip()
    try:
        validate_email(address)
    except ValidationError as error:
        raise InvalidEntry(field="contact_email", reason="not-an-email") from error
    # A Cyrillic "о" in korea.kr looks like the real one.
    if not address.isascii():
        raise InvalidEntry(field="contact_email", reason="not-an-email")
    return address.casefold()


def _letter(row: Invitation, token: str) -> tuple[str, str]:
    subject = _("[{server}] 직접생산 과정을 보실 수 있습니다", server=current().name)
    body = _(
        "{institution} 담당자님께\n\n"
        "{vendor}에서 '{contract}' 계약의 생산 과정을 사진과 동영상으로 올리고 있습니다. "
        "아래 주소에서 이름과 전화번호를 적어 주시면 운영자가 확인한 뒤 바로 보실 수 있습니다.\n"
        "{link}\n\n"
        "이 주소는 이 계약에만 쓰이며 {days}일 동안 한 번만 쓸 수 있습니다. "
        "모르는 계약이면 이 메일을 지워 주십시오.",
        institution=row.party_name,
        vendor=row.contract.vendor.name,
        contract=row.contract.name,
        link=f"{current().public_url.rstrip('/')}/invited/{token}",
        days=LASTS.days,
    )
    return subject, body


def _welcome(row: Invitation, link: str) -> tuple[str, str]:
    subject = _("[{server}] 승인되었습니다", server=current().name)
    body = _(
        "{institution} 담당자님의 신청이 승인되었습니다.\n"
        "아래 주소에서 비밀번호를 정하시면 '{contract}' 계약의 사진이 바로 열립니다. "
        "{days}일 동안 한 번만 쓸 수 있습니다.\n{link}",
        institution=row.party_name,
        contract=row.contract.name,
        days=FIRST_LINK_LASTS.days,
        link=link,
    )
    return subject, body


def _refusal(row: Invitation, reason: str) -> tuple[str, str]:
    subject = _("[{server}] 신청을 승인하지 못했습니다", server=current().name)
    body = _(
        "{institution} 담당자님의 신청을 아직 승인하지 못했습니다.\n사유: {reason}\n\n"
        "이 메일의 서버 운영자에게 문의해 주시거나 업체에 새 초대를 부탁해 주십시오.",
        institution=row.party_name,
        reason=reason,
    )
    return subject, body
