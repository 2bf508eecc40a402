"""The program starts itself anew, from a checkout and frozen."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from vendorcore.media.child import itself

if TYPE_CHECKING:
    from pathlib import Path


def test_a_checkout_is_started_as_a_module() -> None:
    assert itself() == (sys.executable, "-m", "vendorclient")


@pytest.mark.parametrize(
    ("there", "started"),
    [(("vendorclientw.exe", "vendorclient.exe"), "vendorclient.exe"), (("other",), "other")],
)
def test_a_frozen_program_starts_the_one_with_a_console(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: tuple[str, ...], started: str
) -> None:
    for name in there:
        (tmp_path / name).touch()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / there[0]))

    assert itself() == (str(tmp_path / started),)
