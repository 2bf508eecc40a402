"""A camera or phone on the network (PTP/IP, CIPA DC-X005), in a process of its own.

    python -m tests.fakes.ptpip FOLDER [--android] [--no-parts] [--model NAME] [--delay SECONDS]

Prints its port, then obeys lines on its standard input: lock, unlock, cut, trip, die, reset, count,
reads. After trip the connection breaks once in the middle of a file that is sent as a whole.
"""

from __future__ import annotations

import argparse
import socket
import struct
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.fakes import ptp
from tests.fakes.ptp import Store

if TYPE_CHECKING:
    from collections.abc import Callable

INIT, INIT_ACK, EVENT, EVENT_ACK, REQUEST, RESPONSE = 1, 2, 3, 4, 6, 7
START_DATA, DATA, END_DATA = 9, 10, 12
PIECE = 1 << 18


class Link:
    """One connection of the computer with us."""

    def __init__(self, connection: socket.socket, store: Store, delay: float) -> None:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.connection = connection
        self._store = store
        self._delay = delay
        self._answers: dict[int, Callable[[list[int]], bytes | None]] = {
            0x1001: lambda _: store.device_info(),
            0x1004: lambda _: store.storage_ids(),
            0x1005: lambda given: store.storage_info(given[0]),
            0x1007: lambda given: store.handles(given[0], given[2]),
            0x1008: lambda given: store.object_info(given[0]),
            ptp.PARTIAL: lambda given: store.part(given[0], given[1], given[2]),
            ptp.PARTIAL_64: lambda given: store.part(given[0], given[1] | given[2] << 32, given[3]),
            ptp.PROPERTY_LIST: lambda given: store.properties(given[0]),
            ptp.PROPERTIES: lambda _: ptp.array("H", [ptp.SIZE_PROPERTY]),
            ptp.PROPERTY: lambda given: store.size(given[0]),
        }

    def serve(self) -> None:
        try:
            while (packet := self._receive()) is not None:
                self._obey(*packet)
        except OSError:
            self.connection.close()

    def _obey(self, kind: int, body: bytes) -> None:
        if kind == INIT:
            name = "camera\0".encode("utf-16-le")
            self._send(INIT_ACK, struct.pack("<I16s", 1, b"g" * 16) + name + struct.pack("<I", 1))
        elif kind == EVENT:
            self._send(EVENT_ACK, b"")
        elif kind == REQUEST:
            _, operation, number = struct.unpack_from("<IHI", body)
            given = [*struct.unpack_from(f"<{(len(body) - 10) // 4}I", body, 10)]
            self._answer(operation, number, given)

    def _answer(self, operation: int, number: int, given: list[int]) -> None:
        counts = self._store.counts
        counts[operation] = counts.get(operation, 0) + 1
        if self._delay:
            time.sleep(self._delay)
        if operation in (0x1002, 0x1003):
            self._respond(ptp.OK, number)
        elif operation == 0x1009:
            self._whole(number, given[0])
        elif operation in self._answers:
            self._data(number, self._answers[operation](given))
        else:
            self._respond(ptp.UNSUPPORTED, number)

    def _data(self, number: int, content: bytes | None) -> None:
        if content is None:
            self._respond(ptp.BAD_HANDLE, number)
            return
        self._send(START_DATA, struct.pack("<IQ", number, len(content)))
        self._send(END_DATA, struct.pack("<I", number) + content)
        self._respond(ptp.OK, number)

    def _whole(self, number: int, handle: int) -> None:
        path = self._store.path(handle)
        if path is None:
            self._respond(ptp.BAD_HANDLE, number)
            return
        self._send(START_DATA, struct.pack("<IQ", number, path.stat().st_size))
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                self._send(DATA, struct.pack("<I", number) + piece)
                if self._store.trips:
                    self._store.trips = False
                    raise ConnectionError
        self._send(END_DATA, struct.pack("<I", number))
        self._respond(ptp.OK, number)

    def _respond(self, code: int, number: int) -> None:
        self._send(RESPONSE, struct.pack("<HI", code, number))

    def _send(self, kind: int, body: bytes) -> None:
        self.connection.sendall(struct.pack("<II", 8 + len(body), kind) + body)

    def _receive(self) -> tuple[int, bytes] | None:
        head = self._exactly(8)
        if len(head) < 8:
            return None
        length, kind = struct.unpack("<II", head)
        return kind, self._exactly(length - 8)

    def _exactly(self, count: int) -> bytes:
        got = b""
        while len(got) < count and (piece := self.connection.recv(count - len(got))):
            got += piece
        return got


def serve(listener: socket.socket, store: Store, delay: float, links: list[Link]) -> None:
    """Serve every connection in its own thread; a dead device lets nobody in."""
    while True:
        connection, _ = listener.accept()
        link = Link(connection, store, delay)
        if store.dead:
            connection.close()
            continue
        links.append(link)
        threading.Thread(target=link.serve, daemon=True).start()


def obey(line: str, store: Store, links: list[Link]) -> str:
    """Do what the test wants; return how much the device was asked so far."""
    if line == "reset":
        store.reset()
    if line in ("lock", "unlock"):
        store.locked = line == "lock"
    store.trips = store.trips or line == "trip"
    if line in ("cut", "die"):
        store.dead = line == "die"
        for link in links:
            link.connection.close()
        links.clear()
    if line == "reads":
        return str(sum(store.counts.get(one, 0) for one in ptp.READING))
    return str(sum(store.counts.values()))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--android", action="store_true")
    parser.add_argument("--no-parts", dest="gives_parts", action="store_false")
    parser.add_argument("--model", default="NIKON")
    parser.add_argument("--delay", type=float, default=0.0)
    options = parser.parse_args()
    store = Store(options.folder, options.model, options.android, options.gives_parts)
    listener = socket.create_server(("127.0.0.1", 0))
    links: list[Link] = []
    threading.Thread(
        target=serve, args=(listener, store, options.delay, links), daemon=True
    ).start()
    sys.stdout.write(f"{listener.getsockname()[1]}\n")
    sys.stdout.flush()
    for line in sys.stdin:
        sys.stdout.write(obey(line.strip(), store, links) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
