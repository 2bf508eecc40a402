"""Names from any disk become text that can be stored and shown."""

import os
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as some

from vendorclient.storage.names import plain

ANY = some.text(some.characters(codec=None, exclude_categories=()))


@given(ANY)
def test_every_name_becomes_text(name: str) -> None:
    plain(name).encode("utf-8")


@given(some.text())
def test_ordinary_names_stay_as_they_are(name: str) -> None:
    assert plain(name) == name


@pytest.mark.skipif(sys.platform == "win32", reason="names are bytes on POSIX only")
@given(some.binary())
def test_bytes_that_are_text_are_read_as_text(raw: bytes) -> None:
    assert plain(os.fsdecode(raw)) == raw.decode("utf-8", "backslashreplace")


def test_half_a_character_is_written_out() -> None:
    assert plain("\ud800.jpg") == "\\ud800.jpg"
