"""What grows old by itself is thrown away: tokens, codes, portal sessions, unfinished uploads."""

from __future__ import annotations

from datetime import datetime, timedelta
from importlib import import_module

from django.conf import settings

from vendorserver.models import AccessToken, EnrolmentCode, Job, JobState, OneTimeLink
from vendorserver.services import (
    erasing,
    recovery_codes,
    scanning,
    standing_by,
    throttle,
    uploads,
)

_CODES_KEPT = timedelta(days=30)
_JOBS_KEPT = timedelta(days=7)


def tidy(now: datetime) -> None:
    """Throw away what nobody can use any more; evidence, receipts and logs stay."""
    AccessToken.objects.filter(expires_at__lte=now).delete()
    EnrolmentCode.objects.filter(expires_at__lte=now - _CODES_KEPT).delete()
    Job.objects.filter(state=JobState.DONE, run_after__lte=now - _JOBS_KEPT).delete()
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    OneTimeLink.objects.filter(expires_at__lte=now - _CODES_KEPT).delete()
    erasing.forget_people(now)
    throttle.forget(now)
    recovery_codes.harden()
    scanning.catch_up(now)
    standing_by.catch_up(now)
    uploads.clean_up(now)
