"""What is to be done, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorcore.text import _, n_

from vendorclient.app.todos import Need

if TYPE_CHECKING:
    from datetime import date

    from vendorclient.app.todos import Todo


def todo_words(todo: Todo, today: date) -> str:
    """Return one thing to do as a sentence."""
    name = todo.process.name if todo.process else ""
    count = todo.count
    return {
        Need.MORE_ASKED: n_("보완 요청 {n}건", "보완 요청 {n}건", count),
        Need.PHOTOS_MISSING: _("{name} 공정이 끝났는데 사진이 없습니다", name=name),
        Need.PHOTOS_TODAY: _("{name} 공정을 하는 날입니다. 사진이 아직 없습니다", name=name),
        Need.TO_SUBMIT: n_(
            "분류한 사진 {n}장을 제출하십시오", "분류한 사진 {n}장을 제출하십시오", count
        ),
        Need.DUE: _("납품기한이 지났습니다") if todo.by < today else _("납품기한이 다가옵니다"),
        Need.STARTS: _("{name} 공정이 곧 시작됩니다", name=name),
    }[todo.need]
