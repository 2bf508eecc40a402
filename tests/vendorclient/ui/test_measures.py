"""Numbers as people read them, in both languages."""

from datetime import UTC, date, datetime

import pytest

from vendorcore.text import use_language

from vendorclient.ui import measures


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "0 KB"),
        (1, "1 KB"),
        (999_499, "999 KB"),
        (4_100_000, "4.1 MB"),
        (2_340_000_000, "2.34 GB"),
    ],
)
def test_sizes(count, words):
    assert measures.size(count) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(5, "1분 안에 끝남"), (120, "약 2분 남음"), (3_900, "약 1시간 5분 남음")],
)
def test_times_left(seconds, words):
    assert measures.time_left(seconds) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [(date(2026, 9, 20), "D-8"), (date(2026, 9, 12), "오늘"), (date(2026, 9, 10), "2일 지남")],
)
def test_days_left(day, words):
    assert measures.days_left(day, date(2026, 9, 12)) == words


def test_days_and_moments_are_korean():
    evening = datetime(2026, 9, 11, 15, 3, tzinfo=UTC)
    assert measures.long_day(date(2026, 9, 12)) == "9월 12일 (토)"
    assert measures.clock(evening) == "00:03"
    assert measures.spoken_moment(evening) == "9월 12일 0시 03분"
    with use_language("en"):
        assert measures.long_day(date(2026, 9, 12)) == "Sat 12 Sep"
        assert measures.spoken_moment(evening) == "12 Sep 00:03"


def test_speeds_and_lengths():
    assert measures.speed(3_140_000) == "3.1 MB/s"
    assert measures.duration(65.2) == "1:05"
