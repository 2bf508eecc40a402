"""The ZIP for helpers holds what helps, and nothing that opens a door or names somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from vendorcore.errors import NotWritable

from tests.vendorclient.builders import a_contract
from tests.vendorclient.sync.builders import a_library, hand_in, save_contract
from vendorclient.app.diagnostics import pack, without_secrets
from vendorclient.app.doctor import Examined, Health
from vendorclient.sync.secrets import FileSecrets, device_key_name, refresh_token_name

if TYPE_CHECKING:
    from pathlib import Path

    from tests.vendorclient.builders import Library

SECRET = "Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4"


def test_nothing_secret_and_nobodys_name_is_in_it(tmp_path: Path) -> None:
    with a_library(tmp_path) as library:
        hand_in(library, save_contract(library), b"photo")
        secrets = FileSecrets(library.folder.secrets_dir)
        for name in (device_key_name("a"), refresh_token_name("a")):
            secrets.put(name, SECRET)
        log = library.folder.logs_dir / "window.log"
        log.write_text(f"sent Bearer {SECRET}\nrefresh_token={SECRET}\nkim@example.kr failed\n")
        found = [Examined("server", Health.OK, values={"url": "https://evidence.example"})]
        names = pack(library.folder, tmp_path / "help.zip", found)
    assert {"checks.json", "operations.json", "logs/window.log"} <= set(names)
    with ZipFile(tmp_path / "help.zip") as packed:
        whole = "".join(packed.read(name).decode() for name in names)
    for secret in (SECRET, "kim@example.kr", "철제 책상", "IMG_"):
        assert secret not in whole
    assert "queued" in whole
    assert "https://evidence.example" in whole


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("GET /x Authorization: Bearer abc.def", "GET /x Authorization: Bearer …"),
        ("password: hunter2", "password: …"),
        ("call 010-1234-5678 now", "call … now"),
        ("/home/kim/vendorclient/client.db", "/home/…/vendorclient/client.db"),
        ("operation 01a22a9f-f4bf-7a40-816a-890b806d0abc failed",) * 2,
    ],
)
def test_what_is_hidden_and_what_helps(said: str, kept: str) -> None:
    assert without_secrets(said) == kept


def test_a_place_that_takes_no_file_is_named(tmp_path: Path) -> None:
    with a_library(tmp_path) as library, pytest.raises(NotWritable):
        pack(library.folder, tmp_path / "none" / "help.zip", [])


def test_logs_name_no_contract_and_no_institution(library: Library, tmp_path: Path) -> None:
    contract = library.sign(a_contract(name="비밀 계약"))
    line = f"could not send {contract.name} of {contract.parties[0].institution.name}\n"
    library.folder.logs_dir.joinpath("window.log").write_text(line, "utf-8")
    pack(library.folder, tmp_path / "out.zip", [])
    with ZipFile(tmp_path / "out.zip") as packed:
        log = packed.read("logs/window.log").decode()
    assert log.splitlines() == ["could not send <contract> of <institution>"]
