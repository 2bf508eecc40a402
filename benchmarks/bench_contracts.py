"""List, contract page and search over many contracts and photos, as ratios to their bare SQL.

    python -m benchmarks.bench_contracts [--contracts 5000] [--photos 200000] [--growth]

Ours is what the window asks for; the baseline reads the same rows and counts with plain
statements. The search is compared with LIKE over the same texts, and must find exactly as much.
Both are measured in processor time, after both ran once: what is read lies in memory, and the
clock on the wall tells of what else the computer does.
--growth also prints 100,000 contracts and 1,000,000 photos, and how the times have grown.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import sys
import tempfile
from contextlib import closing
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.many_contracts import fill
from benchmarks.ratio import compare, own_seconds, seconds
from vendorclient.app import contract_list, overview
from vendorclient.paths import open_data_folder
from vendorclient.storage.accounts import Accounts
from vendorclient.storage.database import Database
from vendorclient.storage.searching import Search
from vendorclient.ui.pages.contract_conditions import Conditions
from vendorclient.ui.pages.contract_found import PAGE, Request
from vendorclient.ui.work.contract_listing import find

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from benchmarks.ratio import Comparison

TODAY = date(2026, 11, 15)
_LINES = """
SELECT id, name, number, state, signed_on, due_on, body,
  (SELECT count(*) FROM json_each(body, '$.processes')) AS processes,
  (SELECT json_group_array(json_array(process_id, tagged, submitted, asked)) FROM (
    SELECT process_id, count(*) AS tagged, sum(submission_id <> '') AS submitted,
      sum(review_state = 'more-asked') AS asked
    FROM attachment WHERE contract_id = contract.id AND withdrawn_at = '' GROUP BY process_id))
FROM contract ORDER BY due_on, name, id LIMIT 200
"""
_COUNTS = (
    "SELECT count(*) FROM contract",
    """SELECT count(*) FROM contract
       WHERE state NOT IN ('closed', 'cancelled') AND due_on <= '2026-11-22'""",
    """SELECT count(*) FROM contract WHERE state NOT IN ('closed', 'cancelled') AND EXISTS (
       SELECT 1 FROM json_each(body, '$.processes') AS process
       WHERE json_extract(process.value, '$.starts_on') <= '2026-11-15' AND NOT EXISTS (
         SELECT 1 FROM attachment WHERE contract_id = contract.id AND withdrawn_at = ''
           AND process_id = json_extract(process.value, '$.id')))""",
    """SELECT count(DISTINCT contract_id) FROM attachment
       WHERE review_state = 'more-asked' AND withdrawn_at = ''""",
)
_PHOTOS = """
SELECT attachment.id, process_id, attachment.sha256, media_file.name, verdict, review_state
FROM attachment JOIN media_file ON media_file.sha256 = attachment.sha256
WHERE contract_id = ? AND withdrawn_at = '' ORDER BY tagged_at
"""
_ONE = (
    "SELECT body FROM contract WHERE id = ?",
    """SELECT process_id, count(*), sum(submission_id <> ''), count(receipt.receipt_no),
         sum(review_state = 'more-asked'), sum(review_state = 'accepted')
       FROM attachment LEFT JOIN receipt ON receipt.op_id = attachment.id
       WHERE withdrawn_at = '' AND contract_id = ? GROUP BY process_id""",
    """SELECT entity_id, state FROM operation WHERE kind = 'document' AND contract_id = ?""",
    """SELECT state, code, detail FROM operation
       WHERE entity_id = ? AND kind = 'put_contract' AND state = 'rejected'""",
)
_ROWS_OF_ONE = (
    """SELECT value ->> '$.id', value ->> '$.name', value ->> '$.starts_on', value ->> '$.ends_on',
         value ->> '$.text', value ->> '$.record.done'
       FROM contract, json_each(body, '$.processes') WHERE contract.id = ?""",
    """SELECT value ->> '$.detail_no', value ->> '$.detail_name', value ->> '$.quantity'
       FROM contract, json_each(body, '$.items') WHERE contract.id = ?""",
    """SELECT value ->> '$.role', value ->> '$.institution.name'
       FROM contract, json_each(body, '$.parties') WHERE contract.id = ?""",
)
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
            print(f"{_plain(small.name):<52} grows {large.ours / small.ours:6.2f} times")
    return 0 if all(one.ratio <= one.goal for one in results) else 1


def _measure(contracts: int, photos: int) -> list[Comparison]:
    with tempfile.TemporaryDirectory() as scratch:
        path = open_data_folder(Path(scratch) / "library").database_path
        random.seed(7)
        with closing(Database(path)) as db:
            account = Accounts(db).active().id
        ids: list[str] = []
        written = seconds(lambda: ids.extend(fill(path, contracts, photos, account)))
        with closing(Database(path)) as db:
            search = Search(db)
            indexed = seconds(search.catch_up)
            print(f"{contracts} contracts, {photos} photos: ", end="")
            print(f"written in {written:.0f} s, indexed in {indexed:.0f} s", flush=True)
            return list(_compared(db, path, random.sample(ids, 20 + 6 * 50 + 50), search))


def _compared(db: Database, path: Path, some: list[str], search: Search) -> list[Comparison]:
    with closing(sqlite3.connect(path)) as bare:
        return [
            _compare(
                "page of the list",
                _times(2, lambda: contract_list.page(db, limit=PAGE)),
                _times(2, lambda: bare.execute(_LINES).fetchall()),
                goal=2,
            ),
            _compare(
                "what the window shows (page, counts of care)",
                partial(find, Request(), TODAY, 0, PAGE, db),
                lambda: [bare.execute(sql).fetchall() for sql in (_LINES, *_COUNTS)],
                goal=2,
            ),
            _compare(
                "photos of twenty contracts",
                lambda: [contract_list.photos_of(db, one) for one in some[:20]],
                lambda: [bare.execute(_PHOTOS, (one,)).fetchall() for one in some[:20]],
                goal=3,
            ),
            *_pages(db, bare, some),
            *(
                _search(search, bare, kind, word)
                for kind in ("contract", "attachment")
                for word in ("용접", "접")
            ),
            _list_search(db, bare, "용접"),
        ]


def _pages(db: Database, bare: sqlite3.Connection, some: list[str]) -> list[Comparison]:
    """The page of a contract: shown anew, as after each change, and opened for the first time.

    The first is compared with the rows as they lie there, forms unread. What is opened for the
    first time is taken out of its form: the other side takes processes, products and parties out.
    """
    shown, opened, other = some[:20], iter(some[20:-50]), some[-50:]

    def taken_out(sqls: tuple[str, ...], ids: Iterable[str]) -> list[object]:
        return [bare.execute(sql, (one,)).fetchall() for one in ids for sql in sqls]

    return [
        _compare(
            "page of twenty contracts, each as a whole",
            _times(5, lambda: [overview.contract_view(db, one) for one in shown]),
            _times(5, lambda: taken_out(_ONE, shown)),
            goal=3,
        ),
        _compare(
            "the same, others each time (first opened)",
            lambda: [overview.contract_view(db, one) for one in islice(opened, 50)],
            lambda: taken_out((*_ONE, *_ROWS_OF_ONE), other),
            goal=3,
        ),
    ]


def _search(search: Search, bare: sqlite3.Connection, kind: str, word: str) -> Comparison:
    (truth,) = bare.execute(_LIKE, (kind, word)).fetchone()
    found = search.count(kind, word)
    if found != truth:
        print(f"INCOMPLETE: {word} in {kind}: {found} of {truth}")
        sys.exit(1)
    ask: Callable[..., object] = search.contracts if kind == "contract" else search.attachments
    return _compare(
        f"{kind}s with {word} ({found}): count and first 100",
        _times(2, lambda: (search.count(kind, word), ask(word, 100))),
        _times(2, lambda: bare.execute(_LIKE, (kind, word)).fetchone()),
        goal=1.0,
    )


def _list_search(db: Database, bare: sqlite3.Connection, word: str) -> Comparison:
    """The list narrowed to a word, the best hits first, against LIKE over the same texts."""
    request = Request(conditions=Conditions(words=word))
    (truth,) = bare.execute(_LIKE, ("contract", word)).fetchone()
    found = find(request, TODAY, 0, PAGE, db).count
    if found < truth:
        print(f"INCOMPLETE: {word} in the list: {found} of {truth}")
        sys.exit(1)
    texts = """SELECT entity_id FROM search_entry
      WHERE kind = 'contract' AND text LIKE '%' || ? || '%'"""
    lines = _LINES.replace("ORDER BY", f"WHERE id IN ({texts}) ORDER BY")
    return _compare(
        f"the list narrowed to {word} ({found} of them)",
        partial(find, request, TODAY, 0, PAGE, db),
        lambda: [
            bare.execute(lines, (word,)).fetchall(),
            *(bare.execute(sql).fetchall() for sql in _COUNTS),
        ],
        goal=3,
    )


def _compare(
    name: str, ours: Callable[[], object], baseline: Callable[[], object], *, goal: float
) -> Comparison:
    ours(), baseline()
    return compare(name, ours, baseline, goal=goal, rounds=5, measure=own_seconds)


def _plain(name: str) -> str:
    return name.split(" (")[0]


def _times(count: int, action: Callable[[], object]) -> Callable[[], None]:
    def several() -> None:
        for _ in range(count):
            action()

    return several


if __name__ == "__main__":
    sys.exit(main())
