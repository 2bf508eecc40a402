"""Makes a recorded USB session answer a newer library: same questions, same answers.

A recording (umockdev's .ioctl) holds each question with its transaction number and the size of
the buffer. A library of another year counts otherwise and reads more at once. So each exchange
is written down for many numbers, short answers for both sizes; what the camera said stays as it
was.
"""

from __future__ import annotations

import lzma
import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OPEN_SESSION, GET_OBJECT = 0x1002, 0x1009
NUMBERS = 60
SIZES = (512, 1024)
_RESPONSE = 3
# Three endpoints: in, out, interrupt. The replay knows one transfer at a time, and the library
# would keep one waiting on the third.
_CONFIGURATION = "09022700010100C001"
_INTERFACE = "0904000003"
_INTERRUPT = "07058303080009"


@dataclass(frozen=True)
class Exchange:
    """A question of the computer and what the camera answered, each with the buffer's size."""

    question: bytes
    answers: list[tuple[int, bytes]] = field(default_factory=list)

    @property
    def operation(self) -> int:
        """What was asked."""
        return int(struct.unpack_from("<H", self.question, 6)[0])

    @property
    def mark(self) -> bytes:
        """What makes it another question: the operation and its values, not its number."""
        return self.question[6:8] + self.question[12:]

    @property
    def is_long(self) -> bool:
        """Whether an answer needed several buffers."""
        return any(len(packet) == size for size, packet in self.answers)


def without_interrupt(described: str) -> str:
    """Return a camera's description without its interrupt endpoint."""
    return (
        described.replace(_CONFIGURATION, "09022000010100C001")
        .replace(_INTERFACE, "0904000002")
        .replace(_INTERRUPT, "")
    )


def widened(recording: Path) -> str:
    """Return the recording for any transaction number; whole pictures are left out."""
    asked = {one.mark: one for one in exchanges(recording) if one.operation != GET_OBJECT}
    lines = ["USBDEVFS_GET_CAPABILITIES 0 0F000000"]
    for exchange in asked.values():
        for number in range(1 if exchange.operation == OPEN_SESSION else NUMBERS):
            lines.append(_line(2, len(exchange.question), _numbered(exchange.question, number)))
            lines += _answers(exchange, number)
    return "\n".join(lines) + "\n"


def exchanges(recording: Path) -> Iterator[Exchange]:
    """Yield each question with its answers; a later one is of a newer library."""
    raw = recording.read_bytes()
    text = (lzma.decompress(raw) if recording.suffix == ".xz" else raw).decode("ascii")
    now = Exchange(b"")
    for line in text.splitlines():
        fields = line.split()
        if fields[0] != "USBDEVFS_REAPURBNDELAY":
            continue
        size, packet = int(fields[6]), bytes.fromhex(fields[-1])
        if fields[3] == "2":
            if now.question:
                yield now
            now = Exchange(packet)
        else:
            now.answers.append((size, packet))
    yield now


def _answers(exchange: Exchange, number: int) -> Iterator[str]:
    """Yield the answers of an exchange; a long one as the newer library read it."""
    if not exchange.is_long:
        for _, packet in exchange.answers:
            for size in SIZES:
                yield _line(129, size, _numbered(packet, number))
        return
    first = next((at for at, one in enumerate(exchange.answers) if one[0] == SIZES[-1]), 0)
    for at, (size, packet) in enumerate(exchange.answers[first:]):
        is_headed = at == 0 or struct.unpack_from("<IH", packet) == (len(packet), _RESPONSE)
        yield _line(129, size, _numbered(packet, number) if is_headed else packet)


def _numbered(packet: bytes, number: int) -> bytes:
    return packet[:8] + struct.pack("<I", number) + packet[12:]


def _line(endpoint: int, size: int, packet: bytes) -> str:
    hexed = packet.hex().upper()
    return f"USBDEVFS_REAPURBNDELAY 0 3 {endpoint} 0 0 {size} {len(packet)} 0 {hexed}"
