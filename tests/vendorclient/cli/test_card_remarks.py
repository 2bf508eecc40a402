"""import says what only the whole card tells: order of numbers, other cameras."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.vendorclient.app.test_clock import a_photo
from tests.vendorclient.builders import write

if TYPE_CHECKING:
    from pathlib import Path

    from tests.vendorclient.cli.terminal import Terminal


def test_a_clock_that_was_changed_midway_is_remarked_on(terminal: Terminal, tmp_path: Path) -> None:
    taken = ("2026:03:12 10:00:00", "2026:03:12 10:05:00", "2025:03:12 10:10:00")
    for number, clock in enumerate(taken, 1):
        write(tmp_path / "card/DCIM/100CANON" / f"IMG_{number:04}.JPG", a_photo("", clock))
    *files, last = terminal.json("import", tmp_path / "card").rows
    remarks = {
        remark["sha256"]: [finding["code"] for finding in remark["findings"]]
        for remark in last["summary"]["remarks"]
    }
    by_name = {row["path"][-8:-4]: remarks[row["sha256"]] for row in files}
    assert ["S_ORDER" in by_name[number] for number in ("0001", "0002", "0003")] == [
        False,
        False,
        True,
    ]
    assert all("M_NEW_DEVICE" in codes for codes in by_name.values())
