"""The sample card is free, small, and holds what the demonstration tells."""

import hashlib
import json
from datetime import date
from pathlib import Path

from vendorcore.domain import is_id

from tools import sample_card
from tools.places import RESOURCES

CARD = sample_card.CARD
CONTRACT = json.loads((RESOURCES / "demo" / "contract.json").read_text(encoding="utf-8"))
TAGS = json.loads((RESOURCES / "demo" / "tags.json").read_text(encoding="utf-8"))
ROWS = {row["file"]: row for row in sample_card.rows()}


def files() -> dict[str, Path]:
    """Return the media of the card by their place on it."""
    found = [file for file in CARD.rglob("*") if file.is_file() and file.suffix != ".csv"]
    return {file.relative_to(CARD).as_posix(): file for file in found}


def test_every_file_is_free_and_says_where_it_comes_from() -> None:
    assert set(files()) == set(ROWS)
    assert {row["licence"] for row in ROWS.values()} == {"CC0-1.0"}


def test_card_is_small() -> None:
    assert 24 <= len(files()) <= 36
    assert sum(file.stat().st_size for file in files().values()) <= 15_000_000


def test_files_called_as_found_are_unchanged() -> None:
    for name, row in ROWS.items():
        same = hashlib.sha256(files()[name].read_bytes()).hexdigest() == row["source_sha256"]
        assert same == (row["made"] == "as found"), name


def test_one_file_lies_on_the_card_twice() -> None:
    hashes = [hashlib.sha256(file.read_bytes()).hexdigest() for file in files().values()]

    assert len(hashes) - len(set(hashes)) == 1


def test_tags_name_files_and_processes_that_exist() -> None:
    assert set(TAGS) <= set(files())
    assert set(TAGS.values()) <= {process["name"] for process in CONTRACT["processes"]}


def test_contract_of_the_demonstration_keeps_its_own_dates() -> None:
    first, last = date.fromisoformat(CONTRACT["signed_on"]), date.fromisoformat(CONTRACT["due_on"])

    for process in CONTRACT["processes"]:
        assert first <= date.fromisoformat(process["starts_on"])
        assert process["starts_on"] <= process["ends_on"]
        assert date.fromisoformat(process["ends_on"]) <= last


def test_contract_of_the_demonstration_has_proper_ids() -> None:
    parts = [CONTRACT, *CONTRACT["items"], *CONTRACT["processes"]]

    assert all(is_id(part["id"]) for part in parts)
