"""How long a browser stays signed in: until nobody used it for a while, a working day at most."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session

from vendorcore.domain import instant_from_text, instant_text

from vendorserver.settings import current

LONGEST = timedelta(hours=8)
# Not every click is worth a write.
_STEP = timedelta(minutes=1)
BEGAN = "began"


def idle() -> timedelta:
    """Return after how long without a click a browser is signed out."""
    return timedelta(minutes=current().idle_minutes)


def read(session_key: str, now: datetime) -> dict[str, Any]:
    """Return what a living session holds, empty for any other; reading keeps it awake."""
    row = Session.objects.filter(session_key=session_key, expire_date__gt=now).first()
    held: dict[str, Any] = row.get_decoded() if row else {}
    if row is None or SESSION_KEY not in held:
        return held
    new = BEGAN not in held
    began = instant_from_text(held.setdefault(BEGAN, instant_text(now)))
    ends = min(now + idle(), began + LONGEST)
    if ends <= now:
        return {}
    if new or ends - row.expire_date > _STEP:
        same = Session.objects.filter(session_key=session_key)
        same.update(expire_date=ends, session_data=SessionStore().encode(held))
    return held
