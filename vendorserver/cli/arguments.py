"""The words that the commands understand."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from vendorcore.text import _

from vendorserver.cli.reading import Parser

if TYPE_CHECKING:
    # argparse gives it no public name
    _Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def parser() -> argparse.ArgumentParser:
    """Return the reader of the command line."""
    top: argparse.ArgumentParser = Parser(prog="vendorserver", description=_("증빙을 받는 서버"))
    top.add_argument("--data", type=Path, default=_default_data(), help=_("자료 폴더"))
    _add_json(top, default=False)
    commands = top.add_subparsers(dest="command", required=True, metavar=_("명령"))
    _init(_command(commands, "init", _("자료 폴더와 열쇠와 데이터베이스를 만듭니다")))
    _serve(_command(commands, "serve", _("서버를 켭니다")))
    _account(commands.add_parser("account", help=_("계정을 만들고 보여 줍니다")))
    _approve(_command(commands, "approve", _("가입 신청을 심사합니다")))
    _catalogue(_command(commands, "catalogue", _("기관과 세부품명의 목록을 새것으로 바꿉니다")))
    _backup(_command(commands, "backup", _("자료를 다른 폴더에 복사해 둡니다")))
    _restore(_command(commands, "restore", _("복사해 둔 자료로 되돌립니다")))
    _fsck(_command(commands, "fsck", _("보관한 자료가 온전한지 모두 다시 확인합니다")))
    _command(commands, "rotate-key", _("접수증에 서명하는 열쇠를 새것으로 바꿉니다"))
    _move(_command(commands, "move", _("자료를 다른 폴더나 데이터베이스로 옮깁니다")))
    _erase(_command(commands, "erase", _("사진의 원본이나 사람의 정보를 사유를 남기고 파기합니다")))
    _command(commands, "doctor", _("서버의 상태를 살펴봅니다"))
    return top


def _default_data() -> Path | None:
    data = os.environ.get("VENDORSERVER_DATA", "")
    return Path(data) if data else None


def _add_json(parser: argparse.ArgumentParser, default: object) -> None:
    parser.add_argument(
        "--json", action="store_true", default=default, help=_("한 줄에 하나씩 JSON으로 씁니다")
    )


def _command(commands: _Commands, name: str, meaning: str) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=meaning, description=meaning)
    # Suppressed: a --json before the command is not undone by its absence behind it.
    _add_json(parser, default=argparse.SUPPRESS)
    return parser


def _init(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--demo", action="store_true", help=_("시험용 계정을 함께 만듭니다"))
    parser.add_argument("--name", default="vendorserver", help=_("서버의 이름"))


FILES = "files"


def _serve(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="", help=_("들을 주소"))
    parser.add_argument("--port", type=int, default=None, help=_("들을 포트, 0이면 아무 곳이나"))
    parser.add_argument("--announce", type=Path, default=None, help=_("주소를 적어 둘 파일"))


def _account(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar=_("할 일"))
    add = _command(actions, "add", _("계정을 만듭니다"))
    add.add_argument("--login", required=True, help=_("아이디"))
    add.add_argument("--role", required=True, help=_("역할"))
    add.add_argument("--name", default="", help=_("이름"))
    add.add_argument("--vendor", default="", help=_("업체의 사업자등록번호"))
    add.add_argument("--vendor-name", default="", help=_("처음 등록하는 업체의 이름"))
    add.add_argument("--institution", default="", help=_("기관의 행정표준기관코드"))
    add.add_argument("--institution-name", default="", help=_("기관의 이름"))
    _command(actions, "list", _("계정을 모두 보여 줍니다"))
    ticket = _command(actions, "ticket", _("컴퓨터를 연결할 등록 코드를 만듭니다"))
    ticket.add_argument("--login", required=True, help=_("아이디"))
    ticket.add_argument("--url", default="", help=_("컴퓨터가 연결할 주소"))
    password = _command(actions, "password", _("새 비밀번호를 정합니다(표준 입력에서 읽음)"))
    password.add_argument("--login", required=True, help=_("아이디"))
    devices = _command(actions, "devices", _("계정에 연결된 컴퓨터를 보여 줍니다"))
    devices.add_argument("--login", required=True, help=_("아이디"))
    revoke = _command(actions, "revoke", _("잃어버린 컴퓨터의 연결을 끊습니다"))
    revoke.add_argument("--device", required=True, help=_("컴퓨터의 번호"))
    stop = _command(actions, "deactivate", _("계정을 멈추고 연결을 모두 끊습니다"))
    stop.add_argument("--login", required=True, help=_("아이디"))


def _approve(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("registration", nargs="?", default="", help=_("신청의 번호"))
    parser.add_argument("--by", default="", help=_("심사하는 운영자의 아이디"))
    parser.add_argument("--join", action="store_true", help=_("이미 있는 업체나 기관에 넣습니다"))
    parser.add_argument("--hold", default="", metavar=_("사유"), help=_("보류합니다"))
    parser.add_argument("--reject", default="", metavar=_("사유"), help=_("반려합니다"))


def _erase(parser: argparse.ArgumentParser) -> None:
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--attachment", default="", help=_("파기할 증빙의 번호"))
    which.add_argument("--document", default="", help=_("파기할 계약 서류의 접수 작업 번호"))
    which.add_argument("--login", default="", help=_("정보를 파기할, 멈춘 계정의 아이디"))
    parser.add_argument("--by", required=True, help=_("파기하는 운영자의 아이디"))
    parser.add_argument("--reason", required=True, help=_("사유"))


def _catalogue(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", type=Path, default=None, help=_("새 목록(CSV)"))
    parser.add_argument("--by", required=True, help=_("운영자의 아이디"))
    parser.add_argument(
        "--kind",
        choices=("institution", "product", "columns"),
        default="institution",
        help=_("종류"),
    )
    parser.add_argument(
        "--whole", action="store_true", help=_("목록에 없는 것은 끝난 것으로 봅니다")
    )
    parser.add_argument("--request", default="", help=_("목록에 넣을 요청의 번호"))
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--merge", default="", metavar="ID", help=_("있는 항목과 합칩니다"))
    how.add_argument("--refuse", default="", metavar=_("사유"), help=_("반려합니다"))


def _backup(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", type=Path, required=True, help=_("복사해 둘 폴더"))


def _restore(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--from", type=Path, required=True, dest="source", help=_("복사해 둔 폴더"))
    parser.add_argument("--verify", action="store_true", help=_("파일을 모두 다시 확인합니다"))
    parser.add_argument("--limit", type=float, default=None, help=_("되돌리기의 한도(초)"))
    parser.add_argument("--database-url", default="", help=_("새 데이터베이스의 주소"))
    _blob_url(parser)


def days(text: str) -> int:
    """Return a number of days."""
    if not text.isdecimal():
        raise ValueError(text)
    return min(int(text), 36_500)


def _fsck(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--remove-orphans", action="store_true", help=_("기록에 없는 오래된 파일을 지웁니다")
    )
    parser.add_argument(
        "--grace-days", type=days, default=7, help=_("이만큼 아무도 쓰지 않은 것만 지웁니다")
    )


def _move(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", type=Path, required=True, help=_("새 자료 폴더"))
    parser.add_argument("--database-url", default="", help=_("새 데이터베이스의 주소"))
    _blob_url(parser)


def _blob_url(parser: argparse.ArgumentParser) -> None:
    told = _("원본을 둘 곳: s3://… 또는 files(자료 폴더)")
    parser.add_argument("--blob-url", default=None, metavar="URL", help=told)
