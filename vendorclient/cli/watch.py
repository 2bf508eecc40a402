"""watch: folders and devices whose photos come in by themselves, with a process suggested."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vendorcore.errors import VendorError
from vendorcore.text import _, n_

from vendorclient.app import watched
from vendorclient.app.watching_folders import follow
from vendorclient.cli.command import Misuse
from vendorclient.cli.copies import copy_what_came
from vendorclient.cli.facts import read_missing

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable, Iterator

    from vendorclient.app.watched import Suggestion, Watch, WatchRule, WatchSummary
    from vendorclient.cli.output import Output
    from vendorclient.cli.session import Session


def arguments(parser: ArgumentParser) -> None:
    """Take what to do with which rule."""
    parser.add_argument(
        "act",
        choices=sorted(_ACTS),
        help=_("add 더하기, list 목록, remove 빼기, try 미리 보기, run 하기, log 기록"),
    )
    parser.add_argument(
        "what", metavar="FOLDER|KEY|ID", nargs="?", default="", help=_("폴더나 장치, 규칙")
    )
    parser.add_argument("--contract", metavar="ID", default="", help=_("계약의 이름표"))
    parser.add_argument("--process", metavar="ID", default="", help=_("공정의 이름표"))
    parser.add_argument("--below", metavar="SUBFOLDER", default="", help=_("그 안의 이 폴더만"))
    parser.add_argument("--once", action="store_true", help=_("한 번 보고 끝냅니다"))


def run(options: Namespace, session: Session, out: Output) -> int:
    """Do it."""
    try:
        _ACTS[options.act](options, session, out)
    except Misuse as error:
        out.problem(error)
        return 2
    return 0


def _add(options: Namespace, session: Session, out: Output) -> None:
    if not (options.what and options.contract and options.process):
        raise Misuse(_("폴더나 장치, --contract, --process가 필요합니다"), "")
    is_folder = Path(options.what).is_dir()
    rule = watched.add_rule(
        session.db,
        source=str(Path(options.what).absolute()) if is_folder else options.what,
        contract_id=options.contract,
        process_id=options.process,
        below=options.below,
    )
    _show_rule(rule, out)


def _list(_options: Namespace, session: Session, out: Output) -> None:
    for rule in watched.rules(session.db):
        _show_rule(rule, out)


def _remove(options: Namespace, session: Session, out: Output) -> None:
    rule = watched.rule_named(session.db, options.what)
    watched.remove_rule(session.db, rule.id)
    out.show({"removed": rule.id}, _("규칙을 뺐습니다. 가져온 사진은 그대로 있습니다."))


def _try(options: Namespace, session: Session, out: Output) -> None:
    rule = watched.rule_named(session.db, options.what)
    found = watched.dry_run(session.db, session.originals, rule)
    for one in found:
        _show_suggestion(one, out)
    out.remark(_("아무것도 가져오지 않았습니다. 이 규칙이 할 일을 보여 드렸습니다."))


def _run(options: Namespace, session: Session, out: Output) -> None:
    watch = _watch(session)

    def tell(rule: WatchRule, done: WatchSummary) -> None:
        if done.imported or done.failed:
            read_missing(session, out)
            copy_what_came(session, out)
        _show_summary(rule, done, out)

    troubles = list(_looked(session, watch, tell))
    if options.once and troubles:
        raise troubles[0]
    for error in troubles:
        out.problem(error)
    if not options.once:
        follow(watch, tell)


def _looked(
    session: Session, watch: Watch, tell: Callable[[WatchRule, WatchSummary], None]
) -> Iterator[VendorError]:
    """Look into each folder once; yield why one could not be, and look into the others."""
    for rule in watched.rules(session.db):
        if rule.is_folder:
            try:
                tell(rule, watch.run(rule))
            except VendorError as error:
                yield error


def _log(_options: Namespace, session: Session, out: Output) -> None:
    for row in _watch(session).log():
        out.show(row, "  ".join(str(value) for value in row.values()))


def _watch(session: Session) -> Watch:
    return watched.Watch(
        folder=session.folder,
        db=session.db,
        writer=session.writer,
        originals=session.originals,
        now=session.now,
        wait=time.sleep,
    )


def _show_rule(rule: WatchRule, out: Output) -> None:
    record = {
        "id": rule.id,
        "source": rule.source,
        "below": rule.below,
        "contract": rule.contract_id,
        "process": rule.process_id,
    }
    out.show(record, f"{rule.id}  {rule.source}  {rule.below}  → {rule.process_id}")


def _show_suggestion(one: Suggestion, out: Output) -> None:
    record: dict[str, Any] = {
        "path": one.path,
        "sha256": one.sha256,
        "contract": one.contract_id,
        "process": one.process_id,
    }
    out.show(record, f"{one.path}  → {one.process_id}")


def _show_summary(rule: WatchRule, done: WatchSummary, out: Output) -> None:
    for one in done.suggested:
        _show_suggestion(one, out)
    record = {
        "rule": rule.id,
        "imported": done.imported,
        "known": done.known,
        "failed": done.failed,
        "waiting": done.waiting,
    }
    told = n_("새로 가져온 것 {n}개", "새로 가져온 것 {n}개", done.imported)
    out.show(record, f"{rule.source}  {told}")


_ACTS: dict[str, Callable[[Namespace, Session, Output], None]] = {
    "add": _add,
    "list": _list,
    "remove": _remove,
    "try": _try,
    "run": _run,
    "log": _log,
}
