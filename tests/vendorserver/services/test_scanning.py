"""Where there is a virus scanner, an original leaves only after it was looked at."""

from __future__ import annotations

import dataclasses
import socket
import struct
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import pytest

from vendorcore.domain import Role
from vendorcore.errors import Refused
from vendorcore.media import Workshop

from tests.vendorserver.builders import (
    NOW,
    a_computer,
    a_paper,
    a_stored_contract,
    a_viewer,
    an_attachment,
    an_institution,
    later,
)
from vendorserver.models import Attachment, AuditEntry, Contract, Institution, Job, JobState, Scan
from vendorserver.services import clamd, documents, evidence, runner, scanning

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytest_django.fixtures import Settings

    from tests.vendorserver.builders import Computer
    from vendorserver.services.access import Viewer

pytestmark = pytest.mark.django_db
# The harmless text that every scanner calls a virus, in two halves so that none finds it here.
EICAR = (r"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR" + "-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*").encode()
MOST = 100_000


def _serve(listener: socket.socket, asked: list[int]) -> None:
    """Answer as clamd does: a name for the test virus, a complaint for what is too large."""
    while True:
        try:
            line, _ = listener.accept()
        except OSError:
            return
        with line, line.makefile("rb") as said:
            assert said.read(10) == b"zINSTREAM\0"
            content = b""
            while (size := struct.unpack(">I", said.read(4))[0]) and len(content) <= MOST:
                content += said.read(size)
            asked.append(len(content))
            if len(content) > MOST:
                line.sendall(b"INSTREAM size limit exceeded. ERROR\0")
                line.shutdown(socket.SHUT_WR)
                while said.read(MOST):
                    pass
            else:
                word = b"Eicar-Signature FOUND" if EICAR in content else b"OK"
                line.sendall(b"stream: " + word + b"\0")


@contextmanager
def a_scanner() -> Iterator[tuple[str, list[int]]]:
    asked: list[int] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=_serve, args=(listener, asked), daemon=True).start()
        yield f"127.0.0.1:{listener.getsockname()[1]}", asked
        with suppress(OSError):  # not every system shuts a listening door
            listener.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def scanner(data_dir: Path, settings: Settings) -> Iterator[list[int]]:
    with a_scanner() as (address, asked):
        settings.SERVER = dataclasses.replace(settings.SERVER, virus_scanner=address)
        yield asked


@pytest.fixture
def office(data_dir: Path) -> Viewer:
    return a_viewer(Role.MANAGER, an_institution("속초시", "4210000"))


def sent(office: Viewer, content: bytes) -> tuple[Computer, str]:
    """Hand one file in for the officer's institution."""
    computer = a_computer()
    contract = a_stored_contract(computer.viewer, Institution.objects.get(id=office.institution_id))
    return computer, an_attachment(computer, contract, content)[0]


def work() -> None:
    with Workshop() as shop:
        runner.run_due(shop, lambda: later(minutes=1), (scanning.JOB,))


def test_an_original_waits_for_the_scanner_and_then_leaves(
    office: Viewer, scanner: list[int]
) -> None:
    _computer, attachment = sent(office, b"a photo")
    with pytest.raises(Refused, match="file-not-scanned"):
        evidence.original(office, attachment)
    work()
    assert evidence.original(office, attachment).size_bytes == len(b"a photo")
    assert scanner == [len(b"a photo")]


def test_what_was_found_stays_here_for_everybody_and_is_written_down(
    office: Viewer, scanner: list[int]
) -> None:
    computer, attachment = sent(office, b"\xff\xd8\xff" + EICAR)
    work()
    for viewer in (office, computer.viewer):
        with pytest.raises(Refused, match="file-infected"):
            evidence.original(viewer, attachment)
    assert AuditEntry.objects.get(action="file.found").details == {"name": "Eicar-Signature"}
    assert scanning.infected(Attachment.objects.get().sha256) == "Eicar-Signature"


def test_papers_are_scanned_too(office: Viewer, scanner: list[int]) -> None:
    computer = a_computer()
    institution = Institution.objects.get(id=office.institution_id)
    contract = a_stored_contract(computer.viewer, institution)
    wish = a_paper(computer.viewer, contract, b"%PDF-1.7 " + EICAR)
    work()
    with pytest.raises(Refused, match="file-infected"):
        documents.original(computer.viewer, contract.id, wish.document, NOW)
    (paper,) = documents.of_contract(computer.viewer, Contract.objects.get(id=contract.id))
    assert (paper.may_open, paper.infected) == (False, "Eicar-Signature")


def test_what_the_scanner_does_not_take_leaves_and_is_written_down(
    office: Viewer, scanner: list[int]
) -> None:
    _computer, attachment = sent(office, b"v" * (MOST * 30))
    work()
    assert evidence.original(office, attachment).size_bytes == MOST * 30
    assert Scan.objects.get().result == "too-large"
    assert AuditEntry.objects.filter(action="file.too-large").exists()


def test_a_scanner_that_is_away_is_asked_again(office: Viewer, scanner: list[int]) -> None:
    _computer, attachment = sent(office, b"a photo")
    Job.objects.filter(kind=scanning.JOB).update(state=JobState.FAILED, attempts=8)
    work()
    with pytest.raises(Refused, match="file-not-scanned"):
        evidence.original(office, attachment)
    assert scanning.catch_up(NOW) == 1
    work()
    assert evidence.original(office, attachment)
    assert scanning.catch_up(NOW) == 0


def test_a_line_that_leads_nowhere_or_talks_nonsense_is_an_error() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = f"127.0.0.1:{listener.getsockname()[1]}"
    with pytest.raises(OSError):  # noqa: PT011 - each system says it in its own words
        clamd.found(address, [b"x"])
    with pytest.raises(OSError, match="Can't allocate"):
        clamd._meaning("Can't allocate memory ERROR")


def test_without_a_scanner_nothing_waits(data_dir: Path, office: Viewer) -> None:
    _computer, attachment = sent(office, b"a photo")
    assert evidence.original(office, attachment)
    assert not Job.objects.filter(kind=scanning.JOB).exists()
    assert scanning.catch_up(NOW) == 0
