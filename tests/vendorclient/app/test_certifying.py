"""직접생산확인증명서: kept as printed, told of 90 days before they end, refused when impossible."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from vendorcore.errors import InvalidEntry

from vendorclient.app.certifying import (
    forget_certificate,
    held_certificates,
    keep_certificate,
)

if TYPE_CHECKING:
    from tests.vendorclient.builders import Library

TODAY = date(2026, 10, 19)


@pytest.mark.parametrize(
    ("left", "over", "soon", "very_soon"),
    [
        (-1, True, False, False),
        (0, False, True, True),
        (30, False, True, True),
        (31, False, True, False),
        (90, False, True, False),
        (91, False, False, False),
    ],
)
def test_the_end_is_told_in_time(
    library: Library, left: int, *, over: bool, soon: bool, very_soon: bool
) -> None:
    keep_certificate(
        library.db,
        detail_no="56101703-01",
        valid_from="2024-01-02",
        valid_to=(TODAY + timedelta(days=left)).isoformat(),
        number=" 2024-0001 ",
    )
    (held,) = held_certificates(library.db, TODAY)
    assert (held.name, held.certificate.detail_no) == ("책상", "5610170301")
    assert held.certificate.number == "2024-0001"
    assert (held.is_over, held.ends_soon, held.ends_very_soon) == (over, soon, very_soon)
    forget_certificate(library.db, held.certificate.id)
    assert held_certificates(library.db, TODAY) == []


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("detail_no", "561017"),
        ("valid_from", "어제"),
        ("valid_to", ""),
        ("valid_to", "2023-01-01"),
    ],
)
def test_what_cannot_be_names_its_field(library: Library, field: str, wrong: str) -> None:
    typed = {"detail_no": "5610170301", "valid_from": "2024-01-02", "valid_to": "2027-01-01"}
    with pytest.raises(InvalidEntry) as refused:
        keep_certificate(library.db, **{**typed, field: wrong})
    assert refused.value.details["field"] == field
    assert held_certificates(library.db, TODAY) == []
