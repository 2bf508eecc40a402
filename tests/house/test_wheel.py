"""The wheel works where there is no checkout: it brings its fonts, catalogues and texts along."""

from __future__ import annotations

import os
import sys
import sysconfig
import venv
from typing import TYPE_CHECKING

import pytest

from tests.house.running import python

if TYPE_CHECKING:
    from pathlib import Path

WHAT_IT_FINDS = """
from vendorcore import resources, text
for name in ("fonts/Pretendard-Regular.ttf", "catalogue/institutions.csv", "fonts/OFL.txt",
             "i18n/en/LC_MESSAGES/vendor.mo", "demo/contract.json", "sample-card/LICENCES.csv"):
    print(resources.path(name).stat().st_size > 0)
print(resources.__file__)
with text.use_language("en"):
    print(text.finding_sentence("T_INSIDE", {}))
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel and install it into an environment that shares only the libraries."""
    base = tmp_path_factory.mktemp("wheel")
    quiet = ("--quiet", "--no-deps", "--disable-pip-version-check")
    built = python("-m", "pip", "wheel", *quiet, "--no-build-isolation", "-w", str(base), ".")
    assert built.returncode == 0, built.stderr
    venv.create(base / "env", with_pip=False, symlinks=os.name != "nt")
    site = base / "env" / sysconfig.get_path("purelib", "venv", {"base": "."})
    (wheel,) = base.glob("*.whl")
    put = python("-m", "pip", "install", *quiet, "--no-index", "--target", str(site), str(wheel))
    assert put.returncode == 0, put.stderr
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return base


def run(installed: Path, *words: str) -> tuple[int, str, str]:
    """Run the environment's own Python outside the checkout."""
    name = "Scripts/python.exe" if sys.platform == "win32" else "bin/python"
    interpreter = str(installed / "env" / name)
    done = python(*words, interpreter=interpreter, folder=installed)
    return done.returncode, done.stdout, done.stderr


def test_wheel_finds_fonts_catalogues_and_texts(installed: Path) -> None:
    code, said, complaint = run(installed, "-c", WHAT_IT_FINDS)

    assert code == 0, complaint
    *found, place, sentence = said.splitlines()
    assert set(found) == {"True"}
    assert place.startswith(str(installed))
    assert sentence.isascii()


@pytest.mark.parametrize("program", ["vendorclient", "vendorserver"])
def test_programs_of_the_wheel_explain_themselves(installed: Path, program: str) -> None:
    code, said, complaint = run(installed, "-m", program, "--help")

    assert (code, program in said) == (0, True), complaint
