"""The process in which one native device library runs: it answers questions and beats."""

from __future__ import annotations

import importlib
import locale
import sys
from contextlib import suppress
from threading import Event, Lock, Thread
from typing import IO, TYPE_CHECKING

from vendorcore.media.frames import read_frame, write_frame
from vendorcore.media.worker import private_streams

from vendorclient.devices.desk import Desk

if TYPE_CHECKING:
    from vendorcore.media.frames import Message

    from vendorclient.devices.native import Driver

BEAT_SECONDS = 0.5
# Each module has a class Driver; the name is what the program asks for.
DRIVERS = {
    "gphoto": "vendorclient.devices.gphoto.driver",
    "wpd": "vendorclient.devices.windows.wpd",
    "image-capture": "vendorclient.devices.macos.image_capture",
}


def main(name: str, inbound: int = 0, outbound: int = 1) -> int:
    """Answer on private copies of the pipes until the parent closes them."""
    questions, answers = private_streams(inbound, outbound)
    # libgphoto2 passes file names through the C locale: without UTF-8 Korean becomes '????'.
    with suppress(locale.Error):
        locale.setlocale(locale.LC_CTYPE, "C.UTF-8")
    with questions, answers:
        serve(driver_of(name), questions, answers)
    return 0


def driver_of(name: str) -> Driver:
    """Return the driver with this name, or of this module and class (module:class)."""
    module, _, attribute = DRIVERS.get(name, name).partition(":")
    driver: Driver = getattr(importlib.import_module(module), attribute or "Driver")()
    return driver


def serve(driver: Driver, questions: IO[bytes], answers: IO[bytes]) -> None:
    """Answer one question after the other; beat meanwhile, so that silence means a hang."""
    pipe, over = _Pipe(answers), Event()
    heart = Thread(target=_beat, args=(pipe, over), daemon=True)
    pipe.send({"ready": True})
    heart.start()
    desk = Desk(driver)
    while (frame := read_frame(questions)) is not None:
        pipe.send(*desk.answer(frame[0]))
    over.set()
    heart.join()


class _Pipe:
    """Lets the heart and the answers share one pipe."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._lock = Lock()

    def send(self, message: Message, body: bytes = b"") -> None:
        with self._lock:
            write_frame(self._stream, message, body)


def _beat(pipe: _Pipe, over: Event) -> None:
    with suppress(OSError, ValueError):
        while not over.wait(BEAT_SECONDS):
            pipe.send({"beat": True})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
