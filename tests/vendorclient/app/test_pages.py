"""Pages of a PDF from outside are drawn in a process of their own; a bad one harms nobody else."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from tests.vendorclient.app.test_tables import DIES, GROWS, HANGS
from vendorclient.app import pages
from vendorclient.app.pages import Page, PageProblem, draw_page, worker_command

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("PySide6", reason="the window's reader draws the pages")


def a_pdf(path: Path, count: int = 1, password: str | None = None) -> Path:
    """Write pages with a black square that wanders down by a tenth a page."""
    canvas = Canvas(str(path), pagesize=(300, 600), encrypt=password)
    for number in range(count):
        canvas.rect(0, 540 - 60 * (number % 10), 60, 60, fill=1)
        canvas.showPage()
    canvas.save()
    return path


def inked(page: Page) -> list[int]:
    """Return which tenths of the left edge are black, from above."""
    with Image.open(io.BytesIO(page.jpeg)) as shown:
        grey = shown.convert("L")
    tenth = grey.height / 10
    middles = [grey.getpixel((10, int((number + 0.5) * tenth))) for number in range(10)]
    return [number for number, grey in enumerate(middles) if isinstance(grey, int) and grey < 100]


def test_a_page_is_drawn_on_white(tmp_path: Path) -> None:
    page = draw_page(a_pdf(tmp_path / "계약서.pdf", 3), 0, 800)
    assert (page.count, page.problem, inked(page)) == (3, None, [0])
    with Image.open(io.BytesIO(page.jpeg)) as shown:
        assert (shown.format, shown.size) == ("JPEG", (400, 800))
        assert shown.getpixel((390, 790)) == (255, 255, 255)


def test_any_of_500_pages_is_drawn(tmp_path: Path) -> None:
    page = draw_page(a_pdf(tmp_path / "many.pdf", 500), 143, 800)
    assert (page.count, inked(page)) == (500, [3])


def test_a_locked_one_is_told(tmp_path: Path) -> None:
    locked = a_pdf(tmp_path / "locked.pdf", password="1234")
    assert draw_page(locked, 0, 800) == Page(problem=PageProblem.ENCRYPTED)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\nrubbish", b"GIF89a"])
def test_a_damaged_one_is_told(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "bad.pdf"
    path.write_bytes(data)
    assert draw_page(path, 0, 800) == Page(problem=PageProblem.DAMAGED)


def test_a_page_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert draw_page(a_pdf(tmp_path / "one.pdf"), 7, 800).problem is PageProblem.DAMAGED


def test_a_large_one_is_not_even_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = a_pdf(tmp_path / "large.pdf")
    monkeypatch.setattr(pages, "MOST_BYTES", path.stat().st_size - 1)
    assert draw_page(path, 0, 800, command=DIES) == Page(problem=PageProblem.TOO_LARGE)


@pytest.mark.parametrize(
    ("command", "problem"),
    [
        (HANGS, PageProblem.TOO_SLOW),
        (GROWS, PageProblem.DAMAGED),
        (DIES, PageProblem.DAMAGED),
    ],
    ids=["hangs", "grows", "dies"],
)
def test_a_reader_that_breaks_is_killed_and_told(
    tmp_path: Path, command: tuple[str, ...], problem: PageProblem
) -> None:
    seconds = 0.5 if command is HANGS else 20.0
    path = a_pdf(tmp_path / "one.pdf")
    page = draw_page(path, 0, 800, command=command, seconds=seconds, memory_bytes=100 << 20)
    assert page == Page(problem=problem)


def test_a_frozen_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert worker_command()[-2:] == ("worker", "--pages")
