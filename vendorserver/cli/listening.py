"""Connections that ask nothing are closed: whoever opens one and falls silent takes no place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from uvicorn.protocols.http.auto import AutoHTTPProtocol

if TYPE_CHECKING:
    import asyncio

# Uvicorn stops reading at 64 KiB and begins anew for each piece: that costs more than the room.
MOST_WAITING_BYTES = READ_BYTES = 1 << 20


class Patient(AutoHTTPProtocol):  # type: ignore[valid-type,misc]  # uvicorn chooses it when it starts
    """Uvicorn's protocol, with an end to the wait for a request that is never told in full.

    Uvicorn itself waits for ever for the first request and for the rest of half told headers.
    """

    seconds = 60.0

    def connection_made(self, transport: asyncio.Transport) -> None:
        """Begin to wait for the first request."""
        super().connection_made(transport)
        if hasattr(transport, "max_size"):  # what asyncio reads at once: a fourth of this
            transport.max_size = READ_BYTES
        self._waiting: asyncio.TimerHandle | None = None
        self._watch()

    def data_received(self, data: bytes) -> None:
        """Take what came; wait on while it is not yet a request."""
        super().data_received(data)
        self._watch()

    def on_body(self, body: bytes) -> None:
        """Hand a piece of a body on as it came; uvicorn copies each one twice."""
        if self.cycle.body or self.cycle.response_complete or self.parser.should_upgrade():
            super().on_body(body)
            return
        self.cycle.body = body
        if len(body) > MOST_WAITING_BYTES:
            self.flow.pause_reading()
        self.cycle.message_event.set()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self._wait_no_more()
        super().connection_lost(exc)

    def _watch(self) -> None:
        if self._is_asked():
            self._wait_no_more()
        elif self._waiting is None:
            self._waiting = self.loop.call_later(self.seconds, self._hang_up)

    def _wait_no_more(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _hang_up(self) -> None:
        self._waiting = None
        if not self._is_asked() and not self.transport.is_closing():
            self.transport.close()

    def _is_asked(self) -> bool:
        """Whether a request is being answered now."""
        return self.cycle is not None and not self.cycle.response_complete


def protocol(silent_seconds: float) -> type[asyncio.Protocol]:
    """Return the protocol that waits so long."""
    values: dict[str, Any] = {"seconds": silent_seconds}
    return type("Patient", (Patient,), values)
