"""A camera's clock that was set right: weighed, proved or not, and shown to the institution."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from vendorcore.evidence import Correction, Facts, Source
from vendorcore.media import Workshop
from vendorcore.protocol import ClockCode, SigningKey

from tests.vendorserver.builders import Computer, a_computer, a_stored_contract, an_attachment
from tests.vendorserver.builders import later as _later
from tests.vendorserver.services.test_weighing import a_photo
from vendorserver import models
from vendorserver.services import correcting, weighing

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]
RESET = "2000:01:01 00:03:00"
ERROR_MS = int((datetime(2026, 11, 3) - datetime(2000, 1, 1)).total_seconds()) * 1000  # noqa: DTZ001 - only their difference


@pytest.fixture(scope="module")
def shop() -> Iterator[Workshop]:
    with Workshop() as opened:
        yield opened


def a_correction(key: SigningKey | None = None) -> dict[str, Any]:
    shown = ClockCode(shown_at=datetime(2026, 11, 3, tzinfo=UTC), nonce="n")
    source = Source.PERSON if key is None else Source.CODE
    said = Correction(
        id="c1",
        milliseconds=ERROR_MS,
        source=source,
        by="김작업",
        stated_at="2026-11-03T01:00:00Z",
        reason="전지가 빠졌습니다",
        code=shown.text(key) if key else "",
    )
    return said.to_json(Facts(name="a.jpg"))


def weighed(computer: Computer, shop: Workshop, correction: object) -> dict[str, str]:
    op_id, _ = an_attachment(computer, a_stored_contract(computer.viewer), a_photo(RESET))
    row = models.Attachment.objects.get(id=op_id)
    row.client_facts = {"clock_correction": correction}
    row.save(update_fields=["client_facts"])
    weighing.weigh(op_id, shop, _later(minutes=1))
    row.refresh_from_db()
    return {finding["code"]: finding["level"] for finding in row.findings}


def test_a_reset_clock_fails_until_it_is_set_right(shop: Workshop) -> None:
    computer = a_computer()
    assert weighed(computer, shop, None)["T_CLOCK_RESET"] == "fail"
    stated = weighed(computer, shop, a_correction())
    assert (stated["T_CORRECTED"], "T_CLOCK_RESET" in stated) == ("warn", False)


def test_a_clock_that_the_vendors_computer_signed_is_proof(shop: Workshop) -> None:
    computer = a_computer()
    assert weighed(computer, shop, a_correction(computer.key))["T_CORRECTED"] == "info"
    assert weighed(computer, shop, a_correction(SigningKey.generate()))["T_CORRECTED"] == "warn"


def test_the_day_of_a_photo_is_the_corrected_one_and_the_cameras_word_stays(shop: Workshop) -> None:
    weighed(a_computer(), shop, a_correction())
    row = models.Attachment.objects.get()
    assert (row.captured_at.year, row.captured_text) == (2026, "2000-01-01T00:03:00")
    found = correcting.of(row)
    assert found is not None
    assert found.reason == "전지가 빠졌습니다"
