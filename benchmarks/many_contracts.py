"""Writes a library with any number of contracts and photos, as quickly as SQLite takes rows."""

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
_PROCESSES = 6
_STATES = tuple(ContractState)


def fill(path: Path, contracts: int, photos: int, account: str) -> list[str]:
    """Write contracts of six processes and their photos; return the ids of the contracts."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA cache_size = -200000")
        made = [_body(number) for number in range(contracts)]
        with connection:
            connection.executemany(_CONTRACT, (_row(body, account) for body in made))
            connection.execute("INSERT INTO device VALUES ('bench', 'folder', 'bench', '')")
            connection.executemany(
                _FILE, ((f"{n:064x}", f"IMG_{n:07}.JPG", n) for n in range(photos))
            )
            connection.executemany(_ATTACHMENT, _attachments(made, photos, account))
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return [str(body["id"]) for body in made]


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


def _attachments(
    made: list[dict[str, object]], photos: int, account: str
) -> Iterator[tuple[object, ...]]:
    """Yield photos for the first five of the six processes of each contract, a few not enough."""
    for number in range(photos):
        body = made[number % len(made)]
        process = body["processes"][number // len(made) % (_PROCESSES - 1)]  # type: ignore[index]  # a list of forms
        note = f"{random.choice(WORDS)} {random.choice(('전', '중', '후'))} {number}"
        state = "more-asked" if number % 97 == 0 else "waiting"
        yield str(number), body["id"], process["id"], f"{number:064x}", account, note, state


_USUAL = contract_to_json(a_contract())
