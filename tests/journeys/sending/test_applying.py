"""A firm applies from its own computer, sends its papers, is approved, and joins."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from vendorcore.domain import is_business_number
from vendorcore.errors import Conflict, InvalidEntry, NeedsPerson, Offline, Refused

from tests.journeys.between import CUT
from tests.journeys.desktop import Desktop
from tests.journeys.sending.test_catalogue import operator
from tests.vendorclient.cli.terminal import Terminal
from vendorclient.app import applying

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.journeys.between import Line, Reply, Request
    from tests.journeys.world import World

pytestmark = pytest.mark.journey
PASSWORD = "긴 비밀번호 하나"
NUMBER = next(n for n in (f"11087{stem:05}" for stem in range(99_999)) if is_business_number(n))
VALUES = {
    "organisation": "새벽가구",
    "business_no": NUMBER,
    "representative": "김새벽",
    "factory": "경기도 화성시",
    "contact_name": "홍길동",
    "contact_email": "hong@example.kr",
}


@pytest.fixture
def stranger(tmp_path: Path) -> Iterator[Desktop]:
    made = Desktop(tmp_path / "stranger")
    yield made
    made.library.close()


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "scan.pdf"
    path.write_bytes(b"%PDF-1.7 " + b"x" * 200_000)
    return path


def test_a_firm_applies_by_commands_and_hears_of_its_approval(
    shared: World,
    tmp_path: Path,
    scan: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    type_here = Terminal(tmp_path / "firm", capsys)
    kinds = {row["key"]: row for row in type_here.json("apply", "--server", shared.url).rows}
    assert [one["key"] for one in kinds["vendor"]["papers"] if one["required"]] == [
        "business-licence",
        "direct-production",
    ]
    assert "--paper business-licence=…" in type_here("apply", "--server", shared.url).out
    words = [word for pair in VALUES.items() for word in ("--set", "=".join(pair))]
    words += ["--server", shared.url, "--kind", "vendor", "--login", "dawn"]
    monkeypatch.setattr("sys.stdin", io.StringIO(PASSWORD + "\n"))
    made = type_here.json("apply", *words, "--paper", f"business-licence={scan}").row
    assert (made["state"], made["missing"]) == ("pending", ["direct-production"])

    by, number = operator(shared), registration(shared, made["receipt_no"])
    shared.vendorserver("approve", number, "--by", by, "--hold", "증명서가 없습니다")
    held = type_here("apply")
    assert "보류" in held.out
    assert "증명서가 없습니다" in held.out
    paper = type_here.json("apply", "--paper", f"direct-production={scan}").row
    assert paper["missing"] == []
    shared.vendorserver("approve", number, "--by", by)
    assert "승인" in type_here("apply").out


def registration(shared: World, receipt_no: str) -> str:
    rows = shared.vendorserver("--json", "approve")
    return str(next(row["id"] for row in rows if row["receipt_no"] == receipt_no))


def test_trying_again_after_a_cut_makes_no_second_application(
    stranger: Desktop, shared: World, line: Line
) -> None:
    def cut_after(request: Request) -> Reply:
        line.forward(request)
        return CUT

    line.once("PUT", "/api/v1/registrations/", cut_after)
    with pytest.raises(Offline):
        put(stranger, line.url, "cut-1")
    again = put(stranger, line.url, "cut-1")
    kept = applying.present(stranger.library.db)
    assert kept == again
    assert PASSWORD not in json.dumps(kept and dict(kept.values))
    rows = shared.vendorserver("--json", "approve")
    assert [row["login"] for row in rows].count("cut-1") == 1


def test_what_is_wrong_is_said_and_nothing_is_handed_in(
    stranger: Desktop, shared: World, tmp_path: Path
) -> None:
    db, way = stranger.library.db, stranger.way
    with pytest.raises(NeedsPerson, match="no-application"):
        applying.ask(db, way)
    for url in ("ftp://x", "example.kr", "http://example.kr"):
        with pytest.raises(InvalidEntry):
            put(stranger, url, "wrong")
    with pytest.raises((InvalidEntry, Refused, Conflict)):
        put(stranger, shared.url, "wrong-2", business_no="1")
    put(stranger, shared.url, "right")
    with pytest.raises(InvalidEntry):
        applying.hand_in(db, way, "business-licence", tmp_path / "none.pdf", lambda _size: None)


def put(stranger: Desktop, url: str, login: str, **changes: Any) -> applying.Application:
    values = VALUES | changes
    return applying.apply(stranger.library.db, stranger.way, url, "vendor", login, PASSWORD, values)
