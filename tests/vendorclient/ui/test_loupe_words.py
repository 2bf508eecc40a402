"""How the words beside a photo say when it was taken, and how surely."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vendorcore.domain import MediaFile, MediaKind
from vendorcore.evidence import Facts, Zone

from tests.vendorclient.builders import INSIDE, NOON
from vendorclient.app.details import Details
from vendorclient.ui.loupe.words import lines

if TYPE_CHECKING:
    from typing import Any


def taken(**facts: Any) -> str:
    file = MediaFile(
        sha256="ab" * 32,
        size_bytes=7,
        name="a.jpg",
        kind=MediaKind.PHOTO,
        device_key="card-1",
        device_path="a.jpg",
        imported_at=NOON,
    )
    about = Facts(**{"name": "a.jpg", "captured": INSIDE.replace(hour=10, minute=0), **facts})
    return dict(lines(Details(file=file, facts=about, device="")))["찍은 시각"]


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({}, "2026-10-20 10:00:00 · 한국 시각으로 읽음"),
        ({"zone": Zone.KNOWN, "offset_minutes": 540}, "2026-10-20 10:00:00"),
        ({"zone": Zone.NOMINAL_UTC}, "2026-10-20 19:00:00 · 세계시로 읽음"),
        ({"zone": Zone.NOMINAL_UTC, "clock_is_utc": True}, "2026-10-20 19:00:00"),
        (
            {"zone": Zone.NOMINAL_UTC, "name": "20261020_100000.mp4"},
            "2026-10-20 10:00:00 · 한국 시각으로 읽음",
        ),
        ({"captured": None}, "파일에 없음"),
    ],
)
def test_how_the_clock_was_read_stands_beside_the_time(facts: dict[str, Any], words: str) -> None:
    assert taken(**facts) == words
