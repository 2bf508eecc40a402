"""The papers of a contract on their way: whole, once, with a receipt, whatever is pulled."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from vendorcore.domain import ContractState, Document, new_id
from vendorcore.errors import NotReadable
from vendorcore.protocol import Health, Signed

from tests.journeys.between import CUT
from tests.journeys.desktop import Desktop
from tests.journeys.sending.builders import LARGE, PLAIN, our, some_bytes, ticket
from tests.journeys.world import PATIENCE_S, ROOT
from tests.vendorclient.sync.builders import a_contract
from tests.vendorclient.sync.site import Reply, Request, json_reply, problem
from vendorclient.app.contracts import save_contract
from vendorclient.app.documents import take_in
from vendorclient.app.fetching_papers import fetch_paper
from vendorclient.app.overview import sendings
from vendorclient.app.settling import try_again
from vendorclient.app.verifying import receipts_of_library, verify
from vendorclient.storage.operations import OperationState
from vendorserver.settings.key_files import keys_in

if TYPE_CHECKING:
    from pathlib import Path

    from vendorcore.domain import Contract

    from tests.journeys.between import Line
    from tests.journeys.world import World
    from vendorclient.storage.operations import Operation

pytestmark = pytest.mark.journey
S = OperationState


def now() -> datetime:
    return datetime.now(UTC)


def a_paper(desktop: Desktop, folder: Path, size: int = PLAIN) -> Document:
    """Take a paper in as the window does."""
    path = folder / f"계약서 {size}.pdf"
    path.write_bytes(b"%PDF-1.7 " + some_bytes(size))
    return take_in(desktop.library.db, desktop.library.originals, path, now())


def register(desktop: Desktop, *papers: Document) -> Contract:
    """Register a contract with these papers, or change it to have them."""
    return keep(desktop, replace(a_contract(), documents=papers))


def keep(desktop: Desktop, contract: Contract) -> Contract:
    account = desktop.library.accounts.active().id
    return save_contract(
        desktop.library.db,
        contract,
        account_id=account,
        now=now,
        becomes=ContractState.REGISTERED,
    )


def sent(desktop: Desktop, contract: Contract) -> list[Operation]:
    return desktop.library.outbox.documents(contract.id)


def stored(world: World, paper: Document) -> bytes:
    """Return what the server keeps of a paper."""
    return (world.base / "server" / "blobs" / paper.sha256[:2] / paper.sha256).read_bytes()


def original(desktop: Desktop, paper: Document) -> bytes:
    return desktop.library.originals.path(paper.sha256).read_bytes()


def test_a_paper_arrives_whole_and_its_receipt_is_proved(
    desktop: Desktop, shared: World, tmp_path: Path
) -> None:
    small, large = a_paper(desktop, tmp_path, 100), a_paper(desktop, tmp_path, LARGE)
    contract = register(desktop, small, large)
    status = desktop.send()
    assert (status.state, status.delivered, status.waiting) == ("idle", 3, 0)
    for paper in (small, large):
        assert stored(shared, paper) == original(desktop, paper)
    receipts = desktop_receipts(desktop)
    assert sorted(receipts) == sorted(op.id for op in sent(desktop, contract))
    db, originals = desktop.library.db, desktop.library.originals
    assert all(one.valid for one in verify(db, originals, receipts_of_library(db)))
    assert {row.row.file_name for row in sendings(db)} >= {small.name, large.name}

    desktop.library.originals.path(small.sha256).write_bytes(b"%PDF-1.7 changed")
    reasons = {one.sha256: one.reason for one in verify(db, originals, receipts_of_library(db))}
    assert reasons == {small.sha256: "file-changed", large.sha256: ""}


def desktop_receipts(desktop: Desktop) -> list[str]:
    rows = desktop.library.db.rows("SELECT op_id FROM receipt ORDER BY log_index")
    return [row["op_id"] for row in rows]


def test_a_paper_waits_for_its_contract_and_photos_do_not_wait_for_it(
    desktop: Desktop, line: Line, tmp_path: Path
) -> None:
    contract = register(desktop, a_paper(desktop, tmp_path))
    (photo,) = desktop.hand_in(some_bytes(), contract=contract)
    line.always(our(desktop, problem(422, "document-can-run", name="x")), "/api/v1/documents/")
    desktop.send()
    (op,) = sent(desktop, contract)
    assert (desktop.state(op), desktop.now(op).code) == (S.REJECTED, "document-can-run")
    assert desktop.state(photo) is S.DELIVERED
    line.rules.clear()
    try_again(desktop.library.db, [op.id])
    desktop.send()
    assert desktop.state(op) is S.DELIVERED


def test_a_second_computer_opens_what_the_first_has_sent(
    desktop: Desktop, shared: World, line: Line, tmp_path: Path
) -> None:
    paper = a_paper(desktop, tmp_path, LARGE)
    contract = register(desktop, paper)
    desktop.send()
    other = Desktop(tmp_path / "other")
    other.enrol(ticket(shared, line))
    other.send()
    assert not other.library.originals.path(paper.sha256).exists()

    fetch_paper(other.folder, other.way, contract.id, paper)
    fetch_paper(other.folder, other.way, contract.id, paper)

    assert original(other, paper) == original(desktop, paper)
    mine = other.library.contracts.get(contract.id)
    keep(other, mine)
    assert sent(other, contract) == []
    unsent = replace(paper, id=new_id(), sha256="0" * 64)
    with pytest.raises(NotReadable, match="paper-elsewhere"):
        fetch_paper(other.folder, other.way, contract.id, unsent)
    other.library.close()


@pytest.mark.parametrize(
    "place", ["/api/v1/contracts", "/uploads/", "/api/v1/documents"], ids=["form", "bytes", "put"]
)
def test_a_cut_line_loses_and_repeats_nothing(
    desktop: Desktop, line: Line, shared: World, tmp_path: Path, place: str
) -> None:
    paper = a_paper(desktop, tmp_path)
    contract = register(desktop, paper)

    def cut_after_it_arrived(request: Request) -> Reply:
        line.forward(request)
        return CUT

    for method in ("PUT", "POST", "PATCH"):
        line.once(method, place, cut_after_it_arrived)
    desktop.send()
    (op,) = sent(desktop, contract)
    assert desktop.state(op) is S.DELIVERED
    assert len(desktop_receipts(desktop)) == 1
    assert stored(shared, paper) == original(desktop, paper)


def test_a_server_whose_plug_is_pulled_gets_the_rest(
    desktop: Desktop, line: Line, shared: World, tmp_path: Path
) -> None:
    paper = a_paper(desktop, tmp_path, LARGE)
    contract = register(desktop, paper)

    def pull(request: Request) -> Reply:
        line.forward_part(request, len(request.body) // 2)
        shared.kill_server()
        shared.start_server()
        return CUT

    line.once("PATCH", "/uploads/", pull)
    desktop.send()
    (op,) = sent(desktop, contract)
    assert (desktop.state(op), desktop.now(op).recreated) == (S.DELIVERED, 0)
    assert stored(shared, paper) == original(desktop, paper)


@pytest.mark.parametrize("place", ["/uploads/", "/api/v1/documents"])
def test_a_computer_whose_plug_is_pulled_goes_on(
    desktop: Desktop, line: Line, shared: World, tmp_path: Path, place: str
) -> None:
    paper = a_paper(desktop, tmp_path, LARGE)
    contract = register(desktop, paper)
    process = sync_elsewhere(desktop)

    def pull(request: Request) -> Reply:
        line.forward(request)
        process.send_signal(signal.SIGKILL)
        return CUT

    for method in ("PATCH", "PUT"):
        line.once(method, place, pull)
    go_on(process)
    assert process.wait(PATIENCE_S) == -signal.SIGKILL
    line.rules.clear()
    desktop.send()
    (op,) = sent(desktop, contract)
    assert desktop.state(op) is S.DELIVERED
    assert desktop_receipts(desktop) == [op.id]
    assert stored(shared, paper) == original(desktop, paper)
    begun = [request for request in line.seen("POST", "/uploads/") if request.body == b""]
    assert len(begun) == 1, "what was begun is gone on with"


def sync_elsewhere(desktop: Desktop) -> subprocess.Popen[bytes]:
    """Start the sending as a process of its own that waits for a word."""
    words = ["--data", str(desktop.folder.root), "sync", "--once"]
    start = f"import sys; sys.stdin.read(1); from vendorclient.cli.main import main; main({words})"
    return subprocess.Popen(
        [sys.executable, "-c", start],
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def go_on(process: subprocess.Popen[bytes]) -> None:
    assert process.stdin is not None
    process.stdin.write(b"1")
    process.stdin.close()


def test_a_server_of_before_lets_papers_wait_and_the_rest_goes(
    desktop: Desktop, line: Line, shared: World, tmp_path: Path
) -> None:
    contract = register(desktop, a_paper(desktop, tmp_path))
    (photo,) = desktop.hand_in(some_bytes(), contract=contract)
    line.rules.append(lambda request: as_before(line, shared, request))
    status = desktop.send()
    (op,) = sent(desktop, contract)
    assert (desktop.state(op), desktop.now(op).code) == (S.BLOCKED, "server-takes-no-documents")
    assert (desktop.state(photo), status.needs_person) == (S.DELIVERED, 0)
    assert not line.seen("PUT", "/api/v1/documents")
    line.rules.clear()
    desktop.send()
    assert desktop.state(op) is S.DELIVERED


def as_before(line: Line, world: World, request: Request) -> Reply | None:
    """Answer health as a server that speaks the first protocol."""
    if not request.path.startswith("/api/v1/health"):
        return None
    reply = line.forward(request)
    key = keys_in(world.base / "server" / "keys").server
    payload = {**Signed.from_json(json.loads(reply.body)).payload, "protocol": 1}
    signed = Signed.make(Health.CONTEXT, payload, key)
    return replace(json_reply(signed.to_json()), server=reply.server)


def test_only_what_lies_here_is_sent(desktop: Desktop) -> None:
    elsewhere = Document(id=new_id(), name="계약서.pdf", sha256="a" * 64, size_bytes=9)
    contract = register(desktop, elsewhere)
    status = desktop.send()
    assert (sent(desktop, contract), status.needs_person) == ([], 0)


def test_a_paper_that_is_taken_out_again_is_not_sent(desktop: Desktop, tmp_path: Path) -> None:
    paper = a_paper(desktop, tmp_path)
    contract = register(desktop, paper)
    keep(desktop, replace(contract, documents=(), reason="잘못 붙였습니다"))
    desktop.send()
    assert [desktop.state(op) for op in sent(desktop, contract)] == [S.CANCELLED]
    keep(desktop, replace(contract, documents=(paper,), reason="다시 붙입니다"))
    desktop.send()
    assert [desktop.state(op) for op in sent(desktop, contract)] == [S.CANCELLED, S.DELIVERED]


def test_a_paper_is_queued_once_however_often_its_contract_is_kept(
    desktop: Desktop, tmp_path: Path
) -> None:
    contract = register(desktop, a_paper(desktop, tmp_path))
    keep(desktop, replace(contract, name="다른 이름", reason="바꿈"))
    desktop.send()
    keep(desktop, replace(contract, name="또 다른 이름", reason="바꿈"))
    desktop.send()
    assert [op.state for op in sent(desktop, contract)] == [S.DELIVERED]
