"""catalogue: newer lists of institutions and products, and requests for what they lack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from vendorcore.errors import NotReadable
from vendorcore.text import _, n_

from vendorserver.models import EntryKind, EntryState
from vendorserver.services import accounts, catalogue, catalogue_requests, form_columns
from vendorserver.services.access import viewer_of

if TYPE_CHECKING:
    from argparse import Namespace

    from vendorserver.cli.output import Output
    from vendorserver.services.access import Viewer


def run(asked: Namespace, out: Output) -> int:
    """List what was asked for, take a newer list in, or decide a request."""
    operator = viewer_of(accounts.by_login(asked.by))
    if asked.file:
        _renew(asked, operator, out)
    elif asked.request:
        _decide(asked, operator, out)
    else:
        _waiting(operator, out)
    return 0


def _renew(asked: Namespace, operator: Viewer, out: Output) -> None:
    try:
        text = asked.file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise NotReadable(path=str(asked.file)) from error
    if asked.kind == "columns":
        number = form_columns.replace(operator, text, timezone.now())
        told = n_("서식의 칸을 {n}개로 바꾸었습니다", "서식의 칸을 {n}개로 바꾸었습니다", number)
        out.row({"columns": number}, told)
        return
    kind = EntryKind(asked.kind)
    made = catalogue.renew(operator, kind, text, timezone.now(), whole=asked.whole)
    out.row(
        {"added": made.added, "changed": made.changed, "ended": made.ended},
        _(
            "새로 {added}, 바뀜 {changed}, 끝남 {ended}",
            added=made.added,
            changed=made.changed,
            ended=made.ended,
        ),
    )


def _decide(asked: Namespace, operator: Viewer, out: Output) -> None:
    state = EntryState.LISTED
    if asked.merge or asked.refuse:
        state = EntryState.MERGED if asked.merge else EntryState.REFUSED
    decision = catalogue_requests.Decision(state=state, into=asked.merge, reason=asked.refuse)
    row = catalogue_requests.decide(operator, asked.request, decision, timezone.now())
    out.row(catalogue.shown(row), f"{row.id}  {row.state}")


def _waiting(operator: Viewer, out: Output) -> None:
    rows = catalogue_requests.waiting(operator)
    for row in rows:
        name = row.body.get("name") or row.body.get("detail_name", "")
        vendor = row.vendor.name if row.vendor else ""
        out.row(catalogue.shown(row), f"{row.id}  {row.kind}  {name}  {vendor}")
    if not rows:
        out.remark(_("기다리는 목록 요청이 없습니다."))
