"""The data folder: private, known by its format, never somebody else's."""

import os
from pathlib import Path

import pytest

from vendorcore.errors import NeedsPerson, NotWritable

from vendorclient.paths import locate, open_data_folder


def test_the_chosen_folder_comes_before_the_environment(tmp_path: Path) -> None:
    environment = {"VENDORCLIENT_DATA": str(tmp_path / "other")}

    assert locate(str(tmp_path), environment) == tmp_path
    assert locate("", environment) == tmp_path / "other"


def test_without_a_choice_the_system_says_where() -> None:
    assert locate("", {}).name == "vendorclient"


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
def test_new_folders_are_private(tmp_path: Path) -> None:
    folder = open_data_folder(tmp_path / "data")

    private = [folder.root, folder.secrets_dir, folder.originals_dir]

    assert [path.stat().st_mode & 0o777 for path in private] == [0o700] * 3


def test_a_folder_opens_again(tmp_path: Path) -> None:
    open_data_folder(tmp_path)

    assert open_data_folder(tmp_path).format_path.read_text() == "vendorclient-data 1\n"


def test_a_folder_of_documents_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.docx").touch()

    with pytest.raises(NeedsPerson) as refused:
        open_data_folder(tmp_path)

    assert refused.value.code == "folder-not-ours"
    assert [entry.name for entry in tmp_path.iterdir()] == ["letter.docx"]


def test_another_programs_format_is_refused(tmp_path: Path) -> None:
    (tmp_path / "format").write_text("vendorserver-data 1\n")

    with pytest.raises(NeedsPerson, match="folder-not-ours"):
        open_data_folder(tmp_path)


def test_a_format_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "format").write_bytes(b"\xff\xfe\x00")

    with pytest.raises(NeedsPerson, match="folder-not-ours"):
        open_data_folder(tmp_path)


def test_a_newer_format_is_refused(tmp_path: Path) -> None:
    (tmp_path / "format").write_text("vendorclient-data 99\n")

    with pytest.raises(NeedsPerson, match="newer-data"):
        open_data_folder(tmp_path)


def test_a_start_that_was_killed_half_way_goes_on(tmp_path: Path) -> None:
    (tmp_path / "format.4711").touch()
    (tmp_path / "originals").mkdir()

    assert open_data_folder(tmp_path).parts_dir.is_dir()


@pytest.mark.parametrize("left", ["", "\0" * 20])
def test_a_format_that_a_power_cut_left_empty_is_written_anew(tmp_path: Path, left: str) -> None:
    folder = open_data_folder(tmp_path / "library")
    folder.database_path.touch()
    format_text = folder.format_path.read_text()
    folder.format_path.write_text(left)

    assert open_data_folder(tmp_path / "library").format_path.read_text() == format_text


def test_an_empty_format_among_documents_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "format").touch()
    (tmp_path / "diary.txt").touch()

    with pytest.raises(NeedsPerson):
        open_data_folder(tmp_path)


def test_a_file_in_the_way_is_not_writable(tmp_path: Path) -> None:
    (tmp_path / "data").touch()

    with pytest.raises(NotWritable):
        open_data_folder(tmp_path / "data" / "below")
