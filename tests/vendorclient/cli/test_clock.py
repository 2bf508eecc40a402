"""clock: shown as a picture, read from a photo, corrected, listed and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image

from tests.vendorclient.app.test_clock import a_photo

if TYPE_CHECKING:
    from pathlib import Path

    from tests.vendorclient.cli.terminal import Terminal

SLOW = "2025:10:20 10:00:00"


def a_card(terminal: Terminal, folder: Path, text: str) -> dict[str, str]:
    """Import a card with a photo of the clock and one of work."""
    (folder / "clock.jpg").parent.mkdir(parents=True, exist_ok=True)
    (folder / "clock.jpg").write_bytes(a_photo(text, SLOW))
    (folder / "work.jpg").write_bytes(a_photo("", SLOW))
    rows = terminal.json("import", folder).rows[:-1]
    return {row["path"]: row["sha256"] for row in rows}


def test_the_clock_is_shown_in_the_terminal_and_as_a_file(
    terminal: Terminal, tmp_path: Path
) -> None:
    said = terminal("clock", "show")
    assert "카메라로 찍어" in said.out
    terminal("clock", "show", "--to", tmp_path / "clock.png")
    with Image.open(tmp_path / "clock.png") as picture:
        assert picture.width > 400


def test_a_card_is_measured_corrected_and_taken_back(terminal: Terminal, tmp_path: Path) -> None:
    code = terminal.json("clock", "show").row["code"]
    photos = a_card(terminal, tmp_path / "card", code)
    measured = terminal.json("clock", "read", photos["clock.jpg"]).row
    assert (measured["files"], measured["correction_s"] > 0) == (2, True)
    assert "clock correct" in terminal("clock", "read", photos["clock.jpg"]).out

    done = terminal.json("clock", "correct", photos["clock.jpg"]).row
    assert (done["source"], done["files"]) == ("code", 2)
    assert terminal.json("clock", "list").row == done
    assert done["id"] in terminal("clock", "list").out
    assert terminal.json("clock", "undo", done["id"]).row == {"id": done["id"], "files": 2}


def test_a_clock_is_set_right_by_hand(terminal: Terminal, tmp_path: Path) -> None:
    photos = a_card(terminal, tmp_path / "card", terminal.json("clock", "show").row["code"])
    device = terminal.json("clock", "correct", "--device", "none", "--reason", "x")
    assert (device.code, device.row["error"]["code"]) == (1, "card-empty")
    key = terminal.json("clock", "read", photos["clock.jpg"]).row["device"]
    line = ("clock", "correct", "--device", key, "--seconds", 60)
    assert terminal.json(*line).row["error"]["code"] == "invalid-entry"
    done = terminal.json(*line, "--reason", "맞추지 않음").row
    assert (done["correction_s"], done["source"], done["files"]) == (60, "person", 2)


def test_a_right_clock_needs_nothing(terminal: Terminal, tmp_path: Path) -> None:
    from datetime import datetime

    from vendorcore.domain import KST

    shown = terminal.json("clock", "show").row
    taken = datetime.fromisoformat(shown["shown_at"]).astimezone(KST)
    (tmp_path / "card").mkdir()
    (tmp_path / "card" / "a.jpg").write_bytes(a_photo(shown["code"], f"{taken:%Y:%m:%d %H:%M:%S}"))
    sha256 = terminal.json("import", tmp_path / "card").rows[0]["sha256"]
    assert "시계가 맞습니다" in terminal("clock", "read", sha256).out
