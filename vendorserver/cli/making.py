"""init: a new server, with the demonstration's accounts when asked."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from vendorcore.errors import Refused
from vendorcore.text import _

from vendorserver.cli.arguments import FILES
from vendorserver.services.backup_files import held_to_read, lay_out
from vendorserver.settings.folder import (
    change_settings,
    end_restore,
    make_folder,
    mark_ready,
    prepare_restore,
)

if TYPE_CHECKING:
    from argparse import Namespace

    from vendorserver.cli.output import Output
    from vendorserver.services.backup import Backed


def init(asked: Namespace, out: Output) -> int:
    """Make the data folder, its keys and its database."""
    from vendorserver.cli.program import start_django

    make_folder(asked.data, name=asked.name, demo=asked.demo)
    start_django(asked.data)
    from vendorserver.services import schema, signing
    from vendorserver.settings import current

    schema.bring_up_to_date()
    fingerprint = next(iter(signing.public_keys().values())).fingerprint
    out.row(
        {"data": str(asked.data), "server_id": current().server_id, "fingerprint": fingerprint},
        _("서버 자료를 만들었습니다: {path}", path=asked.data),
    )
    if asked.demo:
        _demo(out)
    mark_ready(asked.data)
    return 0


def restore(asked: Namespace, out: Output) -> int:
    """Make a new data folder from a backup; cursors of the feed start again."""
    began = time.monotonic()
    with held_to_read(asked.source):
        done = _restored(asked, out)
    out.row(
        {"data": str(asked.data), **done.to_json()},
        _("원본 {count}개와 기록을 되돌렸습니다: {path}", count=done.originals, path=asked.data),
    )
    if done.damaged:
        out.remark(_not_brought(len(done.damaged)))
    return _verify(asked, out, done.bytes, began) if asked.verify else int(bool(done.damaged))


def _restored(asked: Namespace, out: Output) -> Backed:
    from vendorserver.cli.program import start_django

    prepare_restore(asked.data)
    lay_out(asked.source, asked.data)
    if asked.database_url:
        change_settings(asked.data, database_url=asked.database_url)
    if asked.blob_url is not None:
        change_settings(asked.data, blob_url="" if asked.blob_url == FILES else asked.blob_url)
    start_django(asked.data)
    from django.utils import timezone

    from vendorserver.services import backup, changes, schema

    schema.bring_up_to_date()
    done = backup.bring_back(asked.source, out.bar(_("원본 되돌리기")))
    changes.begin_epoch(int(timezone.now().timestamp()))
    end_restore(asked.data)
    return done


def _not_brought(count: int) -> str:
    return _(
        "원본 {n}개는 백업에서 없어졌거나 바뀌어 되돌리지 못했습니다. 나머지는 모두 되돌렸습니다. "
        "어느 것인지는 vendorserver fsck가 알려 줍니다. "
        "다른 백업이나 대기 사본에 있는지 찾아 주십시오.",
        n=count,
    )


def _verify(asked: Namespace, out: Output, size: int, began: float) -> int:
    """Hash everything again; 1 when something is damaged or it took longer than it may."""
    from vendorserver.cli.keeping import fsck
    from vendorserver.services.drill import limit_seconds

    outcome = fsck(asked, out)
    seconds = time.monotonic() - began
    limit = limit_seconds(size) if asked.limit is None else asked.limit
    out.row(
        {"restored": {"seconds": round(seconds, 1), "limit": round(limit, 1)}},
        _(
            "되돌리고 확인하는 데 {seconds}초가 걸렸습니다(한도 {limit}초).",
            seconds=round(seconds, 1),
            limit=round(limit, 1),
        ),
    )
    if seconds > limit:
        raise Refused("restore-too-slow", seconds=round(seconds), allowed=round(limit))
    return outcome


def _demo(out: Output) -> None:
    from vendorserver.cli.people import show_accounts
    from vendorserver.services import demo

    if not demo.exists():
        demo.create()
    show_accounts(out)
