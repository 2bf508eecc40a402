"""Makes resources/sample-card again from the free originals: python -m tools.sample_card FOLDER.

LICENCES.csv is the recipe: which original (by its SHA-256), which licence, and what was done to it.
"""

from __future__ import annotations

import csv
import hashlib
import sys
from datetime import datetime
from pathlib import Path

from tools.places import RESOURCES, say
from tools.redate import redate

CARD = RESOURCES / "sample-card"
RECIPE = CARD / "LICENCES.csv"


def rows() -> list[dict[str, str]]:
    """Return the recipe, one row per file of the card."""
    with RECIPE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def make(originals: Path) -> None:
    """Write every file of the card from the originals in a folder."""
    found = {
        hashlib.sha256(f.read_bytes()).hexdigest(): f for f in originals.rglob("*") if f.is_file()
    }
    for row in rows():
        target = CARD / row["file"]
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(made(found[row["source_sha256"]].read_bytes(), row["made"]))
        say(f"{row['file']}: {row['made']}")


def made(original: bytes, how: str) -> bytes:
    """Return what this step of the recipe makes of an original."""
    content = original
    for step in how.split("; "):
        word, _, value = step.partition(" ")
        if word == "re-dated":
            content = redate(content, datetime.fromisoformat(value))
        elif word == "cut":
            content = content[: len(content) * int(value.removesuffix("%")) // 100]
    return content


if __name__ == "__main__":
    make(Path(sys.argv[1]))
