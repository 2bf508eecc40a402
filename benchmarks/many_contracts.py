"""Writes a library with any number of contracts and photos, as quickly as SQLite takes rows.

Indexes and triggers of the filled tables are put aside meanwhile and come back afterwards; what
the triggers would have written is written at once by the statements they are made of.
"""

from __future__ import annotations

import json
import random
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from typing import TYPE_CHECKING

from vendorcore.domain import ContractState, new_id
from vendorcore.protocol import contract_to_json

from tests.vendorclient.builders import a_contract

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    _Made = tuple[str, list[str]]  # the id of a contract, the ids of its processes

WORDS = ("용접", "절곡", "도장", "사출성형", "조립", "재단", "포장", "검사", "열처리", "연마")
NAMES = ("철제 책상", "금속제 창호", "배전반", "학생용 걸상", "보일러", "플라스틱 상자", "커튼")
PLACES = ("속초시", "순천시", "세종특별자치시교육청", "전주시시설관리공단", "한국도로공사")
_CONTRACT = """
INSERT INTO contract (id, account_id, name, number, state, signed_on, due_on, body, base_body,
  version, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, '', 1, '2026-10-01T00:00:00Z')
"""
_FILE = """
INSERT INTO media_file (sha256, size_bytes, name, kind, device_key, device_path, modified_at,
  imported_at, import_seq) VALUES (?, 1, ?, 'photo', 'bench', '', '', '', ?)
"""
_ATTACHMENT = """
INSERT INTO attachment (id, contract_id, process_id, sha256, account_id, note, tagged_at, verdict,
  findings, review_state) VALUES (?, ?, ?, ?, ?, ?, '', 'pass', '[]', ?)
"""
_BESIDE = """
SELECT type, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL
  AND tbl_name IN ('contract', 'media_file', 'attachment', 'contract_line')
"""
_FOLLOWING = (
    "INSERT INTO contract_line SELECT * FROM contract_as_line",
    "INSERT INTO planned_process SELECT * FROM process_as_planned ORDER BY contract_id, process_id",
    "INSERT INTO search_dirty SELECT 'attachment', id FROM attachment ORDER BY id",
    "INSERT INTO search_dirty SELECT 'contract', id FROM contract ORDER BY id",
)
_PROCESSES = 6
_STATES = tuple(ContractState)


def fill(path: Path, contracts: int, photos: int, account: str) -> list[str]:
    """Write contracts of six processes and their photos; return the ids of the contracts."""
    made: list[_Made] = []
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA cache_size = -400000")
        connection.execute("BEGIN")
        aside = _put_aside(connection)
        connection.executemany(_CONTRACT, _contracts(contracts, account, made))
        connection.execute("INSERT INTO device VALUES ('bench', 'folder', 'bench', '')")
        connection.executemany(_FILE, ((f"{n:064x}", f"IMG_{n:07}.JPG", n) for n in range(photos)))
        connection.executemany(_ATTACHMENT, _attachments(made, photos, account))
        for statement in (*_FOLLOWING, *aside):
            connection.execute(statement)
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return [contract_id for contract_id, _processes in made]


def _put_aside(connection: sqlite3.Connection) -> list[str]:
    """Drop indexes and triggers of the filled tables; return the statements that make them."""
    found = connection.execute(_BESIDE).fetchall()
    for kind, name, _statement in found:
        connection.execute(f"DROP {kind} {name}")
    return [statement for _kind, _name, statement in found]


def _contracts(count: int, account: str, made: list[_Made]) -> Iterator[tuple[object, ...]]:
    for number in range(count):
        body = _body(number)
        made.append((str(body["id"]), [one["id"] for one in body["processes"]]))  # type: ignore[attr-defined]  # a list of forms
        yield _row(body, account)


def _body(number: int) -> dict[str, object]:
    """Return one contract as JSON: a usual one with ids, names, days and processes of its own."""
    body = dict(_USUAL)
    first = date(2026, 1, 5) + timedelta(days=random.randrange(600))
    body |= {
        "id": new_id(),
        "name": f"{random.choice(NAMES)} {random.choice(WORDS)} {number}",
        "number": f"R26TA{number:08}",
        "state": str(random.choice(_STATES)),
        "signed_on": first.isoformat(),
        "due_on": (first + timedelta(days=90)).isoformat(),
        "parties": [
            {"role": "demanding", "institution": {"code": "", "name": random.choice(PLACES)}}
        ],
        "processes": [_process(first, seq) for seq in range(1, _PROCESSES + 1)],
    }
    return body


def _process(first: date, seq: int) -> dict[str, object]:
    starts = first + timedelta(days=12 * seq)
    return {
        **_USUAL["processes"][0],
        "id": new_id(),
        "seq": seq,
        "name": WORDS[seq],
        "starts_on": starts.isoformat(),
        "ends_on": (starts + timedelta(days=10)).isoformat(),
        "text": f"{WORDS[seq]} 공정을 도면에 따라 하고 치수를 재어 기록합니다.",
    }


def _row(body: dict[str, object], account: str) -> tuple[object, ...]:
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    head = [body[key] for key in ("name", "number", "state", "signed_on", "due_on")]
    return body["id"], account, *head, text


def _attachments(made: list[_Made], photos: int, account: str) -> Iterator[tuple[object, ...]]:
    """Yield photos for the first five of the six processes of each contract, a few not enough."""
    for number in range(photos):
        contract_id, processes = made[number % len(made)]
        process_id = processes[number // len(made) % (_PROCESSES - 1)]
        note = f"{random.choice(WORDS)} {random.choice(('전', '중', '후'))} {number}"
        state = "more-asked" if number % 97 == 0 else "waiting"
        yield str(number), contract_id, process_id, f"{number:064x}", account, note, state


_USUAL = contract_to_json(a_contract())
