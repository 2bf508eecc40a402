from datetime import datetime, timedelta

import pytest

from vendorcore.errors import InvalidEntry
from vendorcore.evidence import Circumstances, Known

from tests.vendorcore.evidence.builders import a_photo


def test_an_import_time_needs_a_zone() -> None:
    with pytest.raises(InvalidEntry):
        Circumstances(imported_at=datetime(2026, 3, 18))  # noqa: DTZ001 - a camera's wall clock


def test_a_clock_is_never_a_century_wrong() -> None:
    with pytest.raises(InvalidEntry):
        Circumstances(clock_correction=timedelta(days=40_000))


def test_an_earlier_file_is_remembered_by_what_later_ones_need() -> None:
    photo = a_photo(sha256="ab" * 32, dhash64="0" * 16, dhash256="0" * 64)
    known = Known.of(photo, contract="c", process="p")
    assert (known.sha256, known.name) == (photo.sha256, photo.name)
    assert (known.contract, known.process) == ("c", "p")
    assert (known.captured_at, known.device) == (photo.captured_at_utc, photo.device)
    assert (known.dhash64, known.dhash256) == (photo.dhash64, photo.dhash256)
