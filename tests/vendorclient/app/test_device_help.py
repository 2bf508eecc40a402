"""Whatever stands in the way has a sentence, a picture and a way on."""

from __future__ import annotations

import pytest

from vendorcore import resources
from vendorcore.text import use_language

from vendorclient.app.device_help import WayOn, drawing, help_for, help_for_code
from vendorclient.devices import DeviceKind, DeviceState, FakePhone, Status

PHONE = FakePhone({})


@pytest.mark.parametrize("state", [one for one in DeviceState if one is not DeviceState.READY])
def test_every_obstacle_has_a_sentence_and_a_picture(state: DeviceState) -> None:
    found = help_for(PHONE, Status(state, "gvfsd-mtp"))

    assert found is not None
    assert found.sentence.happened.endswith(".")
    assert resources.path(f"pictures/{found.picture}.svg").is_file()


def test_ready_device_needs_no_help() -> None:
    assert help_for(PHONE, Status()) is None


@pytest.mark.parametrize(
    ("program", "name"),
    [
        ("gvfsd-mtp", "(파일 관리자)"),
        ("kiod5", "(파일 관리자)"),
        ("gphoto2", "(gphoto2)"),
        ("?", "(이름을 알 수 없는 프로그램)"),
    ],
)
def test_program_that_holds_the_device_is_named(program: str, name: str) -> None:
    found = help_for(PHONE, Status(DeviceState.BUSY, program))

    assert found is not None
    assert name in found.sentence.happened
    assert found.way_on is WayOn.ASK_TO_RELEASE


def test_iphone_that_converts_gets_the_picture_of_its_setting() -> None:
    assert help_for_code("device-converts", DeviceKind.IPHONE) == "phone-keep-originals"
    assert help_for_code("device-converts", DeviceKind.CARD) == ""
    assert resources.path("pictures/phone-keep-originals.svg").is_file()


def test_words_in_a_drawing_are_in_the_readers_language() -> None:
    with use_language("en"):
        assert "Trust" in drawing("phone-trust").read_text("utf-8")
        assert drawing("phone-cable").is_file()
    assert "신뢰" in drawing("phone-trust").read_text("utf-8")


def test_no_english_drawing_has_korean_words() -> None:
    for file in sorted((resources.root() / "pictures" / "en").glob("*.svg")):
        assert not any("가" <= letter <= "힣" for letter in file.read_text("utf-8")), file.name
