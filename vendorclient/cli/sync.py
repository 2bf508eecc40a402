"""sync: sends what was handed in, and hears what the server found."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

from vendorcore.text import _

from vendorclient.app.sending import send, send_for_ever, status
from vendorclient.app.way import Way
from vendorclient.cli.progress import Bar
from vendorclient.cli.status import sentence, why
from vendorclient.sync.desk import Moved, Progress

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from vendorclient.cli.output import Output
    from vendorclient.cli.session import Session
    from vendorclient.sync.desk import News


def arguments(parser: ArgumentParser) -> None:
    """Take whether to stay."""
    parser.add_argument(
        "--once", action="store_true", help=_("다 보내면 끝냅니다(없으면 계속 기다립니다)")
    )


def run(options: Namespace, session: Session, out: Output) -> int:
    """Send once, or until somebody presses Ctrl-C; 1 when something is left for a person."""
    way = Way.of(session.folder)
    with Bar(out, _("보내는 중"), status(session.folder).bytes_left, in_bytes=True) as bar:
        teller = Teller(out, bar)
        if not options.once:
            send_for_ever(session.folder, way, Event(), told=teller)
            return 0
        after = send(session.folder, way, told=teller)
    out.remark("\n".join((sentence(after), *why(after))))
    return 1 if after.needs_person or after.waiting or after.sending else 0


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
