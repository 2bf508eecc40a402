"""Ctrl-C during a backup: it says what is safe, and nothing half-made counts."""

from __future__ import annotations

import os
import signal
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.journeys.world import wait_until
from tests.vendorserver.cli.test_commands import ROOT
from tests.vendorserver.cli.test_drill import PATIENCE_S, filled
from vendorserver.services.backup_files import NEXT, check_small_files, sums

if TYPE_CHECKING:
    from pathlib import Path

COPIES = 5


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="holds a copy up with a named pipe")
def test_an_interrupted_backup_says_what_is_safe(tmp_path: Path) -> None:
    server, target = filled(tmp_path, COPIES), tmp_path / "backup"
    server.rows("backup", "--to", str(target))
    (lost, *_rest) = sorted(name for name in sums(target) if name.startswith("blobs/"))
    (target / lost).unlink()
    # The copy waits at this pipe for a reader who never comes.
    os.mkfifo(target / f"{lost}.part")
    line = server.line("backup", "--to", str(target))
    process = subprocess.Popen(
        line, cwd=ROOT, env=server.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    wait_until((target / NEXT / "settings.toml").exists)
    process.send_signal(signal.SIGINT)
    _said, told = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 130
    assert "전에 끝낸 백업은 그대로 온전하며" in told.decode()
    check_small_files(target)

    # Gone already when the interruption came while the copy waited at it.
    (target / f"{lost}.part").unlink(missing_ok=True)
    server.rows("backup", "--to", str(target))
    assert all((target / name).is_file() for name in sums(target) if name.startswith("blobs/"))
