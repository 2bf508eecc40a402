"""Asks the server whether it wants a body before the body goes ("Expect: 100-continue").

What it has already, or has no room for, costs no transfer then.
"""

from __future__ import annotations

import http.client
import io
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import socket

    class Asking(Protocol):
        """A connection whose headers have gone and whose body waits."""

        sock: socket.socket
        response_class: Any


# A server, or a proxy, that does not know the question says nothing: then the body just goes.
PATIENCE_S = 2.0
_GO_ON, _END = b"HTTP/1.1 100", b"\r\n\r\n"
_LONGEST = 4096


def wanted(connection: Asking) -> bool:
    """Whether the body is to be sent; False: the answer is there, getresponse reads it."""
    said = _said(connection.sock)
    if said in (b"", _GO_ON):
        return True
    connection.response_class = partial(_Begun, said, connection)
    return False


def _said(line: socket.socket) -> bytes:
    """Return how the server's word begins, and take a "go on" from the line as a whole."""
    said, before = b"", line.gettimeout()
    line.settimeout(PATIENCE_S)
    try:
        while len(said) < len(_GO_ON):
            came = line.recv(len(_GO_ON) - len(said))
            if not came:
                return said or b"\r\n"  # hung up: reading the answer will say so
            said += came
        if said == _GO_ON:
            _pass_over(line)
    except TimeoutError:
        return said
    finally:
        line.settimeout(before)
    return said


def _pass_over(line: socket.socket) -> None:
    rest = b""
    while not rest.endswith(_END) and len(rest) < _LONGEST:
        came = line.recv(1)
        if not came:
            return
        rest += came


class _Begun(http.client.HTTPResponse):
    """An answer of which the first bytes have been read; nothing may follow on its line."""

    def __init__(self, said: bytes, connection: Asking, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        connection.response_class = http.client.HTTPResponse
        self.fp = io.BufferedReader(_Joined(said, self.fp))

    def begin(self) -> None:
        """Read the head; the body that was not sent would be missed by whoever goes on here."""
        super().begin()
        self.will_close = True


class _Joined(io.RawIOBase):
    """What was read already, then the rest of the line."""

    def __init__(self, said: bytes, rest: Any) -> None:
        self._said, self._rest = said, rest

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Give the next bytes."""
        if self._said:
            given = self._said[: len(buffer)]
            self._said = self._said[len(given) :]
        else:
            given = self._rest.read1(len(buffer))
        buffer[: len(given)] = given
        return len(given)

    def close(self) -> None:
        """Close the line's end too."""
        self._rest.close()
        super().close()
