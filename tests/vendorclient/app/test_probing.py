"""The report says how devices behave, and nothing of the people who own them."""

from __future__ import annotations

import json
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest

from vendorcore.errors import NeedsDevice

from vendorclient.app.probing import probe
from vendorclient.devices import Device, DeviceState, FakePhone, Status

if TYPE_CHECKING:
    from collections.abc import Iterator


def report_of(*phones: FakePhone) -> dict[str, Any]:
    ticks = count()

    def find() -> Iterator[Device]:
        yield from phones

    report = probe([find], clock=lambda: next(ticks) / 10)
    found: dict[str, Any] = report["drivers"][0]
    return found


def test_report_tells_of_states_and_times() -> None:
    locked = FakePhone({}, refusal=Status(DeviceState.BUSY, "gvfsd-mtp"))
    open_one = FakePhone({"DCIM/Camera/a.jpg": b"x", "DCIM/Camera/b.MP4": b"x"})

    report = report_of(locked, open_one)

    assert [one["state"] for one in report["devices"]] == ["busy", "ready"]
    assert report["devices"][0]["detail"] == "gvfsd-mtp"
    assert report["devices"][1]["folders"] == {"DCIM/Camera": 2}
    assert report["devices"][1]["endings"] == {".jpg": 1, ".mp4": 1}
    assert report["devices"][1]["first_entry_seconds"] > 0


def test_report_names_no_person_and_no_file() -> None:
    phone = FakePhone(
        {"DCIM/김철수의 사진/secret-name.jpg": b"x"}, label="김철수의 iPhone", key="iphone-serial"
    )

    told = json.dumps(report_of(phone), ensure_ascii=False)

    for private in ("김철수", "secret-name", "iphone-serial"):
        assert private not in told


@pytest.mark.parametrize("folder", ["240315_김철수", "240315_kim", "101한빛정밀공", "01012345"])
def test_folder_that_a_person_named_stays_out_of_the_report(folder: str) -> None:
    report = report_of(FakePhone({f"DCIM/{folder}/a.jpg": b"x"}))

    assert report["devices"][0]["folders"] == {"DCIM/…": 1}


@pytest.mark.parametrize("folder", ["100CANON", "100___03", "202405__", "202405_a", "Camera01"])
def test_folder_that_a_device_named_is_in_the_report(folder: str) -> None:
    report = report_of(FakePhone({f"DCIM/{folder}/a.jpg": b"x"}))

    assert report["devices"][0]["folders"] == {f"DCIM/{folder}": 1}


def test_long_lists_are_not_gone_through() -> None:
    phone = FakePhone({f"DCIM/100APPLE/IMG_{n:04}.HEIC": b"x" for n in range(1000)})

    assert report_of(phone)["devices"][0]["looked_at"] == 200


def test_driver_that_fails_is_in_the_report() -> None:
    def find() -> Iterator[Device]:
        raise NeedsDevice("device-failed")

    assert probe([find])["drivers"][0]["error"] == "device-failed"


def test_report_of_this_computer_can_be_written_down() -> None:
    report = probe()

    assert json.loads(json.dumps(report)) == report
    assert report["libraries"]["psutil"]
    assert len(report["drivers"]) >= 2
