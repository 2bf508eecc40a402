"""The operator's settings, keys and databases; and that reading them writes nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from vendorcore.errors import InvalidEntry, NotReadable, Refused, Untrusted

from vendorserver.models.encrypted import opened, sealed
from vendorserver.settings.databases import database
from vendorserver.settings.folder import check_folder, make_folder, mark_ready, write_settings
from vendorserver.settings.key_files import has_keys, keys_in, make_keys
from vendorserver.settings.middleware import language_of
from vendorserver.settings.server import ServerSettings, read

ROOT = Path(__file__).resolve().parents[3]


def test_without_a_folder_the_defaults_hold() -> None:
    assert read({}) == ServerSettings()


def test_the_file_is_overruled_by_the_environment(tmp_path: Path) -> None:
    write_settings(tmp_path, {"name": "우리 서버", "port": 9000, "demo": True})
    server = read({"VENDORSERVER_DATA": str(tmp_path), "VENDORSERVER_PORT": "9001"})
    assert (server.name, server.port, server.demo) == ("우리 서버", 9001, True)
    assert server.data_dir == tmp_path


def test_lists_are_written_with_commas_or_as_lists(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('trusted_proxies = ["10.0.0.1", "10.0.0.2"]')
    server = read({"VENDORSERVER_DATA": str(tmp_path)})
    assert server.trusted_proxies == ("10.0.0.1", "10.0.0.2")
    assert read({"VENDORSERVER_TRUSTED_PROXIES": "a, b,"}).trusted_proxies == ("a", "b")


@pytest.mark.parametrize(
    "text", ["prot = 1", "port = 'many'", "trusted_proxies = 1", "this is no toml"]
)
def test_a_setting_that_cannot_be_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "settings.toml").write_text(text)
    with pytest.raises(InvalidEntry):
        read({"VENDORSERVER_DATA": str(tmp_path)})


def test_folders_need_a_data_folder(tmp_path: Path) -> None:
    with pytest.raises(InvalidEntry):
        ServerSettings().folder("blobs")
    assert ServerSettings(data_dir=tmp_path).folder("blobs").is_dir()


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("", {"NAME": ":memory:"}),
        ("sqlite:///var/x.db", {"NAME": "/var/x.db"}),
        (
            "postgresql://me:p%40ss@db:5433/vendor",
            {"NAME": "vendor", "USER": "me", "PASSWORD": "p@ss", "HOST": "db", "PORT": "5433"},
        ),
        ("postgresql://me@/vendor?host=/run/pg", {"HOST": "/run/pg", "USER": "me"}),
    ],
)
def test_a_database_is_named_by_its_address(url: str, expected: dict[str, str]) -> None:
    described = database(ServerSettings(database_url=url))
    assert {key: described[key] for key in expected} == expected


def test_sqlite_keeps_promises_over_a_power_cut() -> None:
    options: dict[str, Any] = database(ServerSettings(data_dir=Path("/x")))["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert "synchronous=FULL" in options["init_command"]


def test_an_unknown_database_is_refused() -> None:
    with pytest.raises(InvalidEntry):
        database(ServerSettings(database_url="oracle://x"))


def test_keys_are_files_for_their_owner_alone(tmp_path: Path) -> None:
    made = make_keys(tmp_path / "keys")
    assert keys_in(tmp_path / "keys") == made
    assert has_keys(tmp_path / "keys")
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "keys").iterdir()} == {0o600}


def test_missing_keys_are_not_readable(tmp_path: Path) -> None:
    with pytest.raises(NotReadable):
        keys_in(tmp_path)


def test_keys_of_no_folder_live_with_the_process() -> None:
    assert keys_in(None) == keys_in(None)


def test_a_sealed_text_opens_with_its_key_only(settings: Any, tmp_path: Path) -> None:
    stored = sealed("홍길동")
    assert ("홍길동" not in stored, opened(stored)) == (True, "홍길동")
    assert sealed("홍길동") != stored
    make_keys(tmp_path / "keys")
    settings.SERVER = ServerSettings(data_dir=tmp_path)
    with pytest.raises(Untrusted):
        opened(stored)


def test_nothing_is_sealed_as_nothing() -> None:
    assert (sealed(""), opened("")) == ("", "")


def test_a_half_made_folder_is_finished_with_the_same_keys(tmp_path: Path) -> None:
    make_folder(tmp_path / "new", name="x", demo=False)
    first = keys_in(tmp_path / "new" / "keys")
    make_folder(tmp_path / "new", name="x", demo=False)
    assert keys_in(tmp_path / "new" / "keys") == first
    with pytest.raises(Refused, match="not-a-server-folder"):
        check_folder(tmp_path / "new")
    mark_ready(tmp_path / "new")
    check_folder(tmp_path / "new")


@pytest.mark.parametrize(
    ("cookie", "accept", "language"),
    [("", "", "ko"), ("", "en-US,en;q=0.9", "en"), ("ko", "en", "ko"), ("en", "ko", "en")],
)
def test_a_chosen_language_counts_more_than_the_browsers(
    cookie: str, accept: str, language: str
) -> None:
    cookies = {"language": cookie} if cookie else {}
    assert language_of(cookies, accept) == language


def test_reading_the_settings_writes_nothing(tmp_path: Path) -> None:
    code = "import vendorserver.settings.django"
    line = [sys.executable, "-B", "-c", code]
    subprocess.run(line, cwd=tmp_path, env={"PYTHONPATH": str(ROOT)}, check=True, timeout=60)
    assert list(tmp_path.iterdir()) == []
