"""The doorway to libgphoto2: opens cameras, and keeps what its Python binding may not lose."""

from __future__ import annotations

import os
import re
import tempfile
import warnings
from typing import IO, TYPE_CHECKING, Any

import gphoto2 as gp

if TYPE_CHECKING:
    from collections.abc import Iterator

Error = gp.GPhoto2Error
NOT_SUPPORTED = gp.GP_ERROR_NOT_SUPPORTED
NO_SUCH_FILE = (gp.GP_ERROR_FILE_NOT_FOUND, gp.GP_ERROR_DIRECTORY_NOT_FOUND)
HELD = (gp.GP_ERROR_IO_USB_CLAIM, gp.GP_ERROR_IO_LOCK)
CAMERA_BUSY = gp.GP_ERROR_CAMERA_BUSY

_home: list[tempfile.TemporaryDirectory[str]] = []

# The library takes each mounted card for a camera too; the list of volumes shows those.
_MOUNTED = "disk:"


def keep_settings_away() -> None:
    """Give libgphoto2 a home of its own: it writes ~/.gphoto/settings at every start."""
    if not _home:
        _home.append(tempfile.TemporaryDirectory(prefix="vendorclient-gphoto-"))
        os.environ["HOME"] = _home[0].name


def detect() -> Iterator[tuple[str, str]]:
    """Yield model and port of what is on the USB, without opening it; no mounted cards."""
    for model, port in gp.Camera.autodetect().items():
        if not port.startswith(_MOUNTED):
            yield model, port


def open_camera(port: str) -> Any:
    """Return an opened camera; the port is one of the USB or ptpip:ADDRESS:PORT:PORT."""
    camera = gp.Camera()
    ports = gp.PortInfoList()
    ports.load()
    camera.set_port_info(ports[ports.lookup_path(port)])
    if port.startswith("ptpip:"):
        abilities = gp.CameraAbilitiesList()
        abilities.load()
        camera.set_abilities(abilities[abilities.lookup_model("PTP/IP Camera")])
    camera.init()
    return camera


def summary(camera: Any) -> dict[str, str]:
    """Return what the camera says of itself, such as Manufacturer, Model and Serial Number."""
    text = camera.get_summary()  # kept: what it holds is freed with it
    return dict(re.findall(r"^\s*([\w ]+): (.*)$", str(text.text), re.MULTILINE))


def names(found: Any) -> list[str]:
    """Return the names of a list of files or folders."""
    return [name for name, _ in found.items()]


def part(camera: Any, folder: str, name: str, offset: int, count: int) -> bytes:
    """Return a part of a file."""
    buffer = bytearray(count)
    got = camera.file_read(folder, name, gp.GP_FILE_TYPE_NORMAL, offset, buffer)
    return bytes(memoryview(buffer)[: int(got)])


def whole(camera: Any, folder: str, name: str, target: IO[bytes]) -> None:
    """Write a whole file to an open one, without holding it in memory."""
    file = gp.gp_file_new_from_fd(os.dup(target.fileno()))[1]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the form that takes our own file
        gp.check_result(gp.gp_camera_file_get(camera, folder, name, gp.GP_FILE_TYPE_NORMAL, file))


def preview(camera: Any, folder: str, name: str) -> bytes:
    """Return the small picture that the camera keeps."""
    file = camera.file_get(folder, name, gp.GP_FILE_TYPE_PREVIEW)  # kept until copied
    data = file.get_data_and_size()
    return bytes(data)
