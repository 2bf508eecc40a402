"""The parts of a contract beside days and processes as JSON; keys that are missing are empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorcore.domain import Contact, Document, MaterialRow, ProcessRecord, Terms, Work
from vendorcore.domain.plan import NO_RECORD
from vendorcore.errors import InvalidEntry
from vendorcore.protocol.fields import count, day_or_none, object_of, rows, text

if TYPE_CHECKING:
    from vendorcore.protocol.canonical import JsonObject

_TERMS = ("period", "delivery_place", "delivery_term", "note")
_CONTACT = ("name", "phone", "mail")
MOST_CELLS = 100


def terms_to_json(terms: Terms) -> JsonObject:
    """Return the terms of a contract."""
    contact: JsonObject = {name: getattr(terms.contact, name) for name in _CONTACT}
    return {
        "amount": terms.amount,
        **{name: getattr(terms, name) for name in _TERMS},
        "contact": contact,
    }


def terms_from_json(value: JsonObject) -> Terms:
    """Return the terms in a contract's JSON."""
    terms = object_of(value, "terms")
    contact = object_of(terms, "contact")
    return Terms(
        amount=count(terms, "amount"),
        contact=Contact(**{name: text(contact, name, "") for name in _CONTACT}),
        **{name: text(terms, name, "") for name in _TERMS},
    )


def material_to_json(row: MaterialRow) -> JsonObject:
    """Return one row of the 원부자재 구매내역서."""
    return {"id": row.id, "cells": dict(row.cells)}


def materials_from_json(value: JsonObject) -> tuple[MaterialRow, ...]:
    """Return the rows of the 원부자재 구매내역서 in a contract's JSON."""
    return tuple(
        MaterialRow(id=text(row, "id"), cells=_cells(row)) for row in rows(value, "materials")
    )


def document_to_json(document: Document) -> JsonObject:
    """Return what a contract says about a file that belongs to it."""
    return {
        "id": document.id,
        "name": document.name,
        "sha256": document.sha256,
        "size_bytes": document.size_bytes,
        "kind": document.kind,
    }


def documents_from_json(value: JsonObject) -> tuple[Document, ...]:
    """Return the files that a contract's JSON names."""
    return tuple(
        Document(
            id=text(row, "id"),
            name=text(row, "name"),
            sha256=text(row, "sha256"),
            size_bytes=count(row, "size_bytes"),
            kind=text(row, "kind", ""),
        )
        for row in rows(value, "documents")
    )


def record_to_json(record: ProcessRecord) -> JsonObject:
    """Return what was really done in a process; days that are not known are empty."""
    days = {"started_on": record.started_on, "ended_on": record.ended_on}
    return {
        "done": record.done,
        "note": record.note,
        **{name: day.isoformat() if day else "" for name, day in days.items()},
    }


def record_from_json(value: JsonObject) -> ProcessRecord:
    """Return what was really done in a process's JSON."""
    record = object_of(value, "record")
    if record == _NOTHING_DONE:
        return NO_RECORD
    return ProcessRecord(
        done=text(record, "done", ""),
        note=text(record, "note", ""),
        started_on=day_or_none(record, "started_on"),
        ended_on=day_or_none(record, "ended_on"),
    )


def work_from_json(value: JsonObject) -> Work:
    """Return who does a process."""
    try:
        return Work(text(value, "work", ""))
    except ValueError as error:
        raise InvalidEntry(field="work", reason="unknown") from error


def _cells(row: JsonObject) -> dict[str, str]:
    cells = object_of(row, "cells")
    if len(cells) > MOST_CELLS:
        raise InvalidEntry(field="cells", reason="too-many")
    return {key: text(cells, key) for key in cells}


_NOTHING_DONE = record_to_json(NO_RECORD)  # most processes, most of the time
