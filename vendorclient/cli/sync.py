"""sync: sends what was handed in, and hears what the server found."""

from __future__ import annotations

from dataclasses import asdict
from threading import Event
from typing import TYPE_CHECKING

from vendorcore.errors import InvalidEntry
from vendorcore.text import _

from vendorclient.app.sending import (
    choices,
    limit_speed,
    pause,
    send,
    send_for_ever,
    send_when_metered,
    status,
)
from vendorclient.app.way import Way
from vendorclient.cli.progress import Bar
from vendorclient.cli.status import sentence, why
from vendorclient.sync.desk import Moved, Progress
from vendorclient.sync.row_states import EngineState

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from vendorclient.app.sending import Choices, Status
    from vendorclient.cli.output import Output
    from vendorclient.cli.session import Session
    from vendorclient.sync.desk import News

_KB = 1000


def arguments(parser: ArgumentParser) -> None:
    """Take whether to stay."""
    parser.add_argument(
        "--once", action="store_true", help=_("다 보내면 끝냅니다(없으면 계속 기다립니다)")
    )
    parser.add_argument(
        "--limit",
        metavar="KB/S",
        type=int,
        help=_("보내는 속도를 제한합니다. 0이면 제한하지 않습니다"),
    )
    parser.add_argument(
        "--metered",
        choices=("send", "wait"),
        help=_("데이터 요금이 드는 회선에서 원본을 보내거나 기다립니다"),
    )
    parser.add_argument("--pause", action="store_true", help=_("보내기를 멈춥니다"))
    parser.add_argument("--resume", action="store_true", help=_("멈춘 보내기를 이어서 합니다"))


def run(options: Namespace, session: Session, out: Output) -> int:
    """Send once, or until somebody presses Ctrl-C; 1 when something is left for a person.

    What is chosen is kept, also for the window; then nothing is sent by this call.
    """
    if _choose(options, session):
        now = choices(session.folder)
        out.show(asdict(now), _chosen_sentence(now))
        return 0
    way = Way.of(session.folder)
    with Bar(out, _("보내는 중"), status(session.folder).bytes_left, in_bytes=True) as bar:
        teller = Teller(out, bar)
        if not options.once:
            send_for_ever(session.folder, way, Event(), told=teller)
            return 0
        after = send(session.folder, way, told=teller)
    out.remark("\n".join(filter(None, (sentence(after), *why(after), next_try(after)))))
    return 1 if after.needs_person or after.waiting or after.sending else 0


def next_try(after: Status) -> str:
    """Return when what is left is tried again: nobody sends any more once this command ended."""
    if not after.waiting or after.state is EngineState.PAUSED:
        return ""
    return _("남은 것은 이 명령을 다시 하면 곧바로, 창을 열어 두면 저절로 다시 시도합니다.")


def _choose(options: Namespace, session: Session) -> bool:
    """Keep what was chosen; whether anything was."""
    folder = session.folder
    if options.limit is not None:
        if options.limit < 0:
            raise InvalidEntry(field="limit", reason=str(options.limit))
        limit_speed(folder, options.limit * _KB)
    if options.metered:
        send_when_metered(folder, on=options.metered == "send")
    if options.pause or options.resume:
        pause(folder, on=options.pause)
    return bool(options.limit is not None or options.metered or options.pause or options.resume)


def _chosen_sentence(now: Choices) -> str:
    speed = now.bytes_per_second // _KB
    return "\n".join(
        (
            _("보내기를 멈췄습니다.") if now.paused else _("보내기를 멈추지 않았습니다."),
            _("속도는 1초에 {speed} KB까지입니다.", speed=speed)
            if speed
            else _("속도를 제한하지 않습니다."),
            _("데이터 요금이 드는 회선에서도 원본을 보냅니다.")
            if now.sends_when_metered
            else _("데이터 요금이 드는 회선에서는 원본이 기다립니다."),
        )
    )


class Teller:
    """Says each change of state, and moves the bar by the bytes that are safe."""

    def __init__(self, out: Output, bar: Bar) -> None:
        self._out = out
        self._bar = bar
        self._sent: dict[str, int] = {}

    def __call__(self, news: News) -> None:
        """Say one piece of news."""
        if isinstance(news, Moved):
            record = {"op": news.op, "kind": news.kind, "state": news.state, "code": news.code}
            self._out.show(record, "")
        elif isinstance(news, Progress):
            self._bar.grow(news.sent_bytes - self._sent.get(news.op, 0))
            self._sent[news.op] = news.sent_bytes
