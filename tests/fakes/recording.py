"""Makes a recorded USB session answer a newer library: same questions, same answers.

A recording (umockdev's .ioctl) holds each question with its transaction number and the size of
the buffer. A library of another year counts otherwise and reads more at once. So each exchange
is written down for many numbers and for both sizes; what the camera said stays as it was.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OPEN_SESSION = 0x1002
NUMBERS = 60
SIZES = (512, 1024)
# Three endpoints: in, out, interrupt. The replay knows one transfer at a time, and the library
# would keep one waiting on the third.
_CONFIGURATION = "09022700010100C001"
_INTERFACE = "0904000003"
_INTERRUPT = "07058303080009"


def without_interrupt(described: str) -> str:
    """Return a camera's description without its interrupt endpoint."""
    return (
        described.replace(_CONFIGURATION, "09022000010100C001")
        .replace(_INTERFACE, "0904000002")
        .replace(_INTERRUPT, "")
    )


def widened(recording: Path) -> str:
    """Return the recording for any transaction number."""
    lines = ["USBDEVFS_GET_CAPABILITIES 0 0F000000"]
    seen: set[bytes] = set()
    for question, answers in exchanges(recording):
        operation = struct.unpack_from("<H", question, 6)[0]
        mark = question[6:8] + question[12:]
        if mark in seen:
            continue
        seen.add(mark)
        for number in range(1 if operation == OPEN_SESSION else NUMBERS):
            lines.append(_line(2, len(question), _numbered(question, number)))
            lines += [
                _line(129, size, _numbered(answer, number)) for answer in answers for size in SIZES
            ]
    return "\n".join(lines) + "\n"


def exchanges(recording: Path) -> Iterator[tuple[bytes, list[bytes]]]:
    """Yield each question of the computer and what the camera answered."""
    question, answers = b"", list[bytes]()
    for line in recording.read_text("ascii").splitlines():
        fields = line.split()
        if fields[0] != "USBDEVFS_REAPURBNDELAY" or fields[7] == "1024":
            continue
        if fields[3] == "2":
            if question:
                yield question, answers
            question, answers = bytes.fromhex(fields[-1]), []
        else:
            answers.append(bytes.fromhex(fields[-1]))
    yield question, answers


def _numbered(packet: bytes, number: int) -> bytes:
    return packet[:8] + struct.pack("<I", number) + packet[12:]


def _line(endpoint: int, size: int, packet: bytes) -> str:
    hexed = packet.hex().upper()
    return f"USBDEVFS_REAPURBNDELAY 0 3 {endpoint} 0 0 {size} {len(packet)} 0 {hexed}"
