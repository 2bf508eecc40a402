"""What page templates can say: sentences, days, moments, sizes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from vendorcore.domain import KST
from vendorcore.text import _, current_language, n_

from vendorserver.portal import ways as menu
from vendorserver.portal.assets import mark
from vendorserver.services import notices

if TYPE_CHECKING:
    from datetime import date, datetime

    from vendorserver.services.access import Viewer

register = template.Library()
_STEP = 1024
_UNITS = ("B", "KB", "MB", "GB", "TB")


@register.simple_tag
def t(message: str, **values: object) -> str:
    """Say a sentence: {% t "계약 {name}" name=contract.name %}."""
    return _(message, **values)


@register.simple_tag
def n(one: str, many: str, count: int, **values: object) -> str:
    """Say how many: {% n "사진 {n}장" "사진 {n}장" count %}."""
    return n_(one, many, count, **values)


@register.simple_tag
def ways(viewer: Viewer, path: str) -> list[menu.Way]:
    """Give the menu of somebody who looks at an address."""
    return menu.ways(viewer, path)


@register.simple_tag
def unread(viewer: Viewer) -> int:
    """Count the news that somebody has not seen yet."""
    return notices.unread(viewer.account_id)


@register.simple_tag
def language() -> str:
    """Name the language of the page."""
    return current_language().value


@register.simple_tag
def asset(name: str) -> str:
    """Give the address of a style sheet or sign."""
    return f"/static/{name}?v={mark(name)}"


@register.filter
def day(value: date | None) -> str:
    """Write a day as 2026-03-02."""
    return value.isoformat() if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """Write an instant as the clock in Korea shows it."""
    return value.astimezone(KST).strftime("%Y-%m-%d %H:%M") if value else ""


@register.filter
def size(value: int) -> str:
    """Write a number of bytes as people say it: 4.2 MB."""
    amount, unit = float(value), 0
    while amount >= _STEP and unit < len(_UNITS) - 1:
        amount, unit = amount / _STEP, unit + 1
    return f"{amount:.0f} {_UNITS[unit]}" if unit == 0 else f"{amount:.1f} {_UNITS[unit]}"
