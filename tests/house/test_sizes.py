"""Files and functions stay short enough to hold one idea."""

from tools import shape
from tools.places import ROOT


def test_nothing_is_too_long() -> None:
    assert shape.too_long(ROOT) == []


def test_half_of_the_functions_are_short() -> None:
    sizes = sorted(one.lines for one in shape.functions(ROOT))

    assert sizes[len(sizes) // 2] <= 8


def test_no_two_steps_of_the_clients_database_share_a_number() -> None:
    numbers = [path.name[:4] for path in (ROOT / "vendorclient/storage/migrations").glob("*.sql")]

    assert sorted(numbers) == [f"{number:04}" for number in range(1, len(numbers) + 1)]
