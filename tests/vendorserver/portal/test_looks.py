"""Everybody can read the pages: contrast of at least 4.5 in light and in dark."""

import re
from pathlib import Path

import pytest

from vendorserver.portal import assets

CSS = Path(assets.__file__).parent.joinpath("static", "portal.css").read_text("utf-8")
PAIRS = [
    ("text", "surface"),
    ("text", "window"),
    ("text", "sunken"),
    ("muted", "surface"),
    ("muted", "window"),
    ("muted", "sunken"),
    ("muted", "neutral-soft"),
    ("accent-text", "surface"),
    ("accent-text", "window"),
    ("accent-text", "accent-soft"),
    ("on-accent", "accent"),
    ("on-accent", "accent-hover"),
    ("good", "good-soft"),
    ("caution", "caution-soft"),
    ("bad", "bad-soft"),
]


def palette(dark: bool) -> dict[str, str]:
    """Return the colours of one scheme by name."""
    blocks = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)
    named = re.compile(r"--([\w-]+): (#[0-9a-f]+);")
    light = dict(named.findall(blocks[0]))
    return light | dict(named.findall(blocks[1])) if dark else light


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "back"), PAIRS)
def test_words_stand_out_from_what_they_stand_on(front: str, back: str, dark: bool) -> None:
    colours = palette(dark)
    lights = sorted(luminance(colours[name]) for name in (front, back))
    assert (lights[1] + 0.05) / (lights[0] + 0.05) >= 4.5


def test_every_colour_that_is_used_is_defined() -> None:
    assert set(re.findall(r"var\(--([\w-]+)\)", CSS)) <= set(palette(dark=False)) | {"shadow"}
