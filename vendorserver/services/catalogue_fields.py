"""The fields of an institution or a product that people write, and what is right in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from vendorcore.catalogue.renewal import entry_from
from vendorcore.errors import InvalidEntry

from vendorserver.models import EntryKind

if TYPE_CHECKING:
    from vendorcore.catalogue import InstitutionEntry, Product
    from vendorcore.protocol import JsonObject

    from vendorserver.models import CatalogueEntry

FIELDS = {
    EntryKind.INSTITUTION: ("name", "class_name", "code", "region"),
    EntryKind.PRODUCT: ("detail_name", "detail_no"),
}
_NAME = {EntryKind.INSTITUTION: "name", EntryKind.PRODUCT: "detail_name"}
_CODE = {EntryKind.INSTITUTION: "code", EntryKind.PRODUCT: "detail_no"}
_CODES = {EntryKind.INSTITUTION: r"[0-9A-Z]{7}", EntryKind.PRODUCT: r"[0-9]{10}"}
# "name" alone is the name of a contract to whoever reads the refusal.
_SAID = {"name": "institution_name"}
_LONGEST = 300


def checked(kind: EntryKind, entry_id: str, body: dict[str, Any]) -> InstitutionEntry | Product:
    """Return the entry of what was written; the first field that is wrong is raised."""
    said = dict(body)
    for name in FIELDS[kind]:
        said[name] = str(said.get(name, "")).strip()
        if len(said[name]) > _LONGEST:
            raise InvalidEntry(field=_SAID.get(name, name), reason="too-long")
    code = said[_CODE[kind]]
    if code and not re.fullmatch(_CODES[kind], code):
        raise InvalidEntry(field=_CODE[kind], reason="malformed")
    return named(kind, entry_id, said)


def named(kind: EntryKind, entry_id: str, body: JsonObject) -> InstitutionEntry | Product:
    """Return the entry of a body; one without a name is nothing that could be looked for."""
    if not str(body.get(_NAME[kind], "")).strip():
        raise InvalidEntry(field=_SAID.get(_NAME[kind], _NAME[kind]), reason="empty")
    return entry_from(kind, entry_id, dict(body))


def name_of(row: CatalogueEntry) -> str:
    """Return the name of an entry of either kind."""
    return str(row.body.get(_NAME[EntryKind(row.kind)], ""))
