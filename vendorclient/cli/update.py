"""update: looks for a new version of the program, fetches it and lets it install itself."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from vendorcore.errors import InvalidEntry
from vendorcore.text import _, size_text

from vendorclient.app import updating
from vendorclient.app.sending import status
from vendorclient.app.way import Way
from vendorclient.cli.progress import Bar

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from pathlib import Path

    from vendorcore.protocol import JsonObject

    from vendorclient.app.updating import Update
    from vendorclient.cli.output import Output
    from vendorclient.cli.session import Session
    from vendorclient.sync.downloads import Downloads


def arguments(parser: ArgumentParser) -> None:
    """Take when to install."""
    parser.add_argument("--now", action="store_true", help=_("받아서 바로 설치합니다"))
    parser.add_argument("--fetch", action="store_true", help=_("받기만 합니다"))
    parser.add_argument("--later", action="store_true", help=_("하루 동안 묻지 않습니다"))


def run(options: Namespace, session: Session, out: Output) -> int:
    """Say whether there is a new version, and do with it what was asked."""
    if options.later:
        updating.put_off(session.db, session.now())
    way = Way.of(session.folder)
    with closing(updating.source_for(session.db, way)) as source:
        found = updating.look(
            session.db,
            source,
            version=way.version,
            now=session.now(),
            keys=updating.trusted_keys(),
        )
        if found is None:
            out.show(
                {"current": way.version, "version": way.version, "state": "newest"},
                _("지금 버전({version})이 가장 새것입니다.", version=way.version),
            )
            return 0
        path = _fetch(found, session, source, out) if options.now or options.fetch else None
    out.show(_record(found, way.version, path), _sentence(found, path))
    if options.now and path is not None:
        updating.install(path, sending=status(session.folder).sending)
    return 0


def _fetch(found: Update, session: Session, source: Downloads, out: Output) -> Path:
    installer = found.installer
    if installer is None:
        raise InvalidEntry("update-no-file", version=found.release.version)
    folder = updating.folder_of(session.folder)
    with Bar(out, _("새 버전을 받는 중"), installer.size_bytes, in_bytes=True) as bar:
        return updating.fetch(installer, source, folder, on_bytes=bar.grow)


def _record(found: Update, current: str, path: Path | None) -> JsonObject:
    return {
        "current": current,
        "version": found.release.version,
        "required": found.required,
        "notes": found.release.notes,
        "size_bytes": found.installer.size_bytes if found.installer else 0,
        "state": "available" if path is None else "fetched",
        "path": str(path or ""),
    }


def _sentence(found: Update, path: Path | None) -> str:
    if path is not None:
        return _("새 버전의 설치 파일을 받아 두었습니다: {path}", path=path)
    said = _(
        "새 버전 {version}({size})이 있습니다. `vendorclient update --now`로 설치합니다.",
        version=found.release.version,
        size=size_text(found.installer.size_bytes if found.installer else 0),
    )
    must = _("지금 버전으로는 더 보낼 수 없으니 꼭 설치해 주십시오.") if found.required else ""
    return "\n".join(filter(None, (said, found.release.notes, must)))
