"""The commands as other programs use them: one object a line, exit codes, clear sentences."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest

from vendorcore.protocol import EnrolmentTicket, contract_to_json

from tests.vendorclient.builders import a_contract, a_picture, write
from tests.vendorclient.sync.site import unused_url
from vendorclient.cli.output import Output

if TYPE_CHECKING:
    from pathlib import Path

    from vendorcore.domain import Contract

    from tests.vendorclient.cli.terminal import Terminal


@pytest.fixture
def card(tmp_path: Path) -> Path:
    for number in (1, 2):
        write(tmp_path / "card" / "DCIM" / "100CANON" / f"IMG_{number}.JPG", a_picture(number * 50))
    return tmp_path / "card"


@pytest.fixture
def contract(terminal: Terminal, tmp_path: Path) -> Contract:
    contract = a_contract()
    text = json.dumps(contract_to_json(contract))
    terminal("contracts", "add", write(tmp_path / "contract.json", text.encode()))
    return contract


def imported(terminal: Terminal) -> list[str]:
    (device,) = [row for row in terminal.json("devices").rows if row["label"] == "card"]
    return [row["sha256"] for row in terminal.json("import", device["key"]).rows[:-1]]


def test_devices_tell_what_is_new(terminal: Terminal, card: Path) -> None:
    before = terminal.json("devices").rows[0]
    imported(terminal)

    after = terminal.json("devices").rows[0]

    keys = {"key", "kind", "label", "state", "detail", "help", "storages", "media"}
    assert set(before) == keys
    assert (before["kind"], before["state"]) == ("card", "ready")
    assert (before["media"], after["media"]) == ({"total": 2, "new": 2}, {"total": 2, "new": 0})
    assert before["storages"][0]["path"] == str(card)


def test_import_prints_each_file_and_a_summary(terminal: Terminal, card: Path) -> None:
    *files, summary = terminal.json("import", card).rows

    assert [set(row) for row in files] == [{"path", "sha256", "size_bytes", "outcome", "code"}] * 2
    assert {row["outcome"] for row in files} == {"imported"}
    keys = {"imported", "known", "failed", "bytes", "seconds", "remarks"}
    assert set(summary["summary"]) == keys


def test_import_lists_without_reading(terminal: Terminal, card: Path) -> None:
    listed = terminal.json("import", card, "--list").rows

    assert [row["path"] for row in listed] == ["DCIM/100CANON/IMG_1.JPG", "DCIM/100CANON/IMG_2.JPG"]
    assert terminal.json("devices").rows[0]["media"]["new"] == 2


def test_import_takes_only_what_was_picked(terminal: Terminal, card: Path) -> None:
    *files, _ = terminal.json("import", card, "--pick", "DCIM/100CANON/IMG_2.JPG").rows

    assert [row["path"] for row in files] == ["DCIM/100CANON/IMG_2.JPG"]


@pytest.mark.parametrize(
    ("place", "code"), [("none", "device-unknown"), ("file", "not-a-folder"), ("", "nothing-found")]
)
def test_import_names_what_it_cannot_use(
    terminal: Terminal, tmp_path: Path, place: str, code: str
) -> None:
    write(tmp_path / "empty" / "notes.txt")
    write(tmp_path / "empty" / "file")

    said = terminal.json("import", tmp_path / "empty" / place)

    assert (said.code, said.row["error"]["code"]) == (1, code)


def test_import_says_it_in_sentences(terminal: Terminal, card: Path) -> None:
    said = terminal("import", card)

    assert said.out.startswith("새로 가져온 것 2개, 이미 있던 것 0개")


def test_contracts_are_listed_and_shown(terminal: Terminal, contract: Contract) -> None:
    listed = terminal.json("contracts").row
    shown = terminal.json("contracts", "show", contract.id).row

    assert listed == contract_to_json(contract)
    assert shown == {**listed, "attachments": []}
    assert contract.name in terminal("contracts").out


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"\xff\xfe", b'{"name": 5}'])
def test_what_is_no_contract_is_refused(terminal: Terminal, tmp_path: Path, content: bytes) -> None:
    said = terminal.json("contracts", "add", write(tmp_path / "c.json", content))

    assert said.code == 1
    assert said.row["error"]["detail"]


def test_the_road_from_card_to_outbox(terminal: Terminal, card: Path, contract: Contract) -> None:
    place = ("--contract", contract.id, "--process", contract.processes[0].id)
    tagged = terminal.json("tag", *place, *imported(terminal)).rows
    submitted = terminal.json("submit", "--contract", contract.id).row
    shown = terminal.json("contracts", "show", contract.id).row

    assert {"sha256", "process", "verdict", "findings"} <= set(tagged[0])
    assert (submitted["attachments"], submitted["queued"]) == (2, 4)
    assert {one["state"] for one in shown["attachments"]} == {"queued"}
    assert terminal.json("status").row["waiting"] == 4


def test_tag_takes_out_again(terminal: Terminal, card: Path, contract: Contract) -> None:
    place = ("--contract", contract.id, "--process", contract.processes[0].id)
    sha256, _ = imported(terminal)
    terminal("tag", *place, sha256)

    removed = terminal.json("tag", *place, "--remove", sha256).row

    assert removed["removed"]
    assert terminal.json("submit", "--contract", contract.id).row["error"]["code"] == (
        "nothing-to-submit"
    )


def test_withdraw_takes_back_with_a_reason(
    terminal: Terminal, card: Path, contract: Contract
) -> None:
    place = ("--contract", contract.id, "--process", contract.processes[0].id)
    (tagged, _) = terminal.json("tag", *place, *imported(terminal)).rows
    terminal("submit", "--contract", contract.id)

    done = terminal.json("withdraw", "--attachment", tagged["attachment"], "--reason", "잘못 넣음")

    assert (done.code, done.row["attachment"]) == (0, tagged["attachment"])


def test_check_has_every_field_of_the_agreement(terminal: Terminal, card: Path) -> None:
    file = card / "DCIM" / "100CANON" / "IMG_1.JPG"

    row = terminal.json("check", file).row

    assert set(row) == {
        *("file", "sha256", "captured_at", "captured_at_utc", "zone", "capture_source", "gps"),
        *("make", "model", "serial", "software", "orientation", "width", "height", "duration_s"),
        *("verdict", "findings"),
    }
    assert row["zone"] in ("known", "unknown", "nominal-utc")


def test_check_keeps_nothing(terminal: Terminal, card: Path) -> None:
    terminal("check", card / "DCIM" / "100CANON" / "IMG_1.JPG")

    assert not terminal.data.exists()


def test_check_tells_of_a_missing_file_and_goes_on(terminal: Terminal, card: Path) -> None:
    said = terminal.json("check", "none.jpg", card / "DCIM" / "100CANON" / "IMG_1.JPG")

    assert said.code == 1
    assert said.rows[0]["error"]["code"] == "not-readable"
    assert said.rows[1]["verdict"]


def test_check_refuses_a_plan_that_is_none(terminal: Terminal, card: Path, tmp_path: Path) -> None:
    file = card / "DCIM" / "100CANON" / "IMG_1.JPG"

    said = terminal.json("check", file, "--plan", write(tmp_path / "plan.json", b"\xff"))

    assert (said.code, said.row["error"]["code"]) == (1, "invalid-entry")


def test_verify_without_receipts_is_done(terminal: Terminal) -> None:
    said = terminal("verify")

    assert (said.code, said.out) == (0, "")
    assert "접수증이 없습니다" in said.err


def test_export_writes_a_folder(
    terminal: Terminal, card: Path, contract: Contract, tmp_path: Path
) -> None:
    place = ("--contract", contract.id, "--process", contract.processes[0].id)
    terminal("tag", *place, *imported(terminal))

    done = terminal.json("export", "--contract", contract.id, "--to", tmp_path / "out").row

    assert (done["files"], done["receipts"]) == (2, 0)
    assert (tmp_path / "out" / contract.name / "사진대지.pdf").is_file()


def test_doctor_finds_a_new_folder_well(terminal: Terminal) -> None:
    said = terminal.json("doctor")

    assert said.code == 0
    assert {row["check"] for row in said.rows} >= {"data-folder", "database", "worker", "server"}


def test_sync_before_enrolment_says_what_to_do(terminal: Terminal) -> None:
    said = terminal.json("sync", "--once")

    assert (said.code, said.row["error"]["code"]) == (1, "not-enrolled")


def test_enrol_refuses_what_is_no_ticket(terminal: Terminal) -> None:
    assert terminal.json("enrol", "abc").row["error"]["code"] == "ticket-malformed"


@pytest.mark.parametrize("around", ['"{}"', "등록코드: {} .", "‘{}’.", " {}\n"])
def test_a_ticket_may_be_pasted_with_what_stood_around_it(terminal: Terminal, around: str) -> None:
    ticket = EnrolmentTicket(url=unused_url(), fingerprint="0" * 64, code="code")

    said = terminal.json("enrol", around.format(ticket.text))

    assert said.row["error"]["code"] == "enrol-offline"
    assert "저절로" not in said.row["error"]["detail"]


def test_nothing_there_is_said(terminal: Terminal) -> None:
    assert "계약이 없습니다" in terminal("contracts").err
    assert terminal.json("contracts").out == ""


def test_names_do_not_steer_the_terminal() -> None:
    stdout = io.StringIO()

    Output(as_json=False, stdout=stdout).show({}, "a\x1b[2J\u202eb\x07.jpg")

    assert stdout.getvalue() == "a\\x1b[2J\\u202eb\\x07.jpg\n"


def test_submit_names_the_photos_that_fail(
    terminal: Terminal, card: Path, contract: Contract, tmp_path: Path
) -> None:
    write(tmp_path / "bad" / "broken.jpg", b"no picture")
    bad = terminal.json("import", tmp_path / "bad").rows[0]["sha256"]
    terminal("tag", "--contract", contract.id, "--process", contract.processes[0].id, bad)

    said = terminal.json("submit", "--contract", contract.id).row["error"]

    assert said["code"] == "evidence-fails"
    assert "broken.jpg" in said["detail"]


def test_import_names_what_is_no_picture(terminal: Terminal, tmp_path: Path) -> None:
    write(tmp_path / "bad" / "broken.jpg", b"no picture")

    said = terminal("import", tmp_path / "bad")

    assert said.out.startswith("새로 가져온 것 1개")
    assert said.err.startswith("broken.jpg  ")
    assert "I_" not in said.err
