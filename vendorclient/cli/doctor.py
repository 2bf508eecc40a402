"""doctor: examines the program and the computer, for people and for those who help them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from vendorcore.text import _, problem_sentence, size_text

from vendorclient.app.diagnostics import pack
from vendorclient.app.doctor import Health, examine
from vendorclient.app.way import Way

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from vendorclient.app.doctor import Examined
    from vendorclient.cli.output import Output
    from vendorclient.cli.session import Session


def arguments(parser: ArgumentParser) -> None:
    """Take where to pack what helps a helper."""
    parser.add_argument(
        "--zip",
        metavar="FILE.zip",
        help=_("도움을 청할 때 보낼 진단 파일을 만듭니다(비밀은 뺍니다)"),
    )


def run(options: Namespace, session: Session, out: Output) -> int:
    """Examine everything; 1 when something needs help."""
    well, examined = True, []
    for one in examine(session.root, workshop=session.workshop, way_of=Way.of):
        examined.append(one)
        well = well and one.health is not Health.BAD
        record = {
            "check": one.name,
            "state": one.health,
            "code": one.code,
            "detail": _detail(one),
            "values": one.values,
        }
        out.show(record, "  ".join((_word(one.health), _title(one.name), _detail(one))).rstrip())
    if options.zip:
        names = pack(session.folder, Path(options.zip), examined)
        made = _("진단 파일을 만들었습니다: {path}", path=options.zip)
        out.remark("\n  ".join((made, *names)))
    return 0 if well else 1


def _word(health: Health) -> str:
    return {
        Health.OK: _("좋음"),
        Health.REMARK: _("참고"),
        Health.BAD: _("문제"),
    }[health]


def _title(name: str) -> str:
    return {
        "program": _("프로그램"),
        "data-folder": _("자료 폴더"),
        "free-space": _("남은 자리"),
        "database": _("데이터베이스"),
        "worker": _("파일을 읽는 일꾼"),
        "secrets": _("비밀 보관"),
        "server": _("서버와 시계"),
    }[name]


def _detail(one: Examined) -> str:
    if one.code:
        return str(problem_sentence(one.code, one.values))
    return {
        "data-folder": str(one.values.get("path", "")),
        "free-space": size_text(_whole(one.values.get("free"))),
        "server": _(
            "{url}, 시계 차이 {seconds}초",
            url=one.values.get("url", ""),
            seconds=one.values.get("seconds", 0),
        ),
        "program": ", ".join(f"{name} {value}" for name, value in one.values.items() if value),
    }.get(one.name, "")


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0
