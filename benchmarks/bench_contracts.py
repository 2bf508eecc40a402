"""List, contract page and search over many contracts and photos, as ratios to their bare SQL.

    python -m benchmarks.bench_contracts [--contracts 5000] [--photos 200000] [--growth]

Ours is what the window asks for; the baseline reads the same rows with one plain statement. The
search is compared with LIKE over the same texts, and must find exactly as much. --growth also
prints 100,000 contracts and 1,000,000 photos, and how the times have grown.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.ratio import compare, seconds
from tests.vendorclient.builders import NOON, a_contract
from vendorclient.app import contract_list
from vendorclient.paths import open_data_folder
from vendorclient.storage.accounts import Accounts
from vendorclient.storage.contracts import Contracts
from vendorclient.storage.database import Database
from vendorclient.storage.searching import Search

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.ratio import Comparison

WORDS = ("용접", "절곡", "도장", "사출성형", "조립", "재단", "포장", "검사", "열처리", "연마")
NAMES = ("철제 책상", "금속제 창호", "배전반", "학생용 걸상", "보일러", "플라스틱 상자", "커튼")
_LIST = """
SELECT id, name, number, state, signed_on, due_on FROM contract ORDER BY due_on, name, id LIMIT 200
"""
_PAGE = """
SELECT attachment.id, process_id, attachment.sha256, media_file.name, verdict, review_state
FROM attachment JOIN media_file ON media_file.sha256 = attachment.sha256
WHERE contract_id = ? AND withdrawn_at = '' ORDER BY tagged_at
"""
_LIKE = "SELECT count(*) AS n FROM search_entry WHERE kind = ? AND text LIKE '%' || ? || '%'"


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--contracts", type=int, default=5000)
    parser.add_argument("--photos", type=int, default=200_000)
    parser.add_argument("--growth", action="store_true")
    asked = parser.parse_args()
    results = _measure(asked.contracts, asked.photos)
    if asked.growth:
        grown = _measure(100_000, 1_000_000)
        for small, large in zip(results, grown, strict=True):
            print(f"{small.name:<44} grows {large.ours / small.ours:6.2f} times")
    return 0 if all(one.ratio <= one.goal for one in results) else 1


def _measure(contracts: int, photos: int) -> list[Comparison]:
    with tempfile.TemporaryDirectory() as scratch:
        db = Database(open_data_folder(Path(scratch) / "library").database_path)
        random.seed(7)
        ids = _fill(db, contracts, photos)
        search = Search(db)
        print(
            f"{contracts} contracts, {photos} photos; indexed in {seconds(search.catch_up):.1f} s"
        )
        results = list(_compared(db, ids, search))
        db.close()
    return results


def _compared(db: Database, ids: list[str], search: Search) -> list[Comparison]:
    some = random.choice(ids)
    return [
        compare(
            "first page of the list",
            _times(20, lambda: contract_list.page(db, limit=200)),
            _times(20, lambda: db.rows(_LIST)),
            goal=8,
        ),
        compare(
            "page of one contract",
            _times(50, lambda: contract_list.photos_of(db, some)),
            _times(50, lambda: db.rows(_PAGE, some)),
            goal=3,
        ),
        *(
            _search(search, db, kind, word)
            for kind in ("contract", "attachment")
            for word in ("용접", "접")
        ),
    ]


def _search(search: Search, db: Database, kind: str, word: str) -> Comparison:
    row = db.row(_LIKE, kind, word)
    truth = row["n"] if row else -1
    found = search.count(kind, word)
    if found != truth:
        print(f"INCOMPLETE: {word} in {kind}: {found} of {truth}")
        sys.exit(1)
    ask: Callable[[], object] = search.contracts if kind == "contract" else search.attachments  # type: ignore[assignment]  # called with a word below
    return compare(
        f"{kind}s with {word} ({found} of them), first 100",
        _times(5, lambda: ask(word, 100)),  # type: ignore[call-arg]  # as above
        _times(5, lambda: db.row(_LIKE, kind, word)),
        goal=1.0,
    )


def _times(count: int, action: Callable[[], object]) -> Callable[[], None]:
    def several() -> None:
        for _ in range(count):
            action()

    return several


def _fill(db: Database, contracts: int, photos: int) -> list[str]:
    """Write contracts through the store and photos as plain rows."""
    began, account, made = time.perf_counter(), Accounts(db).active().id, []
    with db.transaction() as connection:
        for number in range(contracts):
            contract = a_contract(name=f"{random.choice(NAMES)} {random.choice(WORDS)} {number}")
            Contracts(db).save(contract, account_id=account, at=NOON)
            made.append(contract)
        connection.execute("INSERT INTO device VALUES ('bench', 'folder', 'bench', '')")
        rows = [(f"{number:064x}", f"IMG_{number:07}.JPG", number) for number in range(photos)]
        connection.executemany(
            "INSERT INTO media_file (sha256, size_bytes, name, kind, device_key, device_path,"
            " modified_at, imported_at, import_seq)"
            " VALUES (?, 1, ?, 'photo', 'bench', '', '', '', ?)",
            rows,
        )
        connection.executemany(
            "INSERT INTO attachment (id, contract_id, process_id, sha256, account_id, note,"
            " tagged_at, verdict, findings) VALUES (?, ?, ?, ?, ?, ?, '', 'pass', '[]')",
            _attachments(made, photos, account),
        )
    print(f"written in {time.perf_counter() - began:.0f} s")
    return [contract.id for contract in made]


def _attachments(made: list, photos: int, account: str) -> list[tuple[str, ...]]:  # type: ignore[type-arg]  # contracts
    rows = []
    for number in range(photos):
        contract = made[number % len(made)]
        process = contract.processes[number % len(contract.processes)]
        note = f"{random.choice(WORDS)} {random.choice(('전', '중', '후'))} {number}"
        rows.append((str(number), contract.id, process.id, f"{number:064x}", account, note))
    return rows


if __name__ == "__main__":
    sys.exit(main())
