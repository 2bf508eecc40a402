"""The commands that keep photos safe: taking a card out, second copies, watched folders."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from vendorcore.protocol import contract_to_json

from tests.vendorclient.builders import a_contract, a_picture, files_below, write

if TYPE_CHECKING:
    from pathlib import Path

    from tests.vendorclient.cli.terminal import Terminal


@pytest.fixture
def card(tmp_path: Path) -> Path:
    for number in (1, 2):
        write(tmp_path / "card" / "DCIM" / "100CANON" / f"IMG_{number}.JPG", a_picture(number * 50))
    return tmp_path / "card"


def key_of(terminal: Terminal) -> str:
    return str(terminal.json("devices").rows[0]["key"])


def test_card_stays_in_until_everything_is_here_and_in_the_second_place(
    terminal: Terminal, card: Path, tmp_path: Path
) -> None:
    assert card
    key = key_of(terminal)
    before = terminal.json("eject", key, "--check")
    second = tmp_path / "nas"
    second.mkdir()
    terminal("copies", second)
    terminal("import", key)
    after = terminal("eject", key, "--check")
    files = [file for file in files_below(second) if file.name != "place"]
    files[0].write_bytes(b"damaged")
    damaged = terminal.json("eject", key)

    assert (before.code, before.row["waiting"], before.row["may_be_taken_out"]) == (1, 2, False)
    assert (after.code, after.out.strip()) == (0, "꺼내도 됩니다")
    assert len(files) == 2
    assert (damaged.code, damaged.row["without_copy"], damaged.row["ejected"]) == (1, 1, False)


def test_second_place_that_is_away_keeps_the_import(terminal: Terminal, tmp_path: Path) -> None:
    write(tmp_path / "card" / "DCIM" / "100CANON" / "IMG_1.JPG", a_picture(50))
    place = tmp_path / "nas"
    place.mkdir()
    terminal("copies", place)
    place.rename(tmp_path / "unplugged")

    done = terminal("import", key_of(terminal))

    assert done.code == 0
    assert "두 번째 사본을 아직 만들지 못했습니다" in done.err


def test_second_copies_are_made_later_and_stop_when_told(
    terminal: Terminal, card: Path, tmp_path: Path
) -> None:
    terminal("import", card)
    (tmp_path / "nas").mkdir()

    assert terminal.json("copies").row == {"folder": "", "copied": 0}
    assert terminal.json("copies", tmp_path / "nas").row["copied"] == 2
    assert terminal.json("copies").row["copied"] == 0
    assert terminal.json("copies", "--off").row["folder"] == ""


def test_watched_folder_from_rule_to_log(terminal: Terminal, tmp_path: Path) -> None:
    contract = a_contract()
    text = json.dumps(contract_to_json(contract))
    terminal("contracts", "add", write(tmp_path / "contract.json", text.encode()))
    write(tmp_path / "재단" / "a.jpg", a_picture(50))
    process = contract.processes[0].id

    rule = terminal.json(
        *("watch", "add", tmp_path / "재단", "--contract", contract.id, "--process", process)
    ).row
    tried = terminal.json("watch", "try", rule["id"]).rows
    suggested, summary = terminal.json("watch", "run", "--once").rows
    logged = terminal.json("watch", "log").rows
    terminal("watch", "remove", rule["id"])

    assert [(row["path"], row["process"]) for row in tried] == [("a.jpg", process)]
    assert suggested["process"] == process
    assert (summary["imported"], summary["waiting"]) == (1, 0)
    assert [row["action"] for row in logged] == ["import", "suggest"]
    assert terminal.json("watch", "list").rows == []


def test_rule_needs_contract_and_process(terminal: Terminal, tmp_path: Path) -> None:
    assert terminal("watch", "add", tmp_path).code == 2


def test_watched_folder_that_is_away_keeps_no_other_waiting(
    terminal: Terminal, tmp_path: Path
) -> None:
    for name in ("away", "here"):
        write(tmp_path / name / "a.jpg", a_picture(50))
        terminal("watch", "add", tmp_path / name, "--contract", "c", "--process", "p")
    (tmp_path / "away").rename(tmp_path / "unplugged")

    done = terminal.json("watch", "run", "--once")

    assert done.code == 1
    assert [row["imported"] for row in done.rows if "imported" in row] == [1]


def test_photos_of_a_watched_card_get_a_suggestion(terminal: Terminal, card: Path) -> None:
    assert card
    key = key_of(terminal)
    terminal("watch", "add", key, "--contract", "c", "--process", "p")

    done = terminal("import", key)

    assert "제안한 것 2개" in done.err
    assert len(terminal.json("watch", "log").rows) == 2


def test_what_is_here_already_is_hidden_from_the_list(terminal: Terminal, card: Path) -> None:
    terminal("import", key_of(terminal))
    write(card / "DCIM" / "100CANON" / "IMG_3.JPG", a_picture(70))

    listed = terminal("import", key_of(terminal), "--list")
    everything = terminal("import", key_of(terminal), "--list", "--all")

    assert listed.out.split()[0] == "DCIM/100CANON/IMG_3.JPG"
    assert len(listed.out.splitlines()) == 1
    assert "2장 숨김: 이미 가져옴" in listed.err
    assert len(everything.out.splitlines()) == 3


def test_nobody_holds_a_card(terminal: Terminal, card: Path) -> None:
    assert card
    assert terminal.json("devices", "--release", key_of(terminal)).row["asked"] is False
