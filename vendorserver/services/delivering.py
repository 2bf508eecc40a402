"""Notices leave the house: by e-mail or through a gateway, tried again until they are gone."""

from __future__ import annotations

import logging
from collections import defaultdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.db.models import F

from vendorcore.text import _

from vendorserver.models import Delivery
from vendorserver.models.notices import DeliveryState
from vendorserver.services import gateway, mail, notice_rights
from vendorserver.services.access import viewer_of
from vendorserver.services.notice_words import sentence, title
from vendorserver.settings import current

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vendorserver.models import Notice

MOST_ATTEMPTS = 12
BATCH = 50
LEASE = timedelta(minutes=5)
_FIRST, _LONGEST = timedelta(minutes=1), timedelta(hours=6)
_log = logging.getLogger(__name__)


def deliver(now: datetime) -> int:
    """Send what is due; return how many notices left. Never inside a transaction."""
    sent = 0
    while rows := _take(now):
        sent += sum(_hand_over(letter, now) for letter in _letters(_still_theirs(rows)))
    return sent


def pause_after(attempts: int) -> timedelta:
    """Double the pause with each attempt, up to six hours."""
    return min(_FIRST * (1 << min(max(attempts - 1, 0), 12)), _LONGEST)


def waiting() -> dict[str, int]:
    """Return how many deliveries are in each state."""
    return {state.value: Delivery.objects.filter(state=state).count() for state in DeliveryState}


def _take(now: datetime) -> list[Delivery]:
    """Take due rows in hand; whoever dies with them leaves them due again after the lease."""
    skip = connection.features.has_select_for_update_skip_locked
    with transaction.atomic():
        rows = Delivery.objects.filter(state=DeliveryState.WAITING, due_at__lte=now)
        rows = rows.select_for_update(skip_locked=skip, of=("self",))
        found = list(rows.select_related("notice__account").order_by("due_at", "id")[:BATCH])
        mine = Delivery.objects.filter(id__in=[row.id for row in found])
        mine.update(due_at=now + LEASE, attempts=F("attempts") + 1)
    return found


def _still_theirs(rows: list[Delivery]) -> list[Delivery]:
    """Leave out news about what its reader may no longer see, and those of closed accounts."""
    lost = {row.id for row in rows if _is_lost(row.notice)}
    Delivery.objects.filter(id__in=lost).update(state=DeliveryState.GIVEN_UP)
    return [row for row in rows if row.id not in lost]


def _is_lost(notice: Notice) -> bool:
    if notice.account is None:
        return False
    lost = notice_rights.lost(viewer_of(notice.account), [notice])
    return bool(lost) or not notice.account.is_active


def _letters(rows: Iterable[Delivery]) -> Iterable[list[Delivery]]:
    """Put the daily news of one reader into one letter; the rest goes by itself."""
    daily: dict[tuple[str, str], list[Delivery]] = defaultdict(list)
    for row in rows:
        if row.daily:
            daily[row.channel, row.to].append(row)
        else:
            yield [row]
    yield from daily.values()


def _hand_over(letter: list[Delivery], now: datetime) -> int:
    send = gateway.send if letter[0].channel == "sms" else mail.send
    ids = [row.id for row in letter]
    mine = Delivery.objects.filter(id__in=ids)
    if send(letter[0].to, _subject(letter), _body(letter)):
        mine.update(state=DeliveryState.SENT, sent_at=now)
        return len(letter)
    attempts = letter[0].attempts + 1
    if attempts >= MOST_ATTEMPTS:
        _log.warning("notice given up after %d attempts", attempts)
        mine.update(state=DeliveryState.GIVEN_UP)
    else:
        mine.update(due_at=now + pause_after(attempts))
    return 0


def _subject(letter: list[Delivery]) -> str:
    if len(letter) > 1:
        return _("[{server}] 알림 {count}건", server=current().name, count=len(letter))
    return f"[{current().name}] {title(letter[0].notice.kind)}"


def _body(letter: list[Delivery]) -> str:
    lines = [_line(row) for row in letter]
    lines.append(_("알림을 받는 방법은 포털의 '알림'에서 바꿀 수 있습니다."))
    return "\n\n".join(lines) + "\n"


def _line(row: Delivery) -> str:
    said = sentence(row.notice.kind, row.notice.values)
    link = row.notice.link
    return f"{said}\n{current().public_url.rstrip('/')}{link}" if link else said
