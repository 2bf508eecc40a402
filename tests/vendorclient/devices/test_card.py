"""Which mounted disks are cards, and under which key they are known."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from vendorcore.errors import DeviceGone

from tests.vendorclient.builders import write
from vendorclient.devices import card
from vendorclient.devices.card import Mount, recognise
from vendorclient.devices.volumes import Volume, key_of

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("folder", ["DCIM", "dcim", "PRIVATE", "MP_ROOT"])
def test_a_card_is_known_by_its_folders(tmp_path: Path, folder: str) -> None:
    write(tmp_path / folder / "100CANON" / "IMG_0001.JPG")

    (found,) = recognise([Mount(root=tmp_path)])

    assert [entry.name for entry in found.entries()] == ["IMG_0001.JPG"]


def test_other_disks_are_no_cards(tmp_path: Path) -> None:
    write(tmp_path / "Documents" / "a.jpg")

    assert list(recognise([Mount(root=tmp_path), Mount(root=tmp_path / "none")])) == []


def test_what_lies_beside_the_cameras_folders_is_not_touched(tmp_path: Path) -> None:
    write(tmp_path / "DCIM" / "a.jpg")
    write(tmp_path / "private letters" / "b.jpg")

    (found,) = recognise([Mount(root=tmp_path)])

    assert [entry.path for entry in found.entries()] == ["DCIM/a.jpg"]


def test_a_card_that_is_mounted_twice_is_one_card(tmp_path: Path) -> None:
    write(tmp_path / "DCIM" / "a.jpg")

    assert len(list(recognise([Mount(root=tmp_path), Mount(root=tmp_path)]))) == 1


def test_more_places_come_from_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("one", "two"):
        write(tmp_path / name / "DCIM" / "a.jpg")
    monkeypatch.setenv(card.VARIABLE, os.pathsep.join(str(tmp_path / n) for n in ("one", "two")))

    labels = [found.label for found in card.find()]

    assert labels[:2] == ["one", "two"]


def test_named_places_may_be_the_only_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "one" / "DCIM" / "100CANON").mkdir(parents=True)
    monkeypatch.setenv(card.VARIABLE, str(tmp_path / "one"))
    monkeypatch.setenv(card.ALONE, "1")
    assert [found.mount.root for found in card.find()] == [tmp_path / "one"]


def test_a_card_tells_how_full_it_is(tmp_path: Path) -> None:
    write(tmp_path / "DCIM" / "a.jpg")
    (found,) = recognise([Mount(root=tmp_path, read_only=True)])

    (space,) = found.storages()

    assert space.read_only
    assert 0 < space.free_bytes < space.total_bytes


def test_a_pulled_card_has_no_storage(tmp_path: Path) -> None:
    write(tmp_path / "DCIM" / "a.jpg")
    (found,) = recognise([Mount(root=tmp_path)])
    (tmp_path / "DCIM" / "a.jpg").unlink()
    (tmp_path / "DCIM").rmdir()
    tmp_path.rmdir()

    with pytest.raises(DeviceGone):
        found.storages()


def test_the_disks_own_number_is_its_key(tmp_path: Path) -> None:
    assert key_of(Volume("1A2B-3C4D", "EOS"), tmp_path, 1) == "card-1a2b-3c4d"


def test_without_a_number_place_and_size_make_the_key(tmp_path: Path) -> None:
    keys = {key_of(Volume(), tmp_path / name, size) for name in "ab" for size in (1, 2)}

    assert len(keys) == 4


def test_two_cards_with_the_same_number_are_two_cards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some cameras number each card alike, and a copied card has the number of the first."""
    monkeypatch.setattr(card, "volume_of", lambda _node, _root: Volume("0000-0000", "NIKON"))
    mounts = []
    for name in ("left", "right"):
        write(tmp_path / name / "DCIM" / "100NIKON" / f"{name}.JPG")
        mounts.append(Mount(root=tmp_path / name, node=f"/dev/{name}"))

    left, right = recognise([*mounts, Mount(root=tmp_path / "again", node="/dev/left")])

    assert (left.label, right.label) == ("NIKON", "NIKON")
    assert left.key == "card-0000-0000"
    assert right.key.startswith("card-0000-0000-")
    assert [one.name for one in right.entries()] == ["right.JPG"]
