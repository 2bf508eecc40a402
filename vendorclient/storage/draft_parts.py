"""A draft in small pieces, so that a change of one field writes one row."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from vendorcore.domain import (
    ORDER_FIELDS,
    Document,
    Draft,
    DraftItem,
    DraftParty,
    DraftProcess,
    MaterialRow,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

KINDS: dict[str, type[Any]] = {
    "parties": DraftParty,
    "items": DraftItem,
    "processes": DraftProcess,
    "materials": MaterialRow,
    "documents": Document,
}
Step = dict[str, tuple[str | None, str | None]]


def pieces(draft: Draft) -> dict[str, str]:
    """Return the rows of a draft; what is empty has none."""
    return dict(_pieces(draft))


def step_between(before: Draft, after: Draft) -> Step:
    """Return which rows become what; unchanged parts are not even looked into."""
    step: Step = {}
    for name in ORDER_FIELDS:
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            step[name] = (old or None, new or None)
    for kind in KINDS:
        if getattr(before, kind) is not getattr(after, kind):
            step |= _step_of_kind(kind, getattr(before, kind), getattr(after, kind))
    return step


def draft_of(draft_id: str, rows: Mapping[str, str], *, revises: bool) -> Draft:
    """Return the draft that its rows hold."""
    fields: dict[str, Any] = {name: rows.get(name, "") for name in ORDER_FIELDS}
    for kind, part in KINDS.items():
        ids = json.loads(rows.get(kind, "[]"))
        fields[kind] = tuple(part(**json.loads(rows[f"{kind}:{one}"])) for one in ids)
    return Draft(id=draft_id, revises=revises, **fields)


def _pieces(draft: Draft) -> Iterator[tuple[str, str]]:
    for name in ORDER_FIELDS:
        if text := getattr(draft, name):
            yield name, text
    for kind in KINDS:
        if parts := getattr(draft, kind):
            yield kind, _order(parts)
            for part in parts:
                yield f"{kind}:{part.id}", _text(part)


def _step_of_kind(kind: str, before: tuple[Any, ...], after: tuple[Any, ...]) -> Step:
    step: Step = {}
    old, new = ({part.id: part for part in parts} for parts in (before, after))
    if list(old) != list(new):
        step[kind] = (_order(before) if before else None, _order(after) if after else None)
    for part_id in old | new:
        was, now = old.get(part_id), new.get(part_id)
        if was is not now and was != now:
            step[f"{kind}:{part_id}"] = (_text(was) if was else None, _text(now) if now else None)
    return step


def _order(parts: tuple[Any, ...]) -> str:
    return json.dumps([part.id for part in parts])


def _text(part: Any) -> str:
    return json.dumps(asdict(part), ensure_ascii=False, sort_keys=True)
