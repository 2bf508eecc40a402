"""status: shows how far the sending is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorcore.text import _, n_, problem_sentence, size_text

from vendorclient.app.sending import status
from vendorclient.sync.row_states import EngineState

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from vendorclient.app.reasons import Reason
    from vendorclient.app.sending import Status
    from vendorclient.cli.output import Output
    from vendorclient.cli.session import Session


def arguments(parser: ArgumentParser) -> None:
    """Take nothing beyond what every command takes."""


def run(options: Namespace, session: Session, out: Output) -> int:  # noqa: ARG001 - as all commands
    """Show the counts."""
    now = status(session.folder)
    record = {**now.to_json(), "reasons": [_record(one) for one in now.reasons]}
    out.show(record, "\n".join((sentence(now), *why(now))))
    return 0


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
    if now.state is EngineState.IDLE and now.waiting:
        return _("전송 대기")
    return {
        EngineState.IDLE: _("쉬는 중"),
        EngineState.SENDING: _("보내는 중"),
        EngineState.OFFLINE: _("연결 안 됨"),
        EngineState.PAUSED: _("멈춤"),
        EngineState.NEEDS_PERSON: _("확인 필요"),
    }[now.state]
