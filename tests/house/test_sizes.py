"""Files and functions stay short enough to hold one idea."""

from tools import shape
from tools.places import ROOT


def test_nothing_is_too_long() -> None:
    assert shape.too_long(ROOT) == []


def test_half_of_the_functions_are_short() -> None:
    sizes = sorted(one.lines for one in shape.functions(ROOT))

    assert sizes[len(sizes) // 2] <= 8
