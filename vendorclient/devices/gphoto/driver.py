"""Finds phones and cameras on the USB, and those whose address on the network was given."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from vendorclient.devices.device import DeviceKind, DeviceState, Status
from vendorclient.devices.gphoto import library, usb
from vendorclient.devices.gphoto.finder import NETWORK, is_candidate, key_of, mark_of
from vendorclient.devices.gphoto.talk import Talk, status_of
from vendorclient.devices.native import Found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorclient.devices.gphoto.usb import UsbThing

_MAKERS = ("nikon", "canon", "sony", "fuji", "olympus", "panasonic", "pentax", "ricoh", "leica")


class Driver:
    """Everything that libgphoto2 can talk with, but for iPhones."""

    def __init__(self) -> None:
        library.keep_settings_away()

    def find(self) -> list[Found]:
        """Return what is connected, also phones that only charge."""
        things = {thing.port: thing for thing in usb.things()}
        detected = {port: model for model, port in library.detect()}
        found = [_on_usb(model, port, things.get(port)) for port, model in detected.items()]
        charging = [_charging(one) for port, one in things.items() if port not in detected]
        return [one for one in (*found, *charging, *_on_network()) if one is not None]

    def open(self, address: str) -> Talk:
        """Begin to talk with a device."""
        bus, _, number = address.removeprefix("usb:").partition(",")
        node = f"/dev/bus/usb/{bus}/{number}" if address.startswith("usb:") else ""
        return Talk(partial(library.open_camera, address), node)


def _on_usb(model: str, port: str, thing: UsbThing | None) -> Found | None:
    if thing is None:
        kind = DeviceKind.CAMERA if _is_camera(model) else DeviceKind.ANDROID
        return Found(key=key_of(kind, f"{model}\0{port}"), label=model, kind=kind, address=port)
    if thing.kind is DeviceKind.IPHONE:
        return None
    label = " ".join(filter(None, (thing.maker, thing.product))) or model
    return Found(key=key_of(thing.kind, mark_of(thing)), label=label, kind=thing.kind, address=port)


def _charging(thing: UsbThing) -> Found | None:
    if not (is_candidate(thing) and thing.only_charges):
        return None
    return Found(
        key=key_of(DeviceKind.ANDROID, mark_of(thing)),
        label=thing.product or thing.maker,
        kind=DeviceKind.ANDROID,
        address=thing.port,
        status=Status(DeviceState.NO_STORAGE),
    )


def _on_network() -> Iterator[Found]:
    for place in filter(None, os.environ.get(NETWORK, "").split(",")):
        host, _, port = place.strip().rpartition(":")
        # The port is given twice: the second is that of the events, else 15740 is taken.
        address = f"ptpip:{host}:{port}:{port}"
        try:
            camera = library.open_camera(address)
            facts = library.summary(camera)
            camera.exit()
        except library.Error as error:
            status = status_of(error, "")
            yield Found(
                key=key_of(DeviceKind.CAMERA, address),
                label=place,
                kind=DeviceKind.CAMERA,
                address=address,
                status=status,
            )
            continue
        kind = _kind_by(facts)
        yield Found(
            key=key_of(kind, facts.get("Serial Number", address)),
            label=facts.get("Model", place),
            kind=kind,
            address=address,
        )


def _kind_by(facts: dict[str, str]) -> DeviceKind:
    is_phone = "android" in facts.get("Vendor Extension Description", "")
    is_camera = _is_camera(facts.get("Manufacturer", "")) and not is_phone
    return DeviceKind.CAMERA if is_camera else DeviceKind.ANDROID


def _is_camera(maker: str) -> bool:
    return maker.lower().startswith(_MAKERS)
