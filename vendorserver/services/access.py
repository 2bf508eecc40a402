"""Who is asking: the one place where a sign-in becomes a viewer."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from vendorcore.domain import Role, Side
from vendorcore.errors import Refused, SignInNeeded

from vendorserver.models import AccessToken, Account, Device
from vendorserver.models.encrypted import opened
from vendorserver.services import sittings
from vendorserver.settings.caller import caller_account

# Asked for with every request, so it is plain SQL: putting it together cost more than the answer.
_BY_TOKEN = f"""SELECT account.id, account.login, account.name, account.role, account.vendor_id,
    account.institution_id, device.id
  FROM {AccessToken._meta.db_table} AS token
  JOIN {Device._meta.db_table} AS device ON device.id = token.device_id
  JOIN {Account._meta.db_table} AS account ON account.id = device.account_id
  WHERE token.token_hash = %s AND token.expires_at > %s
    AND device.revoked_at IS NULL AND account.is_active"""  # noqa: S608 - our own tables


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """One signed-in person; ids of sides the person does not belong to are empty."""

    account_id: str
    login: str
    name: str
    role: Role
    side: Side
    vendor_id: str = ""
    institution_id: str = ""
    device_id: str = ""


def viewer_from(authorization: str, session_key: str) -> Viewer | None:
    """Return who shows this Authorization header or portal session; None for nobody we know."""
    viewer = _found(authorization, session_key)
    caller_account.set(viewer.account_id if viewer else "")
    return viewer


def signed_in(viewer: Viewer | None) -> Viewer:
    """Return the viewer; SignInNeeded for nobody."""
    if viewer is None:
        raise SignInNeeded
    return viewer


def require(viewer: Viewer, *roles: Role) -> None:
    """Let these roles pass; Refused("forbidden") for every other."""
    if viewer.role not in roles:
        raise Refused("forbidden")


def token_hash(token: str) -> str:
    """Return the only form in which tokens and codes are stored."""
    return hashlib.sha256(token.encode()).hexdigest()


def viewer_of(account: Account, device_id: str = "") -> Viewer:
    """Return an account as a viewer."""
    role = Role(account.role)
    return Viewer(
        account_id=account.id,
        login=account.login,
        name=account.name,
        role=role,
        side=role.side,
        vendor_id=account.vendor_id or "",
        institution_id=account.institution_id or "",
        device_id=device_id,
    )


def _found(authorization: str, session_key: str) -> Viewer | None:
    if authorization:
        scheme, _, token = authorization.partition(" ")
        return _by_token(token.strip()) if scheme.lower() == "bearer" else None
    return _by_session(session_key) if session_key else None


def _by_token(token: str) -> Viewer | None:
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        row = cursor.execute(_BY_TOKEN, (token_hash(token), now)).fetchone()
    if row is None:
        return None
    account_id, login, name, role, vendor_id, institution_id, device_id = row
    return Viewer(
        account_id=account_id,
        login=login,
        name=opened(name),
        role=Role(role),
        side=Role(role).side,
        vendor_id=vendor_id or "",
        institution_id=institution_id or "",
        device_id=device_id,
    )


def _by_session(session_key: str) -> Viewer | None:
    session = sittings.read(session_key, timezone.now())
    account_id = session.get(SESSION_KEY)
    if not account_id or session.get(BACKEND_SESSION_KEY) not in settings.AUTHENTICATION_BACKENDS:
        return None
    account = Account.objects.filter(id=account_id, is_active=True).first()
    if account is None:
        return None
    proof = account.get_session_auth_hash()
    return (
        viewer_of(account)
        if constant_time_compare(session.get(HASH_SESSION_KEY, ""), proof)
        else None
    )
