"""What the pages say of entries of the catalogue: fields, one line each, states."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vendorcore.catalogue import InstitutionEntry
from vendorcore.text import _
from vendorcore.text.entries import field_word

from vendorserver.models import EntryKind, EntryState
from vendorserver.services.catalogue_fields import FIELDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vendorcore.catalogue import Product

    from vendorserver.models import CatalogueEntry


@dataclass(frozen=True, slots=True)
class FieldShown:
    """One field of a request: its key, what it is called, what is written in it."""

    key: str
    word: str
    value: str


def state_word(state: str) -> str:
    """Return what became of a request."""
    return {
        EntryState.ASKED: _("대기"),
        EntryState.LISTED: _("목록에 넣음"),
        EntryState.MERGED: _("있는 항목과 합침"),
        EntryState.REFUSED: _("반려"),
    }[EntryState(state)]


def kind_word(kind: str) -> str:
    """Return what is asked for."""
    return {EntryKind.INSTITUTION: _("수요기관"), EntryKind.PRODUCT: _("세부품명")}[EntryKind(kind)]


def fields_of(row: CatalogueEntry, said: Mapping[str, str]) -> list[FieldShown]:
    """Return the fields of a request; what was just written in them is kept."""
    return [
        FieldShown(key, _word(key), said.get(key, str(row.body.get(key, ""))))
        for key in FIELDS[EntryKind(row.kind)]
    ]


def empty_fields(kind: EntryKind, said: Mapping[str, str]) -> list[FieldShown]:
    """Return the fields of a request that is being written."""
    return [FieldShown(key, _word(key), said.get(key, "")) for key in FIELDS[kind]]


def line_of(entry: InstitutionEntry | Product) -> str:
    """Return an entry as one line: its name and what tells it from others."""
    if isinstance(entry, InstitutionEntry):
        parts = [entry.name, entry.class_name, entry.region, entry.code]
    else:
        parts = [entry.detail_name, entry.class_name, entry.detail_no]
    line = " · ".join(part for part in parts if part)
    return _("{line} (끝남)", line=line) if entry.valid_to else line


def _word(key: str) -> str:
    return field_word("institution_name" if key == "name" else key)
