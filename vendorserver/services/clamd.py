"""Asks a virus scanner that speaks as clamd does (INSTREAM); one file, one connection."""

from __future__ import annotations

import socket
import struct
import sys
from contextlib import closing, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

PATIENCE_SECONDS = 120
_LENGTH = struct.Struct(">I")
_LONGEST_ANSWER = 4096


class TooLarge(Exception):
    """The scanner takes no file of this size (its StreamMaxLength)."""


def found(address: str, blocks: Iterable[bytes]) -> str:
    """Return the name of what was found in a file, empty for nothing.

    OSError when the scanner is away or talks nonsense; TooLarge when it gave up.
    """
    with closing(_connected(address)) as line:
        # Who hangs up half-way says why; that answer is read all the same.
        with suppress(BrokenPipeError, ConnectionResetError):
            _send(line, blocks)
        return _meaning(_answer(line))


def _connected(address: str) -> socket.socket:
    if sys.platform != "win32" and address.startswith("/"):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(PATIENCE_SECONDS)
        line.connect(address)
        return line
    host, _, port = address.rpartition(":")
    return socket.create_connection((host, int(port)), PATIENCE_SECONDS)


def _send(line: socket.socket, blocks: Iterable[bytes]) -> None:
    line.sendall(b"zINSTREAM\0")
    for block in blocks:
        if block:
            line.sendall(_LENGTH.pack(len(block)) + block)
    line.sendall(_LENGTH.pack(0))


def _answer(line: socket.socket) -> str:
    said = b""
    while not said.endswith(b"\0") and len(said) < _LONGEST_ANSWER:
        block = line.recv(_LONGEST_ANSWER)
        if not block:
            break
        said += block
    return said.rstrip(b"\0\n").decode(errors="replace")


def _meaning(said: str) -> str:
    """Understand "stream: OK", "stream: NAME FOUND" and "… size limit exceeded. ERROR"."""
    if said.endswith(" OK"):
        return ""
    if said.endswith(" FOUND"):
        return said.removeprefix("stream: ").removesuffix(" FOUND")
    if "size limit" in said:
        raise TooLarge
    raise OSError(said or "no answer")
