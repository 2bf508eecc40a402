"""init: a new server, with the demonstration's accounts when asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorcore.text import _

from vendorserver.services.backup_files import lay_out
from vendorserver.settings.folder import (
    change_settings,
    make_folder,
    mark_ready,
    prepare_empty,
)

if TYPE_CHECKING:
    from argparse import Namespace

    from vendorserver.cli.output import Output


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
    from vendorserver.cli.program import start_django

    prepare_empty(asked.data)
    lay_out(asked.source, asked.data)
    if asked.database_url:
        change_settings(asked.data, database_url=asked.database_url)
    start_django(asked.data)
    from django.utils import timezone

    from vendorserver.cli.keeping import fsck
    from vendorserver.services import backup, changes, schema

    schema.bring_up_to_date()
    done = backup.bring_back(asked.source, out.bar(_("원본 되돌리기")))
    changes.begin_epoch(int(timezone.now().timestamp()))
    mark_ready(asked.data)
    out.row(
        {"data": str(asked.data), "originals": done.originals, "bytes": done.bytes},
        _("원본 {count}개와 기록을 되돌렸습니다: {path}", count=done.originals, path=asked.data),
    )
    return fsck(asked, out) if asked.verify else 0


def _demo(out: Output) -> None:
    from vendorserver.cli.people import show_accounts
    from vendorserver.services import demo

    if not demo.exists():
        demo.create()
    show_accounts(out)
