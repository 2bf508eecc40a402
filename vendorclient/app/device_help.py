"""What stands beside a device that shows nothing: one sentence, one picture, one way on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from vendorcore import resources
from vendorcore.text import Language, _, current_language, problem_sentence

from vendorclient.devices import DeviceKind, DeviceState

if TYPE_CHECKING:
    from pathlib import Path

    from vendorcore.text import Sentence

    from vendorclient.devices import Device, Status


class WayOn(StrEnum):
    """What the program can do about it."""

    WAIT = "wait"  # it notices by itself when the person has acted
    ASK_TO_RELEASE = "ask-to-release"
    LOOK_AGAIN = "look-again"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Help:
    """How to get on; picture is the name of a file in resources/pictures."""

    sentence: Sentence
    picture: str
    way_on: WayOn


_CODES = {
    DeviceState.LOCKED: "device-locked",
    DeviceState.UNTRUSTED: "device-untrusted",
    DeviceState.NO_STORAGE: "device-no-storage",
    DeviceState.BUSY: "device-busy",
    DeviceState.READ_ONLY: "device-read-only",
    DeviceState.GONE: "device-gone",
    DeviceState.ERROR: "device-failed",
}
_PICTURES = {
    DeviceState.LOCKED: "phone-unlock",
    DeviceState.UNTRUSTED: "phone-trust",
    DeviceState.NO_STORAGE: "phone-file-transfer",
    DeviceState.BUSY: "program-holds-device",
    DeviceState.READ_ONLY: "card-write-protected",
    DeviceState.GONE: "phone-cable",
    DeviceState.ERROR: "phone-cable",
}
_WAYS = {
    DeviceState.LOCKED: WayOn.WAIT,
    DeviceState.UNTRUSTED: WayOn.WAIT,
    DeviceState.NO_STORAGE: WayOn.WAIT,
    DeviceState.BUSY: WayOn.ASK_TO_RELEASE,
    DeviceState.READ_ONLY: WayOn.NOTHING,
    DeviceState.GONE: WayOn.WAIT,
    DeviceState.ERROR: WayOn.LOOK_AGAIN,
}


# The parts of GNOME's and KDE's file managers that talk with phones and cameras.
_FILE_MANAGERS = ("gvfs", "kiod", "kio", "nautilus", "dolphin")


def help_for(device: Device, status: Status) -> Help | None:
    """Return what to show beside a device; nothing when it is ready."""
    if status.state not in _CODES:
        return None
    values = {"holder": _holder(status.detail), "device": device.label}
    return Help(
        sentence=problem_sentence(_CODES[status.state], values),
        picture=_PICTURES[status.state],
        way_on=_WAYS[status.state],
    )


def _holder(program: str) -> str:
    """Return the name by which people know a program that holds a device."""
    if program.startswith(_FILE_MANAGERS):
        return _("파일 관리자")
    return program if program.strip("?") else _("이름을 알 수 없는 프로그램")


def help_for_code(code: str, kind: DeviceKind) -> str:
    """Return the picture that belongs to the error of a single file, or nothing."""
    is_iphone = kind is DeviceKind.IPHONE
    return "phone-keep-originals" if is_iphone and code == "device-converts" else ""


def drawing(picture: str) -> Path:
    """Return the file of a drawing; one with words exists in both languages."""
    english = resources.root() / "pictures" / "en" / f"{picture}.svg"
    if current_language() is Language.EN and english.is_file():
        return english
    return resources.path(f"pictures/{picture}.svg")
