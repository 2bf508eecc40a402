"""import: brings in what is new on a card, a phone or in a folder."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from vendorcore.errors import NeedsPerson
from vendorcore.evidence import Finding, Level
from vendorcore.text import _, n_, problem_sentence, size_text

from vendorclient.app.arrivals import hidden_sentence, sift
from vendorclient.app.glancing import Glances
from vendorclient.app.importing import ImportListener, Result, import_media
from vendorclient.app.looking import choose
from vendorclient.app.phone_days import is_on, open_days
from vendorclient.app.watched import Watch, rules
from vendorclient.app.weighing import Scales
from vendorclient.cli.copies import copy_what_came
from vendorclient.cli.facts import name_bad
from vendorclient.cli.findings import records
from vendorclient.cli.interrupting import Interrupted
from vendorclient.cli.output import one_line
from vendorclient.cli.progress import Bar
from vendorclient.storage.media import Media
from vendorclient.storage.names import plain

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from vendorclient.app.arrivals import Arrival
    from vendorclient.app.importing import ImportedFile, ImportSummary
    from vendorclient.cli.output import Output
    from vendorclient.cli.session import Session
    from vendorclient.devices import Device


def arguments(parser: ArgumentParser) -> None:
    """Take the device, and what of it."""
    parser.add_argument(
        "source", metavar="KEY|FOLDER", help=_("장치의 이름(devices가 보여 줍니다) 또는 폴더")
    )
    parser.add_argument(
        "--pick", metavar="PATH", action="append", default=[], help=_("이 파일만 (여러 번 가능)")
    )
    parser.add_argument(
        "--list", action="store_true", help=_("가져오지 않고 무엇이 있는지만 보여 줍니다")
    )
    parser.add_argument(
        "--all", action="store_true", help=_("이미 가져온 것과 계획 밖의 날도 보여 줍니다")
    )


def run(options: Namespace, session: Session, out: Output) -> int:
    """Import and read; files that failed are named, the rest is there."""
    started = time.monotonic()
    device = choose(options.source)
    if options.list:
        return _list(device, session, out, everything=options.all)
    listener = _Listener(out, started)
    summary, glances = _bring(device, frozenset(options.pick), session, listener)
    name_bad(glances.bad, out)
    if not summary.imported + summary.known + summary.failed:
        raise NeedsPerson("nothing-found", path=plain(options.source))
    copy_what_came(session, out)
    _suggest(listener.came, session, out)
    remarks = _remarks(session, device.key, glances)
    summary = replace(summary, seconds=time.monotonic() - started)
    out.show({"summary": _record(summary) | {"remarks": remarks}}, _sentence(summary))
    return 1 if summary.failed else 0


def _bring(
    device: Device, picked: frozenset[str], session: Session, listener: _Listener
) -> tuple[ImportSummary, Glances]:
    """Copy what is new and look at it meanwhile; return how it went and what was seen."""
    lane = session.lane
    glances = Glances(
        writer=lane,
        originals=session.originals,
        thumbs=session.thumbs,
        workshop=session.workshop,
        now=session.now,
        looked=listener.looked,
    )
    listener.glances = glances
    for sha256 in lane.do(lambda db: Media(db).not_looked_at()):
        listener.look_at(sha256)
    try:
        with glances.beside():
            summary = import_media(
                device,
                writer=lane,
                originals=session.originals,
                now=session.now,
                picked=picked,
                listener=listener,
            )
            listener.copied()
    except KeyboardInterrupt as error:
        raise Interrupted(len(listener.came)) from error
    finally:
        listener.close()
    return summary, glances


class _Listener(ImportListener):
    """Shows how far it is: what was found, the bytes that came, the files that were looked at."""

    glances: Glances

    def __init__(self, out: Output, started: float) -> None:
        self._out = out
        self._started = started
        self._bar = Bar(out, _("찾는 중"), None, since=started)
        self._to_look = self._looked = 0
        self._is_copied = False
        self.came: list[str] = []

    def found(self) -> None:
        self._bar.grow()

    def expected(self, files: int, size_bytes: int) -> None:  # noqa: ARG002 - bytes are shown
        self._bar.close()
        self._bar = Bar(self._out, _("가져오는 중"), size_bytes, in_bytes=True, since=self._started)

    def read(self, size_bytes: int) -> None:
        self._bar.grow(size_bytes)

    def finished(self, file: ImportedFile) -> None:
        if file.result is Result.IMPORTED:
            self.came.append(file.sha256)
            self.look_at(file.sha256)
        record = {
            "path": file.path,
            "sha256": file.sha256,
            "size_bytes": file.size_bytes,
            "outcome": file.result,
            "code": file.code,
        }
        self._out.show(record, _failure(file) if file.result is Result.FAILED else "")

    def look_at(self, sha256: str) -> None:
        self._to_look += 1
        self.glances.came(sha256)

    def looked(self) -> None:
        """One more file was looked at, in the thread of the looks."""
        self._looked += 1
        if self._is_copied:
            self._bar.grow()

    def copied(self) -> None:
        left = self._to_look - self._looked
        self._bar.close()
        self._bar = Bar(self._out, _("촬영 정보를 읽는 중"), left, since=self._started)
        self._is_copied = True

    def close(self) -> None:
        self._bar.close()


def _list(device: Device, session: Session, out: Output, *, everything: bool) -> int:
    """Show what is there; people see what is new, and of a phone the days of open plans."""
    hidden = 0
    for one in _arrivals(device, session, everything=everything):
        entry, path = one.entry, plain(one.entry.path)
        time = entry.modified_at.isoformat() if entry.modified_at else ""
        record = {
            "path": path,
            "size_bytes": entry.size_bytes,
            "modified_at": time,
            "known": not one.is_new,
            "role": entry.role,
            "group": plain(entry.group),
        }
        is_shown = everything or one.is_new
        hidden += not is_shown
        line = f"{one_line(path)}  {size_text(entry.size_bytes)}  {time}"
        out.show(record, line if is_shown else "")
    out.remark(hidden_sentence(hidden) if hidden else "")
    return 0


def _arrivals(device: Device, session: Session, *, everything: bool) -> Iterator[Arrival]:
    found = sift(session.db, session.originals, device)
    if everything or not device.kind.is_private:
        return found
    from vendorclient.storage.contracts import Contracts  # brings cryptography along

    days = open_days(Contracts(session.db).all())
    return (one for one in found if is_on(days, one.entry))


def _remarks(session: Session, device_key: str, glances: Glances) -> list[dict[str, Any]]:
    """Return what is broken, and what the whole card tells of single files: order, cameras."""
    broken = {one.sha256: (Finding(one.problem, Level.FAIL),) for one in glances.bad}
    told = Scales(session.db, glances.seen).card(device_key)
    found = {one: (*broken.get(one, ()), *told.get(one, ())) for one in (*broken, *told)}
    return [
        {"sha256": sha256, "findings": records(findings)}
        for sha256, findings in found.items()
        if findings
    ]


def _suggest(came: list[str], session: Session, out: Output) -> None:
    """Say what the rules of watched devices suggest for what came."""
    if not rules(session.db):
        return
    watch = Watch(
        folder=session.folder,
        db=session.db,
        writer=session.writer,
        originals=session.originals,
        now=session.now,
    )
    count = len(watch.suggest(came))
    out.remark(
        n_("규칙이 공정을 제안한 것 {n}개", "규칙이 공정을 제안한 것 {n}개", count) if count else ""
    )


def _failure(file: ImportedFile) -> str:
    return str(problem_sentence(file.code, {"path": one_line(file.path)}))


def _record(summary: ImportSummary) -> dict[str, object]:
    return {
        "imported": summary.imported,
        "known": summary.known,
        "failed": summary.failed,
        "bytes": summary.size_bytes,
        "seconds": round(summary.seconds, 3),
    }


def _sentence(summary: ImportSummary) -> str:
    return _(
        "새로 가져온 것 {imported}개, 이미 있던 것 {known}개, 가져오지 못한 것 {failed}개"
        " ({size}, {seconds:.1f}초)",
        imported=summary.imported,
        known=summary.known,
        failed=summary.failed,
        size=size_text(summary.size_bytes),
        seconds=summary.seconds,
    )
