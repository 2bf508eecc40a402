"""What Linux knows of a thing on the USB, read without touching it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from vendorclient.devices.device import DeviceKind

if TYPE_CHECKING:
    from collections.abc import Iterator

SYSFS = Path("/sys/bus/usb/devices")
APPLE = 0x05AC
# Makers whose things with a picture interface are cameras. All others may be somebody's phone.
_CAMERA_MAKERS = frozenset(
    {0x04A9, 0x04B0, 0x04CB, 0x04DA, 0x054C, 0x07B4, 0x33A2, 0x0A17, 0x25FB, 0x05CA}
    | {0x07CF, 0x040A, 0x1A98, 0x1003, 0x2672, 0x2CA3, 0x2E1A}
)
# Google, Samsung, LG, Xiaomi, Huawei, Honor, OnePlus, Oppo, Vivo, Motorola, Sony, Nothing, HTC.
_PHONE_MAKERS = frozenset(
    {0x18D1, 0x04E8, 0x1004, 0x2717, 0x12D1, 0x339B, 0x2A70, 0x22D9, 0x2D95, 0x22B8, 0x0FCE}
    | {0x2FF4, 0x0BB4}
)
_PICTURES = (0x06, 0x01, 0x01)
# Sound, mice, printers, disks and hubs of the same makers are no phones.
_OTHER_THINGS = frozenset({0x01, 0x03, 0x07, 0x08, 0x09})


@dataclass(frozen=True, slots=True, kw_only=True)
class UsbThing:
    """One thing on the USB: who made it, its serial number and what it offers."""

    bus: int
    number: int
    maker_id: int
    serial: str
    maker: str
    product: str
    interfaces: tuple[tuple[int, int, int], ...]
    offers_mtp: bool

    @property
    def port(self) -> str:
        """The name that libgphoto2 gives to it."""
        return f"usb:{self.bus:03},{self.number:03}"

    @property
    def node(self) -> str:
        """The file through which programs talk with it."""
        return f"/dev/bus/usb/{self.bus:03}/{self.number:03}"

    @property
    def kind(self) -> DeviceKind:
        """A camera only where its maker makes no phones: phones are private."""
        if self.maker_id == APPLE:
            return DeviceKind.IPHONE
        is_camera = self.maker_id in _CAMERA_MAKERS and not self.offers_mtp
        return DeviceKind.CAMERA if is_camera else DeviceKind.ANDROID

    @property
    def only_charges(self) -> bool:
        """Whether it is a phone that offers neither pictures nor files."""
        classes = {one[0] for one in self.interfaces}
        return (
            self.maker_id in _PHONE_MAKERS
            and not self.offers_mtp
            and _PICTURES not in self.interfaces
            and not classes & _OTHER_THINGS
        )


def things(sysfs: Path = SYSFS) -> Iterator[UsbThing]:
    """Yield everything on the USB."""
    try:
        folders = sorted(sysfs.iterdir())
    except OSError:
        return
    for folder in folders:
        if ":" not in folder.name and (thing := _thing(folder)) is not None:
            yield thing


def _thing(folder: Path) -> UsbThing | None:
    if not (maker_id := _text(folder / "idVendor")):
        return None
    parts = sorted(folder.glob("*:*"))
    return UsbThing(
        bus=int(_text(folder / "busnum") or "0"),
        number=int(_text(folder / "devnum") or "0"),
        maker_id=int(maker_id, 16),
        serial=_text(folder / "serial"),
        maker=_text(folder / "manufacturer"),
        product=_text(folder / "product"),
        interfaces=tuple(_classes(part) for part in parts) or _described(folder),
        offers_mtp=any("MTP" in _text(part / "interface").upper() for part in parts),
    )


def _classes(part: Path) -> tuple[int, int, int]:
    names = ("bInterfaceClass", "bInterfaceSubClass", "bInterfaceProtocol")
    one, two, three = (int(_text(part / name) or "0", 16) for name in names)
    return one, two, three


def _described(folder: Path) -> tuple[tuple[int, int, int], ...]:
    """Return the interfaces from the raw description, where the system lists none."""
    try:
        raw = (folder / "descriptors").read_bytes()
    except OSError:
        return ()
    found, at = [], 0
    while at + 8 < len(raw) and raw[at]:
        if raw[at + 1] == 0x04:  # an interface descriptor
            found.append((raw[at + 5], raw[at + 6], raw[at + 7]))
        at += raw[at]
    return tuple(found)


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace").strip()
    except OSError:
        return ""
