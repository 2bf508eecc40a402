"""What a database that fails is told as."""

from __future__ import annotations

import pytest
from django.db import OperationalError

from vendorserver.services import database_troubles

pytestmark = pytest.mark.usefixtures("data_dir")


@pytest.mark.parametrize(
    ("words", "free", "code"),
    [
        ("database is locked", 1 << 40, "busy"),
        ("database or disk is full", 1 << 40, "server-full"),
        ('could not extend file "base/1": No space left on device', 1 << 40, "server-full"),
        ("disk I/O error", 1 << 40, "busy"),
        ("disk I/O error", 0, "server-full"),
    ],
)
def test_a_full_disk_is_not_a_busy_server(
    monkeypatch: pytest.MonkeyPatch, words: str, free: int, code: str
) -> None:
    monkeypatch.setattr(database_troubles, "free_bytes", lambda: free)
    assert database_troubles.told(OperationalError(words)).code == code
