"""What doctor saw, in words: one sentence a check, and what to do where it is not well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorcore.errors import VendorError
from vendorcore.text import _, problem_sentence, size_text

from vendorserver.settings import current

if TYPE_CHECKING:
    from vendorserver.services.doctor import Check


def line(check: Check) -> str:
    """Return one check as people read it, below it what to do when something is wrong."""
    if check.trouble is not None:
        return f"× {_title(check.name)}: {_trouble(check.trouble)}"
    if check.well:
        return f"○ {_title(check.name)}: {_well(check)}"
    return f"× {_title(check.name)}: {_wrong(check)}\n  {_help(check)}"


def _title(name: str) -> str:
    return {
        "folder": _("자료 폴더"),
        "keys": _("서버 열쇠"),
        "database": _("데이터베이스"),
        "disk": _("디스크"),
        "receipts": _("접수증"),
        "audit": _("접속기록"),
        "quota": _("업체마다 쓴 자리"),
        "jobs": _("서버의 할 일"),
        "worker": _("파일 읽는 과정"),
        "address": _("공개 주소"),
    }[name]


def _trouble(error: Exception) -> str:
    if isinstance(error, VendorError):
        return str(problem_sentence(error.code, error.details))
    return _("살펴보지 못했습니다: {problem}", problem=error)


def _well(check: Check) -> str:
    seen, values = check.seen, check.values
    return {
        "folder": lambda: _("{seen}, 주인만 엽니다.", seen=seen),
        "keys": lambda: _("주인만 읽습니다. 지문은 {seen}입니다.", seen=seen),
        "database": lambda: _("{seen}, 이 프로그램에 맞습니다.", seen=seen),
        "disk": lambda: _disk(values),
        "receipts": lambda: _("{n}장이 빠짐없이 이어집니다.", n=values["given"]),
        "audit": lambda: _("고치거나 지운 곳이 없습니다."),
        "quota": lambda: _("받은 원본을 다시 세어 보니 모두 맞습니다."),
        "jobs": lambda: _("기다리는 일 {n}가지, 그만둔 일이 없습니다.", n=values["ready"]),
        "worker": lambda: _("잘 대답합니다."),
        "address": lambda: _address(check),
    }[check.name]()


def _wrong(check: Check) -> str:
    seen, values = check.seen, check.values
    return {
        "folder": lambda: _("주인이 아닌 사람도 열 수 있습니다: {seen}", seen=seen),
        "keys": lambda: _("주인이 아닌 사람도 읽을 수 있는 열쇠 파일: {seen}", seen=seen),
        "database": lambda: _("이 프로그램에 맞추려면 {n}단계가 남았습니다.", n=values["steps"]),
        "disk": lambda: _disk(values),
        "receipts": lambda: _receipts(values),
        "audit": lambda: _("{n}번 기록부터 고치거나 지운 자취가 있습니다.", n=values["first"]),
        "quota": lambda: _("업체 {n}곳의 기록이 받은 원본과 다릅니다.", n=values["wrong"]),
        "jobs": lambda: _("여러 번 해 보고 그만둔 일이 {n}가지 있습니다.", n=values["failed"]),
        "worker": lambda: _("제대로 대답하지 않습니다."),
        "address": lambda: _("암호화되지 않은 주소입니다: {url}", url=current().public_url),
    }[check.name]()


def _help(check: Check) -> str:
    return {
        "folder": _("폴더의 권한을 700으로 바꿔 주십시오."),
        "keys": _(
            "파일의 권한을 600으로 바꿔 주십시오. 누가 읽었을지 모르면 rotate-key 명령으로 "
            "열쇠를 바꿔 주십시오."
        ),
        "database": _("serve 명령으로 서버를 다시 시작하면 백업한 뒤 저절로 맞춥니다."),
        "disk": _(
            "새 파일을 받지 않고 있습니다. 디스크를 비우거나 move 명령으로 더 큰 디스크로 옮겨 "
            "주십시오. 비워 둘 자리는 settings.toml의 reserve_bytes로 바꿉니다."
        ),
        "receipts": _(
            "서버를 멈추고 자료 폴더를 그대로 보관한 뒤, 백업을 restore --verify 명령으로 "
            "되살려 견주어 주십시오."
        ),
        "audit": _("자료 폴더를 그대로 보관하고, 백업의 접속기록과 견주어 주십시오."),
        "quota": _("원본은 그대로 있습니다. fsck 명령으로 다시 세어 바로잡아 주십시오."),
        "jobs": _(
            "원본과 접수증은 그대로 있습니다. 서버의 기록에서 까닭을 보고, fsck 명령으로 "
            "원본을 확인해 주십시오."
        ),
        "worker": _("프로그램을 다시 설치해 주십시오. 그동안 받은 파일은 점검을 기다립니다."),
        "address": _(
            "settings.toml의 public_url을 https 주소로 바꾸고 TLS 인증서나 프록시를 마련해 "
            "주십시오."
        ),
    }[check.name]


def _disk(values: dict[str, int]) -> str:
    return _(
        "빈 자리 {free}, 늘 비워 둘 자리 {reserve}.",
        free=size_text(values["free"]),
        reserve=size_text(values["reserve"]),
    )


def _receipts(values: dict[str, int]) -> str:
    if "first" in values:
        return _("{n}번 접수증부터 내용이나 서명이 맞지 않습니다.", n=values["first"])
    return _(
        "준 번호는 {given}번까지인데 {there}장이 있습니다.",
        given=values["given"],
        there=values["there"],
    )


def _address(check: Check) -> str:
    demo = check.seen.endswith("(demo)")
    url = current().public_url
    return _("{url}, 체험 계정이 있습니다.", url=url) if demo else f"{url}"
