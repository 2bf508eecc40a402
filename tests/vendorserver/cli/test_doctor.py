"""What doctor says to people: whole sentences, and what to do."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

import pytest

from vendorcore.text import use_language

from tests.vendorserver.builders import a_computer, a_stored_contract, an_attachment
from vendorserver import models
from vendorserver.cli import doctor_words
from vendorserver.services import doctor, fsck, holdings
from vendorserver.settings import current

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django.fixtures import Settings

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_doctor_says_free_and_reserve_and_what_to_do(
    data_dir: Path, settings: Settings, language: str
) -> None:
    settings.SERVER = dataclasses.replace(current(), reserve_bytes=2**60)
    look = next(check for check in doctor.examine() if check.name == "disk")
    with use_language(language):
        said = doctor_words.line(dataclasses.replace(look, values={**look.values, "free": 3637248}))
    first, wanted = said.splitlines()
    assert "3.5 MB" in first
    assert "1,048,576.0 TB" in first
    assert "reserve_bytes" in wanted


def test_the_doctor_speaks_korean(data_dir: Path, settings: Settings) -> None:
    settings.SERVER = dataclasses.replace(current(), reserve_bytes=0)
    well = doctor.examine()
    ill = [dataclasses.replace(look, well=False) for look in well]
    settings.SERVER = dataclasses.replace(current(), data_dir=None)
    with use_language("ko"):
        said = [doctor_words.line(look) for look in (*well, *ill, doctor.examine()[0])]
    words = " ".join(said).replace(str(data_dir.resolve()), "")
    for english in ("folder", "disk", "bytes free", "receipts", "unbroken", "answers", "steps"):
        assert english not in words
    assert all(re.search("[가-힣]", one) for one in said)
    assert all("\n  " in one for one in said[len(well) : -1])


def test_the_doctor_sees_a_wrong_count_and_fsck_mends_it(data_dir: Path) -> None:
    computer = a_computer()
    an_attachment(computer, a_stored_contract(computer.viewer), b"8 bytes.")
    models.Holding.objects.filter(vendor=computer.vendor).update(stored_bytes=7)
    look = next(check for check in doctor.examine() if check.name == "quota")
    with use_language("ko"):
        assert "업체 1곳" in doctor_words.line(look)
        assert "fsck" in doctor_words.line(look)
    assert holdings.stored_bytes(computer.vendor.id) == 7  # to look changes nothing
    told = [(one.kind, one.subject) for one in fsck.damaged_records()]
    assert told == [("quota", computer.vendor.id)]
    assert holdings.stored_bytes(computer.vendor.id) == 8
    assert next(check for check in doctor.examine() if check.name == "quota").well


def test_the_doctor_tells_where_receipts_are_wrong(data_dir: Path) -> None:
    models.Counter.objects.update_or_create(name="receipt", defaults={"value": 7})
    look = next(check for check in doctor.examine() if check.name == "receipts")
    with use_language("ko"):
        assert "준 번호는 7번까지인데 0장이 있습니다." in doctor_words.line(look)
        broken = dataclasses.replace(look, values={"first": 3})
        assert "3번 접수증부터" in doctor_words.line(broken)
