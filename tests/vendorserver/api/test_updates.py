"""New versions of the desktop program are handed out as an operator laid them there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.vendorserver.asgi_caller import Caller

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.django_db(transaction=True)

ADDRESS = "/api/v1/client/updates"
CONTENT = bytes(range(256)) * 2000


@pytest.fixture
def shelf(data_dir: Path) -> Path:
    folder = data_dir / "updates"
    folder.mkdir()
    (folder / "manifest.json").write_text('{"payload":{}}', encoding="utf-8")
    (folder / "VendorClient-0.2.0-x64.exe").write_bytes(CONTENT)
    return folder


def test_manifest_and_installers_are_there_for_everybody(shelf: Path) -> None:
    assert Caller().call("GET", ADDRESS).json == {"payload": {}}
    answer = Caller().call("GET", f"{ADDRESS}/VendorClient-0.2.0-x64.exe")
    assert (answer.status, answer.body == CONTENT) == (200, True)
    assert answer.headers["content-type"] == "application/octet-stream"


def test_a_cut_download_goes_on(shelf: Path) -> None:
    headers = {"range": "bytes=300000-"}
    answer = Caller().call("GET", f"{ADDRESS}/VendorClient-0.2.0-x64.exe", **headers)
    assert (answer.status, answer.body == CONTENT[300_000:]) == (206, True)


@pytest.mark.parametrize(
    "name", ["none.exe", "..", "%2e%2e%2fserver.db", "..%2fsettings.toml", "link.exe", ".hidden"]
)
def test_a_name_leads_nowhere_else(shelf: Path, name: str) -> None:
    (shelf.parent / "settings.toml").write_text("secret", encoding="utf-8")
    (shelf / "link.exe").symlink_to(shelf.parent / "settings.toml")
    assert Caller().call("GET", f"{ADDRESS}/{name}").status == 404


def test_without_a_release_there_is_none(data_dir: Path) -> None:
    assert Caller().call("GET", ADDRESS).status == 404


def test_a_manifest_that_is_no_text_is_none(shelf: Path) -> None:
    (shelf / "manifest.json").write_bytes(b"\xff\xfe")
    assert Caller().call("GET", ADDRESS).status == 404
