"""What every card, phone and camera does: each driver is put through the same tests."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest

from vendorcore.errors import DeviceGone, DeviceLocked, NotReadable

from tests.vendorclient.devices.stage import content, days_later, find, paths
from vendorclient.devices import DeviceState, HasStorages, status_of

if TYPE_CHECKING:
    from tests.vendorclient.devices.stage import Stage

BIG = bytes(range(256)) * 12_000
FOUR_GIB = 4 << 30


def needs(stage: Stage, what: str) -> None:
    """Skip, and say why, where this cannot be staged."""
    if what in stage.cannot:
        pytest.skip(stage.cannot[what])


class DeviceContract:
    """The tests; a subclass gives a fixture named stage."""

    def test_newest_folder_comes_first(self, stage: Stage) -> None:
        stage.put("DCIM/100CANON/IMG_0001.JPG", b"old", days_later(0))
        stage.put("DCIM/102CANON/IMG_0003.JPG", b"new", days_later(2))
        stage.put("DCIM/101CANON/IMG_0002.JPG", b"mid", days_later(1))

        assert paths(stage.device().entries()) == [
            "DCIM/102CANON/IMG_0003.JPG",
            "DCIM/101CANON/IMG_0002.JPG",
            "DCIM/100CANON/IMG_0001.JPG",
        ]

    def test_dates_decide_between_two_numberings(self, stage: Stage) -> None:
        stage.put("DCIM/999APPLE/IMG_0001.JPG", b"old", days_later(0))
        stage.put("DCIM/202604__/IMG_0002.JPG", b"new", days_later(30))

        assert paths(stage.device().entries())[0] == "DCIM/202604__/IMG_0002.JPG"

    def test_old_folders_are_not_listed_before_they_are_reached(self, stage: Stage) -> None:
        needs(stage, "lazy")
        for folder, number in itertools.product(range(100, 110), range(10)):
            stage.put(f"DCIM/{folder}CANON/IMG_{number:04}.JPG", b"x", days_later(folder))
        entries = stage.device().entries()
        before = stage.listed()

        next(entries)
        first = stage.listed() - before
        list(entries)

        assert first * 2 < stage.listed() - before

    def test_bytes_are_the_same(self, stage: Stage) -> None:
        stage.put("DCIM/100CANON/IMG_0001.JPG", BIG)

        assert content(stage.device(), "IMG_0001.JPG") == BIG

    def test_listing_tells_size_and_time(self, stage: Stage) -> None:
        stage.put("DCIM/100CANON/IMG_0001.JPG", BIG, days_later(1))

        entry = find(stage.device(), "IMG_0001.JPG")

        assert entry.size_bytes == len(BIG)
        assert entry.modified_at is not None
        assert abs((entry.modified_at - days_later(1)).total_seconds()) <= 2

    def test_reading_goes_on_at_an_offset(self, stage: Stage) -> None:
        stage.put("DCIM/100CANON/IMG_0001.JPG", BIG)

        assert content(stage.device(), "IMG_0001.JPG", 1_500_001) == BIG[1_500_001:]

    def test_nothing_follows_after_the_end(self, stage: Stage) -> None:
        stage.put("DCIM/100CANON/IMG_0001.JPG", b"abc")

        assert content(stage.device(), "IMG_0001.JPG", 3) == b""

    def test_empty_file_is_listed_and_read(self, stage: Stage) -> None:
        needs(stage, "empty")
        stage.put("DCIM/100CANON/IMG_0001.JPG", b"")

        assert content(stage.device(), "IMG_0001.JPG") == b""

    def test_same_name_in_two_folders_stays_two_files(self, stage: Stage) -> None:
        stage.put("DCIM/100CANON/IMG_0001.JPG", b"one")
        stage.put("DCIM/101CANON/IMG_0001.JPG", b"two")
        device = stage.device()

        assert {b"".join(device.read(entry)) for entry in device.entries()} == {b"one", b"two"}

    def test_korean_names_are_whole(self, stage: Stage) -> None:
        needs(stage, "korean")
        stage.put("DCIM/100CANON/용접_1공정.JPG", b"weld")
        stage.put("DCIM/100CANON/조립_2공정.JPG", b"join")
        device = stage.device()

        assert {entry.name for entry in device.entries()} == {"용접_1공정.JPG", "조립_2공정.JPG"}
        assert content(device, "용접_1공정.JPG") == b"weld"

    def test_emoji_in_a_name_does_not_hide_the_file(self, stage: Stage) -> None:
        needs(stage, "emoji")
        stage.put("DCIM/100CANON/완료😀.JPG", b"done")
        device = stage.device()

        assert [b"".join(device.read(entry)) for entry in device.entries()] == [b"done"]

    def test_more_than_four_gigabytes(self, stage: Stage) -> None:
        needs(stage, "large")
        stage.put_sparse("DCIM/100CANON/MVI_0001.MP4", FOUR_GIB + 5)
        device = stage.device()
        entry = find(device, "MVI_0001.MP4")

        assert entry.size_bytes == FOUR_GIB + 5
        assert b"".join(device.read(entry, FOUR_GIB + 2)) == bytes(3)

    def test_rubbish_and_previews_are_left_out(self, stage: Stage) -> None:
        stage.put("DCIM/100CANON/IMG_0001.JPG", b"keep")
        stage.put("DCIM/100CANON/IMG_0002.THM", b"preview")
        stage.put("DCIM/100CANON/GX010001.LRV", b"preview")
        stage.put("DCIM/.thumbnails/1.jpg", b"small")
        stage.put("DCIM/100CANON/.trashed-1-IMG_0003.JPG", b"thrown away")
        stage.put("DCIM/CANONMSC/M0100.CTG", b"housekeeping")

        assert paths(stage.device().entries()) == ["DCIM/100CANON/IMG_0001.JPG"]

    def test_live_photo_stays_together(self, stage: Stage) -> None:
        for name in ("IMG_0007.HEIC", "IMG_0007.MOV", "IMG_E0007.HEIC", "IMG_0007.AAE"):
            stage.put(f"DCIM/100APPLE/{name}", name.encode())

        entries = {entry.name: entry for entry in stage.device().entries()}

        assert {name: str(entry.role) for name, entry in entries.items()} == {
            "IMG_0007.HEIC": "original",
            "IMG_0007.MOV": "motion",
            "IMG_E0007.HEIC": "edit",
        }
        assert len({entry.group for entry in entries.values()}) == 1

    def test_photo_and_raw_stay_together(self, stage: Stage) -> None:
        for name in ("DSC_0001.JPG", "DSC_0001.NEF", "DSC_0002.JPG"):
            stage.put(f"DCIM/100NIKON/{name}", name.encode())

        entries = {entry.name: entry for entry in stage.device().entries()}

        pair = {entries["DSC_0001.JPG"].group, entries["DSC_0001.NEF"].group}
        assert len(pair) == 1
        assert entries["DSC_0002.JPG"].group not in pair
        assert entries["DSC_0001.NEF"].role == "raw"

    def test_counter_that_began_again_goes_on(self, stage: Stage) -> None:
        stage.put("DCIM/100CANON/IMG_9998.JPG", b"first", days_later(0))
        stage.put("DCIM/100CANON/IMG_9999.JPG", b"last of its folder", days_later(1))
        stage.put("DCIM/101CANON/IMG_0001.JPG", b"first of the next", days_later(2))
        device = stage.device()

        assert paths(device.entries())[0] == "DCIM/101CANON/IMG_0001.JPG"
        assert content(device, "IMG_0001.JPG") == b"first of the next"
        assert content(device, "IMG_9999.JPG") == b"last of its folder"

    def test_listing_can_be_left_in_the_middle(self, stage: Stage) -> None:
        for number in range(3):
            stage.put(f"DCIM/100CANON/IMG_{number:04}.JPG", b"x")
        device = stage.device()
        listing = device.entries()

        next(listing)
        listing.close()  # type: ignore[attr-defined]  # a generator in every driver

        assert len(list(device.entries())) == 3

    def test_reading_can_be_cancelled(self, stage: Stage) -> None:
        stage.put("DCIM/100CANON/IMG_0001.JPG", BIG)
        stage.put("DCIM/100CANON/IMG_0002.JPG", b"next")
        device = stage.device()
        reading = device.read(find(device, "IMG_0001.JPG"))

        next(reading)
        reading.close()  # type: ignore[attr-defined]  # a generator in every driver

        assert content(device, "IMG_0002.JPG") == b"next"

    def test_two_files_are_read_in_turns(self, stage: Stage) -> None:
        stage.put("DCIM/100CANON/IMG_0001.JPG", BIG)
        stage.put("DCIM/100CANON/IMG_0002.JPG", BIG[::-1])
        device = stage.device()
        one = device.read(find(device, "IMG_0001.JPG"))
        two = device.read(find(device, "IMG_0002.JPG"))
        pieces = list(itertools.zip_longest(one, two, fillvalue=b""))

        assert b"".join(piece for piece, _ in pieces) == BIG
        assert b"".join(piece for _, piece in pieces) == BIG[::-1]

    def test_deleted_file_is_not_readable(self, stage: Stage) -> None:
        stage.put("DCIM/100CANON/IMG_0001.JPG", b"there")
        device = stage.device()
        entry = find(device, "IMG_0001.JPG")
        gone = type(entry)(path=entry.path.replace("0001", "0009"), name="x.JPG", size_bytes=5)

        with pytest.raises(NotReadable):
            b"".join(device.read(gone))

    def test_pulling_it_out_in_the_middle_of_a_file(self, stage: Stage) -> None:
        needs(stage, "vanish")
        needs(stage, "pull")
        stage.put("DCIM/100CANON/IMG_0001.JPG", BIG * 4)
        device = stage.device()
        reading = device.read(find(device, "IMG_0001.JPG"))
        next(reading)

        stage.vanish()

        with pytest.raises(DeviceGone):
            b"".join(reading)

    def test_what_was_pulled_out_is_gone(self, stage: Stage) -> None:
        needs(stage, "vanish")
        stage.put("DCIM/100CANON/IMG_0001.JPG", b"x")
        device = stage.device()
        list(device.entries())

        stage.vanish()

        with pytest.raises(DeviceGone):
            list(device.entries())

    @pytest.mark.parametrize("state", ["locked", "untrusted", "no-storage", "busy"])
    def test_obstacle_is_named_and_passes(self, stage: Stage, state: str) -> None:
        needs(stage, state)
        stage.put("DCIM/100CANON/IMG_0001.JPG", b"x")
        stage.refuse(state)
        device = stage.device()

        assert status_of(device).state == state
        with pytest.raises(DeviceLocked) as raised:
            list(device.entries())
        assert raised.value.code == f"device-{state}"

        stage.allow()

        assert status_of(device).state is DeviceState.READY
        assert len(list(device.entries())) == 1

    def test_two_storages_are_listed(self, stage: Stage) -> None:
        needs(stage, "storages")
        stage.put("inside/DCIM/100CANON/IMG_0001.JPG", b"one")
        stage.put("card/DCIM/100CANON/IMG_0001.JPG", b"two")
        device = stage.device()

        assert isinstance(device, HasStorages)
        assert len(device.storages()) == 2
        assert {b"".join(device.read(entry)) for entry in device.entries()} == {b"one", b"two"}
