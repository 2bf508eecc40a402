"""Commands about what was sent: verify, export, contracts, status; and the bars meanwhile."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest

from tests.vendorclient.app.signed import a_sent_photo
from tests.vendorclient.builders import Library
from vendorclient.cli.output import Output
from vendorclient.cli.progress import Bar
from vendorclient.cli.sync import Teller
from vendorclient.cli.trouble import write_down
from vendorclient.paths import open_data_folder
from vendorclient.storage.operations import OperationState
from vendorclient.storage.outbox import Outbox
from vendorclient.sync.desk import Heard, Moved, Progress

if TYPE_CHECKING:
    from pathlib import Path

    from vendorcore.protocol import Receipt

    from tests.vendorclient.cli.terminal import Terminal


class Screen(io.StringIO):
    """A terminal that somebody looks at."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def receipt(terminal: Terminal, tmp_path: Path) -> Receipt:
    library = Library(terminal.data)
    sent = a_sent_photo(library, tmp_path / "photos", b"the original picture")
    library.close()
    return sent


def test_verify_has_a_line_for_each_receipt(terminal: Terminal, receipt: Receipt) -> None:
    said = terminal.json("verify")

    assert said.code == 0
    assert said.row == {
        "receipt_no": receipt.receipt_no,
        "sha256": receipt.sha256,
        "valid": True,
        "reason": "",
        "detail": "",
        "released": False,
    }


def test_verify_takes_numbers_and_files(
    terminal: Terminal, receipt: Receipt, tmp_path: Path
) -> None:
    terminal("export", "--contract", receipt.contract, "--to", tmp_path / "out")
    (file,) = (tmp_path / "out").rglob("접수증/*.json")

    said = terminal.json("verify", receipt.receipt_no, file)

    assert [row["valid"] for row in said.rows] == [True, True]
    assert terminal.json("verify", "R-none").row["error"]["code"] == "receipt-unknown"


def test_verify_ends_with_one_when_anything_was_changed(
    terminal: Terminal, receipt: Receipt
) -> None:
    library = Library(terminal.data)
    library.originals.path(receipt.sha256).write_bytes(b"THE original picture")
    library.close()

    said = terminal("verify")

    assert said.code == 1
    assert "원본이 가져올 때와 다릅니다" in said.out


@pytest.mark.parametrize("content", [b"{}", b"[]", b"", b"\xff"])
def test_verify_says_of_a_changed_receipt_what_it_means(
    terminal: Terminal, receipt: Receipt, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "receipt.json").write_bytes(content)

    said = terminal("verify", tmp_path / "receipt.json")

    assert "서명한 그대로가 아닙니다" in said.out
    assert "…" not in said.out


def test_verify_never_says_that_a_delivered_file_was_not_sent(
    terminal: Terminal, receipt: Receipt
) -> None:
    library = Library(terminal.data)
    library.originals.path(receipt.sha256).unlink()
    library.close()

    (row,) = terminal.json("verify").rows

    assert row["reason"] == "source-missing"
    assert "서버에는 파일이 있습니다" in row["detail"]


def test_verify_names_folders_and_missing_files(terminal: Terminal, tmp_path: Path) -> None:
    folder = terminal.json("verify", tmp_path).row["error"]
    missing = terminal.json("verify", tmp_path / "none.json").row["error"]

    assert (folder["code"], missing["code"]) == ("receipt-folder", "not-readable")


def test_a_contract_is_shown_with_its_evidence_in_words(
    terminal: Terminal, receipt: Receipt
) -> None:
    before = terminal("contracts", "show", receipt.contract).out
    terminal("withdraw", "--attachment", receipt.op_id, "--reason", "잘못 넣음")
    after = terminal("contracts", "show", receipt.contract).out

    assert "재단" in before
    assert before.splitlines()[2].endswith("대기")
    assert after.splitlines()[2].endswith("철회")


def test_export_says_where_and_how_much(
    terminal: Terminal, receipt: Receipt, tmp_path: Path
) -> None:
    said = terminal("export", "--contract", receipt.contract, "--to", tmp_path / "out")

    assert "원본 1개" in said.out


def test_status_says_how_far_the_sending_is(terminal: Terminal, receipt: Receipt) -> None:
    assert "대기 3" in terminal("status").out


def refuse(terminal: Terminal, code: str, detail: str = "") -> None:
    library = Library(terminal.data)
    with library.db.transaction() as connection:
        connection.execute(
            "UPDATE operation SET state = 'rejected', code = ?, detail = ? WHERE kind = 'attach'",
            (code, detail),
        )
    library.close()


def test_a_contract_tells_why_a_photo_is_not_sent(terminal: Terminal, receipt: Receipt) -> None:
    refuse(terminal, "file-changed")

    (shown,) = terminal.json("contracts", "show", receipt.contract).row["attachments"]

    assert shown["code"] == "file-changed"
    assert "원본이 가져올 때와 다릅니다" in shown["detail"]
    assert shown["detail"] in terminal("contracts", "show", receipt.contract).out


def test_status_tells_why_something_is_not_sent(terminal: Terminal, receipt: Receipt) -> None:
    refuse(terminal, "too-large", '{"limit":1048576}')

    (reason,) = terminal.json("status").row["reasons"]

    assert (reason["code"], reason["count"]) == ("too-large", 1)
    assert "최대 1.0 MB" in reason["detail"]
    assert f"1건  {reason['detail']}" in terminal("status").out


def test_a_bar_grows_where_somebody_looks() -> None:
    screen = Screen()
    with Bar(Output(as_json=False, stderr=screen, bar_after_s=0), "일", 10) as bar:
        bar.grow(10)

    assert "일" in screen.getvalue()


def test_nobody_looks_nothing_is_drawn() -> None:
    nowhere = io.StringIO()
    with Bar(Output(as_json=False, stderr=nowhere, bar_after_s=0), "일", 10) as bar:
        bar.grow(10)

    assert nowhere.getvalue() == ""


def test_each_change_of_state_is_a_line() -> None:
    stdout, screen = io.StringIO(), Screen()
    out = Output(as_json=True, stdout=stdout, stderr=screen, bar_after_s=0)
    with Bar(out, "보내는 중", 100) as bar:
        tell = Teller(out, bar)
        tell(Moved(op="1", kind="attach", state="uploading"))
        tell(Progress(op="1", sent_bytes=40, size_bytes=100))
        tell(Progress(op="1", sent_bytes=100, size_bytes=100))
        tell(Heard(kind="review", entity="1"))

    assert [json.loads(line) for line in stdout.getvalue().splitlines()] == [
        {"op": "1", "kind": "attach", "state": "uploading", "code": ""}
    ]


def test_the_unexpected_is_written_down(tmp_path: Path) -> None:
    folder = open_data_folder(tmp_path / "data")

    said = write_down(folder.root, ZeroDivisionError("nobody expected this"))

    log = folder.logs_dir / "vendorclient.log"
    assert str(log) in said
    assert "nobody expected this" in log.read_text("utf-8")


def test_what_nobody_expected_is_said_in_a_sentence(terminal: Terminal, receipt: Receipt) -> None:
    library = Library(terminal.data)
    with library.db.transaction() as connection:
        connection.execute("UPDATE attachment SET findings = 'torn'")
    library.close()

    said = terminal("contracts", "show", receipt.contract)

    assert said.code == 1
    assert "예상하지 못한 문제" in said.err
    assert "Traceback" not in said.err
    assert "JSONDecodeError" in (terminal.data / "logs" / "vendorclient.log").read_text("utf-8")


def test_a_log_that_grew_too_long_begins_anew(tmp_path: Path) -> None:
    folder = open_data_folder(tmp_path / "data")
    log = folder.logs_dir / "vendorclient.log"
    log.write_bytes(b"x" * (5 << 20))

    write_down(folder.root, ZeroDivisionError())

    assert log.stat().st_size < 1000
    assert log.with_suffix(".old.log").stat().st_size == 5 << 20


def test_without_a_folder_nothing_is_written(tmp_path: Path) -> None:
    assert write_down(tmp_path / "none", ZeroDivisionError()) == ""


def test_the_history_names_what_was_sent_with_its_receipt(
    terminal: Terminal, receipt: Receipt
) -> None:
    library = Library(terminal.data)
    outbox = Outbox(library.db)
    for op in outbox.open():
        if op.id == receipt.op_id:
            begun = outbox.move(outbox.move(op, OperationState.READY), OperationState.CREATING)
            outbox.move(begun, OperationState.DELIVERED)
    library.close()
    (row,) = terminal.json("status", "--history").rows
    assert (row["op"], row["receipt_no"]) == (receipt.op_id, receipt.receipt_no)
    assert (row["kind"], row["state"], row["contract"]) == ("attach", "delivered", receipt.contract)
    assert receipt.receipt_no in terminal("status", "--history").out


def test_the_history_of_nothing_says_so_and_no_number_is_misuse(terminal: Terminal) -> None:
    assert terminal.json("status", "--history").rows == []
    assert terminal("status", "--history").err == "아직 보낸 것이 없습니다.\n"
    assert terminal.json("status", "--history", "0").row["error"]["code"] == "invalid-entry"
