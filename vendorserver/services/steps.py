"""Every step of an application is kept: who, when, to which state, why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorserver.models import RegistrationStep

if TYPE_CHECKING:
    from datetime import datetime

    from vendorserver.models import Account, Registration


def note(row: Registration, operator: Account | None, now: datetime) -> None:
    """Write down the step that an application has just taken."""
    RegistrationStep.objects.create(
        registration=row,
        state=row.state,
        reason=row.reason,
        missing=row.missing,
        account=operator,
        at=now,
    )
