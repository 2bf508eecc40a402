"""The sizes of type: few, named, and larger for those who wish."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtGui import QFont

FAMILY = "Pretendard"
SCALES = (0.9, 1.0, 1.15, 1.3, 1.6, 2.0)


class Type(StrEnum):
    """What a piece of text is."""

    CAPTION = "caption"
    BODY = "body"
    STRONG = "strong"
    HEADING = "heading"
    TITLE = "title"
    FIGURE = "figure"


_SIZES = {
    Type.CAPTION: 12,
    Type.BODY: 14,
    Type.STRONG: 14,
    Type.HEADING: 16,
    Type.TITLE: 22,
    Type.FIGURE: 28,
}
_WEIGHTS = {
    Type.CAPTION: QFont.Weight.Normal,
    Type.BODY: QFont.Weight.Normal,
    Type.STRONG: QFont.Weight.DemiBold,
    Type.HEADING: QFont.Weight.DemiBold,
    Type.TITLE: QFont.Weight.Bold,
    Type.FIGURE: QFont.Weight.Bold,
}


def pixels(kind: Type, scale: float = 1.0) -> int:
    """Return the size of this text in logical pixels."""
    return round(_SIZES[kind] * scale)


def weight(kind: Type) -> int:
    """Return the weight of this text as style sheets write it."""
    return int(_WEIGHTS[kind])


def font(kind: Type, scale: float = 1.0) -> QFont:
    """Return the font for text that is painted by hand."""
    made = QFont(FAMILY)
    made.setPixelSize(pixels(kind, scale))
    made.setWeight(_WEIGHTS[kind])
    return made
