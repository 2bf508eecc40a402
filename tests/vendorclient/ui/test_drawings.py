"""The words on the drawings of phones and cards lie within their edges, in both languages."""

from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QFont, QFontMetricsF

from vendorcore import resources

from vendorclient.ui.theme import fonts

FOLDER = resources.root() / "pictures"
DRAWINGS = sorted(FOLDER.glob("**/*.svg"))
SVG = "{http://www.w3.org/2000/svg}"
SHARE = {"middle": 0.5, "end": 1.0}
EDGE = 3  # between words and the line around them


@pytest.mark.parametrize("file", DRAWINGS, ids=lambda one: "-".join(one.parts[-2:]))
@pytest.mark.usefixtures("qapp")
def test_no_word_crosses_the_edge(file):
    fonts.load()
    drawing = ElementTree.parse(file).getroot()  # noqa: S314 - our own drawing
    assert drawing.get("font-family") in (None, "Pretendard")  # Qt takes a list for one name
    frames = list(drawing.iter(f"{SVG}rect"))
    crossing = []
    for text in drawing.iter(f"{SVG}text"):
        left, right = span(text, drawing.get("text-anchor", "start"))
        place = (left + right) / 2, float(text.get("y"))
        around = [sides(one, "x", "width") for one in frames if is_around(one, *place)]
        if any(left < edge[0] + EDGE or right > edge[1] - EDGE for edge in around):
            crossing.append((text.text, left, right))
    assert crossing == []


def is_around(rect, x, y):
    left, right = sides(rect, "x", "width")
    top, bottom = sides(rect, "y", "height")
    return left < x < right and top < y < bottom


def sides(rect, begin, length):
    first = float(rect.get(begin, 0))
    return first, first + float(rect.get(length))


def span(text, anchor):
    """Return where the words begin and end."""
    font = QFont("Pretendard")
    font.setPixelSize(100)
    font.setWeight(QFont.Weight(int(text.get("font-weight", 400))))
    size = float(text.get("font-size"))
    width = QFontMetricsF(font).horizontalAdvance(text.text) * size / 100
    left = float(text.get("x")) - width * SHARE.get(text.get("text-anchor", anchor), 0.0)
    return left, left + width
