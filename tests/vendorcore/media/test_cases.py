"""Made evidence files with the verdict that a correct check gives."""

import csv
import hashlib
import os
import shutil
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from vendorcore.evidence import Finding, Known, verdict_of, weigh
from vendorcore.media import Workshop

from tests.vendorcore.evidence.builders import a_promise
from tests.vendorcore.media.builders import SAMPLES

CASES = list(csv.DictReader((SAMPLES / "cases.csv").read_text("utf-8").splitlines()))
LICENCES = list(csv.DictReader((SAMPLES / "LICENCES.csv").read_text("utf-8").splitlines()))


@pytest.fixture(scope="module")
def weighed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Finding, ...]]:
    """Read and weigh all cases in their order: the later duplicate is the duplicate."""
    folder, found, known = tmp_path_factory.mktemp("card"), {}, []
    with Workshop() as shop:
        for case in CASES:
            path = a_copy(case, folder)
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            facts = replace(shop.read(path).facts, sha256=digest)
            imported_at = datetime.fromisoformat(case["imported"])
            promise = a_promise(imported_at=imported_at, known=tuple(known))
            found[case["file"]] = weigh(facts, promise)
            known.append(Known.of(facts))
    return found


def a_copy(case: dict[str, str], folder: Path) -> Path:
    path = Path(shutil.copyfile(SAMPLES / case["file"], folder / case["file"]))
    seconds = datetime.fromisoformat(case["mtime_utc"]).timestamp()
    os.utime(path, (seconds, seconds))
    return path


@pytest.mark.parametrize("case", CASES, ids=[case["file"] for case in CASES])
def test_every_case_is_weighed_as_it_should(
    case: dict[str, str], weighed: dict[str, tuple[Finding, ...]]
) -> None:
    found = weighed[case["file"]]
    assert verdict_of(found) == case["verdict"], case["case"]
    assert set(case["codes"].split()) <= {finding.code for finding in found}


@pytest.mark.parametrize("row", LICENCES, ids=[row["file"] for row in LICENCES])
def test_every_sample_is_free_and_unchanged(row: dict[str, str]) -> None:
    assert row["licence"].startswith("CC0")
    digest = hashlib.sha256((SAMPLES / row["file"]).read_bytes()).hexdigest()
    assert digest == row["sha256"]


def test_every_sample_has_a_licence() -> None:
    named = {row["file"] for row in LICENCES}
    present = {path.name for path in SAMPLES.iterdir()} - {"cases.csv", "LICENCES.csv"}
    assert present == named == {case["file"] for case in CASES}
