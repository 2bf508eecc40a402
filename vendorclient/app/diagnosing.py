"""Packs what helps to find a fault into one file, without photos, names, addresses or keys."""

from __future__ import annotations

import json
import platform
import re
import zipfile
from contextlib import closing
from typing import TYPE_CHECKING

from vendorclient.paths import disk_refusal
from vendorclient.storage.accounts import Accounts
from vendorclient.storage.contracts import Contracts
from vendorclient.storage.database import Database

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from vendorclient.app.doctor import Examined
    from vendorclient.paths import DataFolder

_LAST_BYTES = 400_000
_HIDDEN = (
    (re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"), "<e-mail>"),
    (re.compile(r"\b\d{3}-\d{2}-\d{5}\b"), "<number>"),
    (re.compile(r"\b01\d[- ]?\d{3,4}[- ]?\d{4}\b"), "<phone>"),
    (
        re.compile(r"(?i)(bearer|token|code|secret|ticket)([\"'=: ]+)[\w.~+/=-]{8,}"),
        r"\1\2<secret>",
    ),
    (re.compile(r"(/home/|/Users/|\\Users\\)[^/\\\s\"']+"), r"\1<person>"),
)


def pack(folder: DataFolder, to: Path, examined: Iterable[Examined]) -> list[str]:
    """Write the file and return what lies in it."""
    masks = _names(folder)
    said = [
        {"check": one.name, "state": one.health, "code": one.code, "values": one.values}
        for one in examined
    ]
    parts = {
        "doctor.json": json.dumps(said, ensure_ascii=False, indent=1, default=str),
        "system.txt": f"{platform.platform()}\nPython {platform.python_version()}\n",
        "queue.json": json.dumps(_queue(folder), indent=1),
    }
    for log in sorted(folder.logs_dir.glob("*.log")):
        parts[f"logs/{log.name}"] = _tail(log)
    try:
        with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as packed:
            for name, text in parts.items():
                packed.writestr(name, masked(text, masks))
    except OSError as error:
        raise disk_refusal(error, to) from error
    return sorted(parts)


def masked(text: str, names: Mapping[str, str]) -> str:
    """Return a text in which nobody is named."""
    for name, mask in names.items():
        text = text.replace(name, mask)
    for pattern, mask in _HIDDEN:
        text = pattern.sub(mask, text)
    return text


def _names(folder: DataFolder) -> dict[str, str]:
    """Return what is never shown: people, vendors, contracts and institutions of this library."""
    with closing(Database(folder.database_path)) as db:
        people = Accounts(db).all()
        contracts = Contracts(db).all()
    found: dict[str, str] = {}
    for person in people:
        found |= {person.name: "<person>", person.login: "<login>", person.vendor_name: "<vendor>"}
    for contract in contracts:
        found |= {contract.name: "<contract>", contract.number: "<contract-no>"}
        found |= {party.institution.name: "<institution>" for party in contract.parties}
    longest = sorted(found, key=len, reverse=True)
    return {name: found[name] for name in longest if len(name) > 1 and name != "local"}


def _queue(folder: DataFolder) -> list[dict[str, object]]:
    with closing(Database(folder.database_path)) as db:
        rows = db.rows(
            "SELECT kind, state, code, failures, count(*) AS n FROM operation"
            " GROUP BY kind, state, code, failures"
        )
    return [dict(row) for row in rows]


def _tail(path: Path) -> str:
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _LAST_BYTES))
        return file.read().decode("utf-8", "replace")
