"""The list of commands; each is loaded only when it is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorcore.text import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from vendorclient.cli.command import Command


def _devices() -> Command:
    from vendorclient.cli import devices

    return devices


def _import() -> Command:
    from vendorclient.cli import importing

    return importing


def _eject() -> Command:
    from vendorclient.cli import eject

    return eject


def _copies() -> Command:
    from vendorclient.cli import copies

    return copies


def _release() -> Command:
    from vendorclient.cli import release

    return release


def _watch() -> Command:
    from vendorclient.cli import watch

    return watch


def _contracts() -> Command:
    from vendorclient.cli import contracts

    return contracts


def _tag() -> Command:
    from vendorclient.cli import tag

    return tag


def _submit() -> Command:
    from vendorclient.cli import submit

    return submit


def _withdraw() -> Command:
    from vendorclient.cli import withdraw

    return withdraw


def _move() -> Command:
    from vendorclient.cli import move

    return move


def _check() -> Command:
    from vendorclient.cli import check

    return check


def _clock() -> Command:
    from vendorclient.cli import clock

    return clock


def _verify() -> Command:
    from vendorclient.cli import verify

    return verify


def _apply() -> Command:
    from vendorclient.cli import apply

    return apply


def _enrol() -> Command:
    from vendorclient.cli import enrol

    return enrol


def _sync() -> Command:
    from vendorclient.cli import sync

    return sync


def _status() -> Command:
    from vendorclient.cli import status

    return status


def _export() -> Command:
    from vendorclient.cli import export

    return export


def _update() -> Command:
    from vendorclient.cli import update

    return update


def _doctor() -> Command:
    from vendorclient.cli import doctor

    return doctor


def _worker() -> Command:
    from vendorclient.cli import worker

    return worker


# Written out, not discovered: whoever packs the program sees which modules it needs.
COMMANDS: dict[str, Callable[[], Command]] = {
    "devices": _devices,
    "import": _import,
    "eject": _eject,
    "copies": _copies,
    "release": _release,
    "watch": _watch,
    "contracts": _contracts,
    "tag": _tag,
    "check": _check,
    "clock": _clock,
    "submit": _submit,
    "withdraw": _withdraw,
    "move": _move,
    "apply": _apply,
    "enrol": _enrol,
    "sync": _sync,
    "status": _status,
    "verify": _verify,
    "export": _export,
    "update": _update,
    "doctor": _doctor,
    "worker": _worker,
}


def help_of(name: str) -> str:
    """Return what a command does, in one line."""
    return {
        "devices": _("꽂혀 있는 카드와 휴대폰을 보여 줍니다"),
        "import": _("카드, 휴대폰, 폴더에서 사진과 동영상을 가져옵니다"),
        "eject": _("카드의 사진이 모두 안전한지 확인하고 꺼냅니다"),
        "copies": _("원본의 두 번째 사본을 둘 폴더를 정합니다"),
        "release": _("서버가 확인한 원본을 규칙대로 비우고, 다시 받습니다"),
        "watch": _("정한 폴더의 새 사진을 저절로 가져오고 공정을 제안합니다"),
        "contracts": _("계약을 보여 주고 더합니다"),
        "tag": _("사진과 동영상을 공정에 넣습니다"),
        "submit": _("공정에 넣은 것을 제출합니다"),
        "withdraw": _("제출한 것을 사유와 함께 철회합니다"),
        "move": _("제출한 것을 다른 공정이나 계약으로 옮깁니다"),
        "check": _("사진과 동영상을 이행계획에 비추어 점검합니다"),
        "clock": _("카메라 시계의 차이를 재고 바로잡습니다"),
        "apply": _("서버에 가입을 신청하고 진행을 봅니다"),
        "enrol": _("등록 코드로 서버에 연결합니다"),
        "sync": _("제출한 것을 보내고 새 소식을 받습니다"),
        "status": _("전송 상태를 보여 줍니다"),
        "verify": _("접수증과 원본이 그대로인지 확인합니다"),
        "export": _("계약의 원본, 대장, 접수증을 폴더로 내보냅니다"),
        "update": _("새 버전을 찾아 설치합니다"),
        "worker": _("파일을 읽는 일꾼입니다. 프로그램이 스스로 시작합니다"),
        "doctor": _("프로그램과 컴퓨터의 상태를 진단합니다"),
    }[name]
