"""Who is asking: the one place where a sign-in becomes a viewer."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from vendorcore.domain import Role, Side
from vendorcore.errors import Refused, SignInNeeded

from vendorserver.models import AccessToken, Account
from vendorserver.services import sittings
from vendorserver.settings.caller import caller_account


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
    row = (
        AccessToken.objects.select_related("device__account")
        .filter(
            token_hash=token_hash(token),
            expires_at__gt=timezone.now(),
            device__revoked_at=None,
            device__account__is_active=True,
        )
        .first()
    )
    return viewer_of(row.device.account, row.device_id) if row else None


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
