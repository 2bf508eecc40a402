"""Whoever silences a check says why."""

import re

from tools import shape
from tools.places import ROOT

SILENCED = re.compile(r"#\s*(type:\s*ignore|noqa)")
REASON = re.compile(r"[^\W\d_]{3,}")
# A call into a library without types: the code says all there is to say.
PLAIN = "[no-untyped-call]"
UNFINISHED = re.compile(r"raise NotImplementedError|\b(?:TODO|FIXME|XXX)\b")


def lines() -> list[tuple[str, str, str]]:
    """Return every line of the code, its place, and the line above the silenced ones."""
    found = []
    for file in shape.files(ROOT, (*shape.CODE, *shape.TESTS)):
        above = ""
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            found.append((f"{file.relative_to(ROOT)}:{number}", line, above))
            if not SILENCED.search(line):
                above = line
    return [row for row in found if "test_reasons.py" not in row[0]]


def has_reason(line: str) -> bool:
    """Whether words follow after the codes of a silenced check."""
    after = re.split(r"#\s*(?:type:\s*ignore|noqa)", line)[-1]
    words = re.sub(r"^(\[[\w\-, ]*\]|:\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*)", "", after)
    return PLAIN in after or bool(REASON.search(words))


def test_every_silenced_check_says_why() -> None:
    silenced = [row for row in lines() if SILENCED.search(row[1])]
    unexplained = [
        at
        for at, line, above in silenced
        if not has_reason(line) and not above.lstrip().startswith("# ")
    ]

    assert unexplained == []


def test_nothing_is_left_unfinished() -> None:
    assert [at for at, line, _above in lines() if UNFINISHED.search(line)] == []
