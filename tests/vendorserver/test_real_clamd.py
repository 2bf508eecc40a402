"""A real clamd, with one signature of our own, looks at what vendors send."""

from __future__ import annotations

import dataclasses
import os
import select
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from vendorcore.domain import Role
from vendorcore.errors import Refused

from tests.vendorserver.builders import a_viewer, an_institution
from tests.vendorserver.services.test_scanning import EICAR, sent, work
from vendorserver.models import AuditEntry, Scan
from vendorserver.services import clamd, evidence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django.fixtures import Settings

    from vendorserver.services.access import Viewer

PROGRAM = shutil.which("clamd", path=os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin")))
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not PROGRAM, reason="no clamd here: apt-get install clamav-daemon"),
]
LARGEST = 1 << 20
# It says so when its socket is open; the socket file alone may be there a moment before.
READY = b"Self checking"
SETTINGS = """DatabaseDirectory {folder}
LocalSocket {folder}/socket
Foreground yes
StreamMaxLength {largest}
"""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Start clamd with a signature of the harmless test file; give its socket."""
    # Not below pytest's own folder: a socket's address has room for 108 letters.
    with tempfile.TemporaryDirectory(prefix="clamd-") as name:
        folder = Path(name)
        (folder / "own.ndb").write_text(f"Own.Test.File:0:*:{EICAR.hex()}\n", "ascii")
        settings = folder / "clamd.conf"
        settings.write_text(SETTINGS.format(folder=folder, largest=LARGEST), "utf-8")
        line = [PROGRAM or "", "-c", str(settings)]
        with subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
            try:
                until_ready(process)
                yield f"{folder}/socket"
            finally:
                process.terminate()


def until_ready(process: subprocess.Popen[bytes]) -> None:
    """Wait for clamd's own word; what it says is on one pipe, so nothing is read twice."""
    assert process.stdout is not None
    said = b""
    while READY not in said:
        assert select.select([process.stdout], [], [], 60)[0], said.decode()
        block = os.read(process.stdout.fileno(), 4096)
        assert block, said.decode()
        said += block


@pytest.fixture
def office(data_dir: Path, settings: Settings, address: str) -> Viewer:
    settings.SERVER = dataclasses.replace(settings.SERVER, virus_scanner=address)
    return a_viewer(Role.MANAGER, an_institution("속초시", "4210000"))


def test_clamd_tells_a_virus_from_a_photo(address: str) -> None:
    assert "Own.Test.File" in clamd.found(address, [b"\xff\xd8\xff", EICAR])
    assert clamd.found(address, [b"\xff\xd8\xff", b"a photo"]) == ""
    assert clamd.found(address, []) == ""


def test_clamd_gives_up_on_what_is_larger_than_it_takes(address: str) -> None:
    with pytest.raises(clamd.TooLarge):
        clamd.found(address, [b"v" * 65_536] * 32)


def test_what_clamd_found_stays_and_what_it_passed_leaves(office: Viewer) -> None:
    _computer, infected = sent(office, b"\xff\xd8\xff" + EICAR)
    with pytest.raises(Refused, match="file-not-scanned"):
        evidence.original(office, infected)
    work()
    with pytest.raises(Refused, match="file-infected"):
        evidence.original(office, infected)
    assert "Own.Test.File" in Scan.objects.get().name
    assert AuditEntry.objects.filter(action="file.found").exists()
    _computer, clean = sent(office, b"a photo")
    work()
    assert evidence.original(office, clean).size_bytes == len(b"a photo")


def test_what_is_too_large_for_clamd_leaves_and_is_written_down(office: Viewer) -> None:
    _computer, film = sent(office, b"v" * (2 * LARGEST))
    work()
    assert evidence.original(office, film).size_bytes == 2 * LARGEST
    assert Scan.objects.get().result == "too-large"
