"""fsck: what lies on the shelf without a row; removed only by an explicit switch."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from vendorcore.text import _, size_text

from vendorserver.services import orphans

if TYPE_CHECKING:
    from argparse import Namespace
    from datetime import datetime

    from vendorcore.protocol import JsonObject

    from vendorserver.cli.output import Output
    from vendorserver.storage import Found


def tell(asked: Namespace, out: Output, now: datetime) -> JsonObject:
    """Show the orphans, remove the old ones when asked to; return how many of each."""
    grace = timedelta(days=getattr(asked, "grace_days", orphans.GRACE.days))
    removing = getattr(asked, "remove_orphans", False)
    count = removed = 0
    for orphan in orphans.orphans():
        count += 1
        gone = removing and orphans.remove(orphan, now, grace)
        removed += gone
        out.row(_record(orphan, gone=gone), _line(orphan, gone=gone))
    if count > removed:
        _explain(out, count - removed, grace, removing=removing)
    return {"orphans": count, "removed": removed}


def _record(orphan: Found, *, gone: bool) -> JsonObject:
    return {
        "orphan": orphan.name,
        "bytes": orphan.size_bytes,
        "touched_at": orphan.touched_at.isoformat(timespec="seconds"),
        "removed": gone,
    }


def _line(orphan: Found, *, gone: bool) -> str:
    words = {"name": orphan.name, "size": size_text(orphan.size_bytes)}
    if gone:
        return _("기록에 없는 파일을 지웠습니다: {name} ({size})", **words)
    return _("기록에 없는 파일이 있습니다: {name} ({size})", **words)


def _explain(out: Output, count: int, grace: timedelta, *, removing: bool) -> None:
    if removing:
        text = _(
            "기록에 없는 파일 {n}개는 {days}일이 지나지 않아 그대로 두었습니다.",
            n=count,
            days=grace.days,
        )
    else:
        text = _(
            "기록에 없는 파일 {n}개는 받다가 끊긴 것이며 증빙이 아닙니다. "
            "--remove-orphans를 붙이면 {days}일 넘게 아무도 쓰지 않은 것을 지웁니다.",
            n=count,
            days=grace.days,
        )
    out.remark(text)
