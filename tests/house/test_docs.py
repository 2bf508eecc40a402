"""The documents name what exists and lead nowhere that does not."""

import re

import pytest

from tests.house.running import python
from tools.places import ROOT

COMMANDS = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("resources/**/*.md")])


def verbs(program: str) -> list[str]:
    """Return the commands that a program says it has."""
    said = python("-m", program, "--help", COLUMNS="200").stdout
    found = re.findall(r"^    ([a-z]+) {2,}\S", said, re.MULTILINE)
    assert len(found) >= 9, said
    return found


@pytest.mark.parametrize("program", ["vendorclient", "vendorserver"])
def test_commands_page_names_every_command(program: str) -> None:
    missing = [verb for verb in verbs(program) if f"`{program} {verb}" not in COMMANDS]

    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: object) -> None:
    assert isinstance(page, type(ROOT))
    links = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))

    assert [link for link in links if not (page.parent / link).exists()] == []


def test_decisions_have_their_five_parts() -> None:
    parts = ["Summary", "Context", "Decision", "Consequences", "Alternatives"]
    for page in sorted((ROOT / "docs" / "adr").glob("[0-9]*.md")):
        assert re.findall(r"^## (\w+)", page.read_text(encoding="utf-8"), re.M) == parts, page.name


def test_every_decision_has_a_number_of_its_own() -> None:
    pages = sorted((ROOT / "docs" / "adr").glob("[0-9]*.md"))
    assert len({page.name[:4] for page in pages}) == len(pages)
    for page in pages:
        assert page.read_text(encoding="utf-8").startswith(f"# ADR {page.name[:4]}: ")


def test_security_table_names_files_that_exist() -> None:
    page = (ROOT / "docs" / "asvs.md").read_text(encoding="utf-8")
    named = {name.rpartition("/")[2] for name in re.findall(r"`([\w/]+\.(?:py|html))`", page)}
    folders = [ROOT / name for name in ("tests", "tools", "vendorserver", "vendorcore")]
    there = {path.name for folder in folders for path in folder.rglob("*.*")}

    assert named - there == set()


def test_security_table_has_every_requirement_once() -> None:
    page = (ROOT / "docs" / "asvs.md").read_text(encoding="utf-8")
    found = [one for row in re.findall(r"^\| (\d[\d., –]+) \|", page, re.M) for one in spread(row)]

    assert len(found) == len(set(found)) == 217


def test_every_control_of_the_security_table_says_where_it_is_seen() -> None:
    page = (ROOT / "docs" / "asvs.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d[\d., –]+) \| (done[^|]*|partly) \|[^|]*\|(.*)\|$", page, re.M)
    unseen = [ids for ids, state, seen in rows if state != "partly" and not seen.strip()]

    assert unseen == []


def test_how_soon_a_flaw_is_mended_is_written_down() -> None:
    page = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    table = page.partition("## How soon a flaw is mended")[2]
    for how_bad in ("critical", "high", "medium", "low"):
        assert re.search(rf"^\| {how_bad}[^|]*\|[^|]*\d+ (hours|days)", table, re.M), how_bad


def spread(row: str) -> list[str]:
    """Return the ids of a row: "1.4.1–1.4.3, 2.1.1" are four."""
    ids = []
    for part in row.split(", "):
        first, _, last = part.partition("–")
        stem, _, start = first.rpartition(".")
        end = last.rpartition(".")[2] or start
        ids += [f"{stem}.{number}" for number in range(int(start), int(end) + 1)]
    return ids
