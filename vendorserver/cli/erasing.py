"""erase: what must not be kept any longer, with a reason that stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from vendorcore.domain import instant_text
from vendorcore.text import _

from vendorserver.services import accounts, erasing

if TYPE_CHECKING:
    from argparse import Namespace

    from vendorserver.cli.output import Output


def erase(asked: Namespace, out: Output) -> int:
    """Erase one original, one paper of a contract or one person's data."""
    operator, now = accounts.by_login(asked.by), timezone.now()
    if asked.attachment:
        made = erasing.erase_evidence(operator, asked.attachment, asked.reason, now)
    elif asked.document:
        made = erasing.erase_document(operator, asked.document, asked.reason, now)
    else:
        made = erasing.erase_person(operator, asked.login, asked.reason, now)
    row = {"kind": made.kind, "subject": made.subject, "sha256": made.sha256}
    told = _("파기했습니다. 지문과 사유는 남습니다: {subject}", subject=made.subject)
    out.row({**row, "at": instant_text(made.at)}, told)
    return 0
