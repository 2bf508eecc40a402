"""How devices and errors are written in the messages between the program and its workers."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from vendorcore import errors
from vendorcore.errors import VendorError

from vendorclient.devices.device import DeviceKind, DeviceState, Entry, Role, Status, StorageSpace
from vendorclient.devices.native import Found

if TYPE_CHECKING:
    from vendorcore.media.frames import Message


def entry_to_wire(entry: Entry) -> list[Any]:
    """Return an entry as a short list: there may be many thousands."""
    at = entry.modified_at
    return [
        entry.path,
        entry.name,
        entry.size_bytes,
        None if at is None else at.timestamp(),
        entry.problem,
        entry.group,
        entry.role,
    ]


def entry_from_wire(row: list[Any]) -> Entry:
    """Return the entry that was written down."""
    path, name, size_bytes, at, problem, group, role = row
    return Entry(
        path=path,
        name=name,
        size_bytes=size_bytes,
        modified_at=None if at is None else datetime.fromtimestamp(at, UTC),
        problem=problem,
        group=group,
        role=Role(role),
    )


def status_to_wire(status: Status) -> list[str]:
    """Return a state and its detail."""
    return [status.state, status.detail]


def status_from_wire(row: list[str]) -> Status:
    """Return the state that was written down."""
    return Status(DeviceState(row[0]), row[1])


def found_to_wire(found: Found) -> Message:
    """Return what was found as a message."""
    return {
        "key": found.key,
        "label": found.label,
        "kind": found.kind,
        "address": found.address,
        "status": status_to_wire(found.status),
    }


def found_from_wire(message: Message) -> Found:
    """Return what was found."""
    return Found(
        key=message["key"],
        label=message["label"],
        kind=DeviceKind(message["kind"]),
        address=message["address"],
        status=status_from_wire(message["status"]),
    )


def storage_to_wire(space: StorageSpace) -> Message:
    """Return a storage as a message."""
    return {name: getattr(space, name) for name in StorageSpace.__slots__}


def storage_from_wire(message: Message) -> StorageSpace:
    """Return the storage."""
    return StorageSpace(**message)


def error_to_wire(error: VendorError) -> Message:
    """Return an error as a message."""
    details = {name: str(value) for name, value in error.details.items()}
    return {"error": type(error).__name__, "code": error.code, "details": details}


def error_from_wire(message: Message) -> VendorError:
    """Return the error to raise."""
    kind = getattr(errors, message["error"], VendorError)
    error: VendorError = kind(message["code"], **message["details"])
    return error
