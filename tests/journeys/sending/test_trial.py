"""A small file goes the whole way and is taken away again (시험 전송)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vendorcore.errors import NeedsPerson, Offline

from tests.journeys.desktop import Desktop
from tests.vendorclient.sync.site import Reply
from vendorclient.app.trial import TRIAL_BYTES, try_sending

if TYPE_CHECKING:
    from pathlib import Path

    from tests.journeys.between import Line

pytestmark = pytest.mark.journey


def test_a_trial_goes_there_and_leaves_nothing(desktop: Desktop, line: Line) -> None:
    tried = try_sending(desktop.library.folder, desktop.way)
    assert tried.server
    (sent,) = line.seen("PATCH", "/uploads/")
    assert len(sent.body) == TRIAL_BYTES
    assert len(line.seen("DELETE", "/uploads/")) == 1
    assert not list(desktop.library.folder.parts_dir.glob("trial-*"))


def test_a_trial_tells_when_the_server_is_away(desktop: Desktop, line: Line) -> None:
    line.always(Reply(cut=True))
    with pytest.raises(Offline):
        try_sending(desktop.library.folder, desktop.way)
    assert not list(desktop.library.folder.parts_dir.glob("trial-*"))


def test_nobody_can_try_before_joining(tmp_path: Path) -> None:
    stranger = Desktop(tmp_path / "stranger")
    with pytest.raises(NeedsPerson) as refused:
        try_sending(stranger.library.folder, stranger.way)
    assert refused.value.code == "not-enrolled"
    stranger.library.close()
