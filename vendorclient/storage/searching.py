"""Finds contracts and photos by any part of what is written about them, one syllable included."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorclient.storage.database import Database

LONGEST = 100
_MOST_LETTERS = 400_000
_BATCH = 5000
# The index is asked first, always: CROSS JOIN keeps SQLite from asking it once for each entry.
FIND = """
SELECT entry.entity_id FROM search_index
CROSS JOIN search_entry AS entry ON entry.number = search_index.rowid
WHERE search_index MATCH ? ORDER BY search_index.rowid DESC LIMIT ?
"""
_COUNT = "SELECT count(*) AS n FROM search_index WHERE search_index MATCH ?"
_DIRTY = "SELECT kind, entity_id FROM search_dirty ORDER BY kind, entity_id LIMIT ?"
_OLD = """
SELECT number, text FROM search_entry
WHERE kind = ? AND entity_id IN (SELECT value FROM json_each(?))
"""
_TAKE_OUT = "INSERT INTO search_index (search_index, rowid, grams) VALUES ('delete', ?, ?)"
_FORGET = "DELETE FROM search_entry WHERE number = ?"
_CONTRACTS = """
SELECT id, body FROM contract WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id
"""
_ATTACHMENTS = """
SELECT attachment.id, attachment.contract_id,
  media_file.name || char(10) || attachment.note || char(10) || attachment.reason AS text
FROM attachment JOIN media_file ON media_file.sha256 = attachment.sha256
WHERE attachment.id IN (SELECT value FROM json_each(?)) AND attachment.withdrawn_at = ''
ORDER BY attachment.id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    entity_id: str
    contract_id: str
    text: str


class Search:
    """The index of this library; it catches up with what has changed before it answers."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def contracts(self, text: str, limit: int = 1000) -> list[str]:
        """Return the ids of contracts in which every word is found, the newest entry first."""
        return self._find("contract", text, limit)

    def attachments(self, text: str, limit: int = 1000) -> list[str]:
        """Return the ids of attachments in whose name, note or reason every word is found."""
        return self._find("attachment", text, limit)

    def count(self, kind: str, text: str) -> int:
        """Return how many there are."""
        wanted = expression(text, kind)
        if not wanted:
            return 0
        self.catch_up()
        row = self._db.row(_COUNT, wanted)
        return int(row["n"]) if row else 0

    def catch_up(self) -> int:
        """Index what has changed; return how much it was."""
        done = 0
        while rows := self._db.rows(_DIRTY, _BATCH):
            for kind, some in groupby(rows, key=itemgetter("kind")):
                self._index(kind, [row["entity_id"] for row in some])
            done += len(rows)
        return done

    def _find(self, kind: str, text: str, limit: int) -> list[str]:
        wanted = expression(text, kind)
        if not wanted:
            return []
        self.catch_up()
        return [row["entity_id"] for row in self._db.rows(FIND, wanted, limit)]

    def _index(self, kind: str, ids: list[str]) -> None:
        """Take what was written about these out of the index, and put in what is written now."""
        asked = json.dumps(ids)
        with self._db.transaction() as connection:
            rows = self._db.rows(_OLD, kind, asked)
            old = [(row["number"], grams(row["text"], kind)) for row in rows]
            connection.executemany(_TAKE_OUT, old)
            connection.executemany(_FORGET, [(number,) for number, _grams in old])
            texts = self._contracts(asked) if kind == "contract" else self._attachments(asked)
            row = self._db.row("SELECT coalesce(max(number), 0) + 1 AS next FROM search_entry")
            new = list(enumerate(texts, row["next"] if row else 1))
            connection.executemany(
                "INSERT INTO search_entry VALUES (?, ?, ?, ?, ?)",
                [(number, kind, one.entity_id, one.contract_id, one.text) for number, one in new],
            )
            connection.executemany(
                "INSERT INTO search_index (rowid, grams) VALUES (?, ?)",
                [(number, grams(one.text, kind)) for number, one in new],
            )
            connection.executemany(
                "DELETE FROM search_dirty WHERE kind = ? AND entity_id = ?",
                [(kind, one) for one in ids],
            )

    def _contracts(self, asked: str) -> Iterator[_Entry]:
        for row in self._db.rows(_CONTRACTS, asked):
            words = "\n".join(_words(json.loads(row["body"])))
            yield _Entry(entity_id=row["id"], contract_id=row["id"], text=folded(words))

    def _attachments(self, asked: str) -> Iterator[_Entry]:
        for row in self._db.rows(_ATTACHMENTS, asked):
            yield _Entry(
                entity_id=row["id"], contract_id=row["contract_id"], text=folded(row["text"])
            )


def folded(text: str) -> str:
    """Return text as it is compared."""
    return unicodedata.normalize("NFC", text).casefold()[:_MOST_LETTERS]


class _Codes(dict[str, str]):
    """The token of each letter, made once: there are few letters and very many texts."""

    def __missing__(self, letter: str) -> str:
        code = self[letter] = f"{ord(letter):05x}"
        return code


_CODES = _Codes()


def grams(text: str, kind: str) -> str:
    """Return the bigrams of a text in their order; the last letter of all stands alone."""
    return " ".join(_tokens(text, kind, alone=True))


def expression(text: str, kind: str) -> str:
    """Return what finds every word of a text as a part; empty when nothing is asked for."""
    return " AND ".join(_phrase(word, kind) for word in folded(text)[:LONGEST].split())


def _phrase(word: str, kind: str) -> str:
    if len(word) == 1:
        return f'"{kind[0]}{_CODES[word]}" *'
    return f'"{" ".join(_tokens(word, kind))}"'


def _tokens(text: str, kind: str, *, alone: bool = False) -> list[str]:
    """Return the tokens of a text; those of contracts and photos are never the same."""
    mark = kind[0]
    codes = [_CODES[letter] for letter in text]
    pairs = [mark + one + other for one, other in pairwise(codes)]
    return [*pairs, mark + codes[-1]] if alone and codes else pairs


def _words(body: dict[str, Any]) -> Iterator[str]:
    """Yield what people look for in a contract."""
    yield from (body["name"], body["number"])
    for party in body["parties"]:
        yield party["institution"]["name"]
    for item in body["items"]:
        yield from (item["detail_name"], item["detail_no"], item.get("spec", ""))
    for process in body["processes"]:
        yield from (process["name"], process["text"])
