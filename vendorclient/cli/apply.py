"""apply: the firm applies to a server, sends its papers, and sees how its application stands."""

from __future__ import annotations

import sys
from dataclasses import asdict
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vendorcore.errors import InvalidEntry
from vendorcore.text import _

from vendorclient.app import applying
from vendorclient.app.way import Way
from vendorclient.cli.progress import Bar

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from vendorclient.app.applying import Application
    from vendorclient.cli.output import Output
    from vendorclient.cli.session import Session


def arguments(parser: ArgumentParser) -> None:
    """Take the server and what is handed in; without them the state is asked for."""
    parser.add_argument("--server", default="", metavar="URL", help=_("신청할 서버의 주소"))
    parser.add_argument("--kind", default="", help=_("신청의 종류"))
    parser.add_argument("--login", default="", help=_("쓰고 싶은 아이디"))
    parser.add_argument(
        "--set", action="append", default=[], metavar="KEY=VALUE", help=_("신청서의 한 항목")
    )
    parser.add_argument(
        "--paper", action="append", default=[], metavar="KEY=FILE", help=_("구비서류 파일")
    )


def run(options: Namespace, session: Session, out: Output) -> int:
    """Show the kinds, hand in, or tell the state."""
    way = Way.of(session.folder)
    values, papers = _pairs(options.set, "--set"), _pairs(options.paper, "--paper")
    if options.server and not options.kind:
        _show_kinds(way, options.server, out)
        return 0
    mine = None
    if options.kind:
        out.remark(_("비밀번호를 적고 Enter를 누르십시오. 승인되면 이 비밀번호로 로그인합니다."))
        password = _password()
        mine = applying.apply(
            session.db, way, options.server, options.kind, options.login, password, values
        )
    for key, name in papers.items():
        mine = _hand_in(session, way, key, Path(name), out)
    _show(mine or applying.ask(session.db, way), out)
    return 0


def _password() -> str:
    """Read the password; a terminal does not show it."""
    if sys.stdin.isatty():
        return getpass("")
    return sys.stdin.readline().rstrip("\r\n")


def _hand_in(session: Session, way: Way, key: str, path: Path, out: Output) -> Application:
    size = path.stat().st_size if path.is_file() else 0
    with Bar(out, path.name, size, in_bytes=True) as bar:
        return applying.hand_in(session.db, way, key, path, bar.grow)


def _show_kinds(way: Way, url: str, out: Output) -> None:
    for kind in applying.offered(way, url):
        lines = [f"{kind.key}  {kind.name}", f"  {kind.about}"]
        lines += [_line("--set", one.key, one.name, one.required) for one in kind.fields]
        lines += [_line("--paper", one.key, one.name, one.required) for one in kind.papers]
        out.show(asdict(kind), "\n".join(lines))


def _line(option: str, key: str, name: str, required: bool) -> str:  # noqa: FBT001 - a column
    mark = _("필수") if required else ""
    return f"  {option} {key}=…  {name} {mark}".rstrip()


def _show(mine: Application, out: Output) -> None:
    keys = ("receipt_no", "kind", "organisation", "state", "reason", "missing")
    record: dict[str, Any] = {key: getattr(mine, key) for key in keys}
    said = [
        _(
            "{organisation}의 신청({receipt_no})이 '{state}' 상태입니다.",
            organisation=mine.organisation,
            receipt_no=mine.receipt_no,
            state=_states().get(mine.state, mine.state),
        )
    ]
    said += [_("사유: {reason}", reason=mine.reason)] if mine.reason else []
    if mine.missing:
        said.append(_("아직 없는 서류: {papers}", papers=", ".join(mine.missing)))
    if mine.state == "approved":
        said.append(
            _("포털에 로그인해 '컴퓨터 연결'에서 등록 코드를 받은 뒤 enrol 명령에 넣어 주십시오.")
        )
    out.show(record, "\n".join(said))


def _states() -> dict[str, str]:
    return {
        "pending": _("대기"),
        "approved": _("승인"),
        "on-hold": _("보류"),
        "rejected": _("반려"),
    }


def _pairs(words: list[str], option: str) -> dict[str, str]:
    found = {}
    for one in words:
        key, sign, value = one.partition("=")
        if not (sign and key):
            raise InvalidEntry(field=option, reason="malformed")
        found[key] = value
    return found
