"""The commands that give delivered originals' place back, and the switches of the sending."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.vendorclient.cli.terminal import Terminal


def test_nothing_goes_until_somebody_chooses_a_rule(terminal: Terminal) -> None:
    first = terminal("release")
    refused = terminal("release", "--now")

    assert (first.code, first.out.splitlines()[0]) == (
        0,
        "원본을 비우지 않습니다. 모두 이 컴퓨터에 남습니다.",
    )
    assert refused.code == 1
    assert "며칠 뒤에 비울지 먼저 정해 주십시오." in refused.out + refused.err


def test_a_rule_is_chosen_told_and_taken_back(terminal: Terminal) -> None:
    chosen = terminal("release", "--after", "90", "--below", "20")
    row = terminal.json("release").row
    done = terminal.json("release", "--now").row
    off = terminal.json("release", "--off").row

    assert "20.0 GB" in chosen.out
    assert "90일" in chosen.out
    assert (row["after_days"], row["below_bytes"], row["due"]) == (90, 20 << 30, 0)
    assert done == {"released": 0, "freed_bytes": 0, "kept": 0}
    assert off["after_days"] is None


def test_days_that_nobody_can_mean_are_refused(terminal: Terminal) -> None:
    assert terminal("release", "--after", "-1").code == 1
    assert terminal("release", "--after", "30", "--below", "-1").code == 1
    assert terminal.json("release").row["after_days"] is None


def test_what_was_not_released_need_not_come_back(terminal: Terminal) -> None:
    assert terminal.json("release", "--back", "0" * 64).row == {"brought_back": 0}


def test_switches_of_the_sending_are_kept_and_nothing_is_sent(terminal: Terminal) -> None:
    slow = terminal.json("sync", "--limit", "500", "--metered", "send", "--pause").row
    words = terminal("sync", "--limit", "0", "--metered", "wait", "--resume")
    wrong = terminal("sync", "--limit", "-5")

    assert slow == {"paused": True, "bytes_per_second": 500_000, "sends_when_metered": True}
    assert words.code == 0
    assert words.out.splitlines() == [
        "보내기를 멈추지 않았습니다.",
        "속도를 제한하지 않습니다.",
        "데이터 요금이 드는 회선에서는 원본이 기다립니다.",
    ]
    assert wrong.code == 1
