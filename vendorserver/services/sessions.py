"""Where somebody is signed in with a browser, and ending it from elsewhere."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.sessions.models import Session

from vendorserver.models import PortalSession
from vendorserver.services import audit
from vendorserver.settings.caller import caller_address

if TYPE_CHECKING:
    from datetime import datetime

    from vendorserver.models import Account
    from vendorserver.services.access import Viewer


def begin(account: Account, session_key: str, browser: str, now: datetime) -> None:
    """Remember that a browser was signed in."""
    PortalSession.objects.create(
        account=account,
        session_key=session_key,
        address=caller_address.get(),
        browser=browser[:300],
        started_at=now,
    )
    audit.record(account.id, "account.signed-in", account.id)


def of(viewer: Viewer, now: datetime) -> list[PortalSession]:
    """Return the browsers in which this person is signed in now."""
    rows = PortalSession.objects.filter(account_id=viewer.account_id)
    alive = Session.objects.filter(expire_date__gt=now).values("session_key")
    rows.exclude(session_key__in=alive).delete()
    return list(rows)


def end(viewer: Viewer, session_id: str) -> None:
    """End one sign-in of this person at once; one that is not there is no error."""
    row = PortalSession.objects.filter(account_id=viewer.account_id, id=session_id).first()
    if row is not None:
        close(row)
        audit.record(viewer.account_id, "session.ended", session_id)


def close(row: PortalSession) -> None:
    """End one sign-in at once."""
    import_module(settings.SESSION_ENGINE).SessionStore(row.session_key).delete()
    row.delete()
