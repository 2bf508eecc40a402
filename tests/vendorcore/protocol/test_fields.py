"""Fields of a JSON object: what is wrong with one is said as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vendorcore.errors import InvalidEntry
from vendorcore.protocol import fields

if TYPE_CHECKING:
    from vendorcore.protocol import JsonObject


@pytest.mark.parametrize(("row", "reason"), [({}, "missing"), ({"name": 5}, "not-a-text")])
def test_a_missing_text_is_told_from_one_of_another_kind(row: JsonObject, reason: str) -> None:
    with pytest.raises(InvalidEntry) as refused:
        fields.text(row, "name")

    assert refused.value.details == {"field": "name", "reason": reason}
