"""The menu: where somebody can go, and where they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vendorcore.domain import Role, Side
from vendorcore.text import _

from vendorserver.services import registration

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorserver.services.access import Viewer

LIST = "/contracts"
# Pages that are reached from the list and have no word of their own in the menu.
_BELOW_LIST = ("/evidence/", "/beside")


@dataclass(frozen=True, slots=True)
class Way:
    """One word of the menu."""

    href: str
    word: str
    here: bool = False
    count: int = 0


def first_page(role: str) -> str:
    """Return where somebody's work begins: for those who approve it is what waits for them."""
    return "/desk" if Role(role) in (Role.ADMIN, Role.APPROVER) else LIST


def ways(viewer: Viewer, path: str) -> list[Way]:
    """Return the menu of somebody who looks at an address."""
    offered = list(_offered(viewer))
    known = LIST if path.startswith(_BELOW_LIST) else path
    fitting = [one.href for one in offered if f"{known}/".startswith(f"{one.href}/")]
    here = max(fitting, key=len, default="")
    return [Way(one.href, one.word, one.href == here, one.count) for one in offered]


def _offered(viewer: Viewer) -> Iterator[Way]:
    yield Way(LIST, _("계약 목록"))
    if viewer.side is Side.OPERATOR:
        yield from _of_operators(viewer.role)
    else:
        yield Way("/requests", _("요청 목록"))
    if viewer.role in (Role.MANAGER, Role.INSPECTOR):
        yield Way("/officers", _("담당자"))
    if viewer.role in (Role.OWNER, Role.OFFICE):
        yield Way("/catalogue", _("목록화"))
    if viewer.side is Side.INSTITUTION:
        yield Way("/makers", _("업체 찾기"))
    if viewer.role is not Role.FACTORY:
        yield Way("/statistics", _("통계"))
    yield Way("/notices", _("알림"))


def _of_operators(role: Role) -> Iterator[Way]:
    if role in (Role.ADMIN, Role.APPROVER):
        yield Way("/desk", _("심사"), count=registration.waiting().count())
        yield Way("/desk/catalogue", _("목록화"))
        yield Way("/desk/vendors", _("업체"))
    if role is Role.AUDITOR:
        yield Way("/audit", _("접속기록"))
    if role in (Role.ADMIN, Role.SUPPORT):
        yield Way("/break-glass", _("비상 열람"))
        yield Way("/recover", _("로그인 복구"))
