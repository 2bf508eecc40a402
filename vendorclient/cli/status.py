"""status: shows how far the sending is, and what was sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorcore.domain import KST, instant_text
from vendorcore.errors import InvalidEntry
from vendorcore.text import _, n_, problem_sentence, size_text

from vendorclient.app.overview import history
from vendorclient.app.sending import status
from vendorclient.cli.output import one_line
from vendorclient.storage.operations import OperationKind
from vendorclient.sync.row_states import EngineState

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from vendorclient.app.overview import SendingView
    from vendorclient.app.reasons import Reason
    from vendorclient.app.sending import Status
    from vendorclient.cli.output import Output
    from vendorclient.cli.session import Session

_NEWEST = 50


def arguments(parser: ArgumentParser) -> None:
    """Take whether what was sent is wanted."""
    parser.add_argument(
        "--history",
        metavar="N",
        nargs="?",
        type=int,
        const=_NEWEST,
        help=_("보낸 기록을 새것부터 보여 줍니다(N건, 적지 않으면 50건)"),
    )


def run(options: Namespace, session: Session, out: Output) -> int:
    """Show the counts, or what was sent."""
    if options.history is not None:
        return _show_history(options.history, session, out)
    now = status(session.folder)
    record = {**now.to_json(), "reasons": [_record(one) for one in now.reasons]}
    out.show(record, "\n".join((sentence(now), *why(now))))
    return 0


def _show_history(count: int, session: Session, out: Output) -> int:
    if count < 1:
        raise InvalidEntry(field="history", reason=str(count))
    sent = history(session.db, count)
    for view in sent:
        out.show(_sent_record(view), _sent_line(view))
    if not sent:
        out.remark(_("아직 보낸 것이 없습니다."))
    return 0


def _sent_record(view: SendingView) -> dict[str, str | int]:
    row = view.row
    return {
        "op": row.id,
        "kind": row.kind,
        "state": row.state,
        "at": instant_text(row.changed_at),
        "contract": row.contract_id,
        "contract_name": row.contract_name,
        "process": row.process_id,
        "process_name": view.process_name,
        "name": row.file_name,
        "size_bytes": row.size_bytes,
        "receipt_no": row.receipt_no,
    }


def _sent_line(view: SendingView) -> str:
    row = view.row
    kinds = {
        OperationKind.PUT_CONTRACT: _("계약 저장"),
        OperationKind.SUBMIT: _("제출"),
        OperationKind.WITHDRAW: _("철회"),
    }
    what = kinds.get(row.kind) or f"{one_line(row.file_name)} ({size_text(row.size_bytes)})"
    place = " · ".join(map(one_line, filter(None, (row.contract_name, view.process_name))))
    parts = (f"{row.changed_at.astimezone(KST):%Y-%m-%d %H:%M}", place, what, row.receipt_no)
    return "  ".join(filter(None, parts))


def why(now: Status) -> list[str]:
    """Return what holds the sending up, a line for each reason."""
    return [
        "  ".join(filter(None, (_count(one), str(problem_sentence(one.code, one.values)))))
        for one in now.reasons
    ]


def _count(one: Reason) -> str:
    return n_("{n}건", "{n}건", one.count) if one.count else ""


def _record(one: Reason) -> dict[str, str | int]:
    detail = str(problem_sentence(one.code, one.values))
    return {"code": one.code, "count": one.count, "detail": detail}


def sentence(now: Status) -> str:
    """Return the state of the sending in one line."""
    return _(
        "{state}: 대기 {waiting}, 전송 중 {sending}, 완료 {delivered}, 확인 필요 {needs_person}"
        " (남은 크기 {left})",
        state=_state(now),
        waiting=now.waiting,
        sending=now.sending,
        delivered=now.delivered,
        needs_person=now.needs_person,
        left=size_text(now.bytes_left),
    )


def _state(now: Status) -> str:
    return {
        EngineState.IDLE: _("쉬는 중"),
        EngineState.WAITING: _("전송 대기"),
        EngineState.SENDING: _("보내는 중"),
        EngineState.OFFLINE: _("연결 안 됨"),
        EngineState.PAUSED: _("멈춤"),
        EngineState.NEEDS_PERSON: _("확인 필요"),
    }[now.state]
