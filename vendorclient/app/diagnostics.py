"""Packs what helps a helper into one ZIP: states, versions, logs; no secret, no name."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

from vendorclient.paths import disk_refusal
from vendorclient.storage.accounts import LOCAL_LOGIN
from vendorclient.storage.contracts import Contracts
from vendorclient.sync.library import Library

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from vendorclient.app.doctor import Examined
    from vendorclient.paths import DataFolder

_LOG_BYTES = 1 << 20
_HIDDEN = "…"
# What could open a door or names somebody: tokens, codes, addresses, telephones, home folders.
_SECRETS = (
    re.compile(r"(?i)\b(bearer|basic)\s+\S+"),
    re.compile(r"(?i)\b((?:refresh_|access_)?token|password|secret)(['\"]?\s*[:=])\s*\S+"),
    re.compile(r"\b[A-Z2-7]{24}\b"),
    re.compile(r"\b[A-Za-z0-9_-]{40,}\b(?<![0-9a-f]{64})"),
    re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+"),
    re.compile(r"\b0\d{1,2}-\d{3,4}-\d{4}\b"),
    re.compile(r"(?<=/home/)[^/\s]+|(?<=/Users/)[^/\s]+|(?<=\\Users\\)[^\\\s]+"),
)
# Ids, sizes, states, times: what happened, without what was done by whom for whom.
_TABLES = {
    "operations": """SELECT id, seq, kind, depends_on, size_bytes, state, upload_offset, recreated,
      failures, pause_s, code, queued_at, changed_at FROM operation ORDER BY seq DESC LIMIT 5000""",
    "counts": """SELECT (SELECT count(*) FROM media_file) AS media,
      (SELECT count(*) FROM contract) AS contracts,
      (SELECT count(*) FROM attachment) AS attachments,
      (SELECT count(*) FROM receipt) AS receipts, (SELECT count(*) FROM account) AS accounts""",
    "choices": "SELECT name, value FROM setting WHERE name LIKE 'sync.%' ORDER BY name",
    "server": "SELECT id, clock_error_ms, clock_known FROM server",
}


def pack(folder: DataFolder, target: Path, examined: Iterable[Examined]) -> list[str]:
    """Write the ZIP and return the names of what lies in it, so that people can look before."""
    try:
        with ZipFile(target, "w", ZIP_DEFLATED) as packed:
            for name, text in _contents(folder, examined):
                packed.writestr(name, text)
            return packed.namelist()
    except OSError as error:
        raise disk_refusal(error, target) from error


def without_secrets(text: str) -> str:
    """Return a text in which nothing opens a door or names somebody."""
    for secret in _SECRETS:
        text = secret.sub(_hidden, text)
    return text


def _hidden(found: re.Match[str]) -> str:
    kept = "".join(part or "" for part in found.groups())
    return f"{kept} {_HIDDEN}".strip() if found.groups() else _HIDDEN


def _contents(folder: DataFolder, examined: Iterable[Examined]) -> Iterator[tuple[str, str]]:
    checks = [
        {"check": one.name, "state": one.health, "code": one.code, "values": one.values}
        for one in examined
    ]
    yield "checks.json", without_secrets(_json(checks))
    with Library(folder) as library:
        for name, sql in _TABLES.items():
            yield f"{name}.json", _json([dict(row) for row in library.db.rows(sql)])
        masks = _names(library)
    for path in sorted(folder.logs_dir.glob("*")):
        if path.is_file():
            yield f"logs/{path.name}", without_secrets(_masked(_end_of(path), masks))


def _names(library: Library) -> dict[str, str]:
    """Return who and what is never named: people, vendors, contracts, institutions; long first."""
    found: dict[str, str] = {}
    for person in library.accounts.all():
        found |= {person.name: "<person>", person.login: "<login>", person.vendor_name: "<vendor>"}
    for contract in Contracts(library.db).all():
        found |= {contract.name: "<contract>", contract.number: "<contract-no>"}
        found |= {party.institution.name: "<institution>" for party in contract.parties}
    longest = sorted(found, key=len, reverse=True)
    return {name: found[name] for name in longest if len(name) > 1 and name != LOCAL_LOGIN}


def _masked(text: str, names: dict[str, str]) -> str:
    for name, mask in names.items():
        text = text.replace(name, mask)
    return text


def _end_of(path: Path) -> str:
    with path.open("rb") as file:
        file.seek(max(path.stat().st_size - _LOG_BYTES, 0))
        return file.read().decode("utf-8", "replace")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1, default=str) + "\n"
