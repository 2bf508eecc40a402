"""What helps to find a fault names nobody."""

import zipfile

import pytest

from vendorcore.errors import NotWritable

from tests.vendorclient.app.desk import Desk
from vendorclient.app.diagnosing import masked, pack
from vendorclient.app.doctor import Examined, Health


def test_the_packed_file_names_nobody(library, tmp_path):
    desk = Desk(library, tmp_path)
    library.folder.logs_dir.joinpath("window.log").write_text(
        f"could not send {desk.contract.name} of kim@example.com, Bearer abcdefgh12345\n"
        "/home/kim/photos 010-1234-5678 123-45-67890 속초시",
        "utf-8",
    )
    said = [Examined("server", Health.BAD, "offline", {"url": "https://example.com"})]
    names = pack(library.folder, tmp_path / "out.zip", said)
    assert {"doctor.json", "queue.json", "logs/window.log"} <= set(names)
    with zipfile.ZipFile(tmp_path / "out.zip") as packed:
        log = packed.read("logs/window.log").decode()
        assert '"code": "offline"' in packed.read("doctor.json").decode()
    for hidden in (desk.contract.name, "kim", "abcdefgh12345", "1234-5678", "67890", "속초시"):
        assert hidden not in log
    assert "could not send <contract> of <e-mail>, Bearer <secret>" in log


def test_ordinary_words_stay():
    assert masked("could not: offline after 3 tries", {}) == "could not: offline after 3 tries"


def test_a_place_that_cannot_be_written_is_told(library, tmp_path):
    with pytest.raises(NotWritable):
        pack(library.folder, tmp_path / "nowhere" / "out.zip", [])
