"""The one locator of what travels with the program."""

import pytest

from vendorcore import resources


def test_a_resource_is_found() -> None:
    assert resources.path("fonts/Pretendard-Regular.ttf").is_file()


def test_a_missing_resource_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"none\.csv"):
        resources.path("catalogue/none.csv")
