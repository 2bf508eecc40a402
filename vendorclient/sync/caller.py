"""Requests in the name of one account: a refused token is renewed once, then a person is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorcore.errors import SignInNeeded

from vendorclient.sync.transport import READ_S

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from vendorcore.protocol import JsonObject

    from vendorclient.sync.answers import Answer
    from vendorclient.sync.bodies import FileSlice
    from vendorclient.sync.tokens import Tokens
    from vendorclient.sync.transport import Transport

_NOTHING: dict[str, str] = {}


class Caller:
    """One account's way to the server."""

    def __init__(self, transport: Transport, tokens: Tokens) -> None:
        self._transport = transport
        self.tokens = tokens

    def over(self, transport: Transport) -> Caller:
        """Return the same account's way over a connection of one's own."""
        return Caller(transport, self.tokens)

    def close(self) -> None:
        """Close the connection."""
        self._transport.close()

    def call(
        self,
        method: str,
        path: str,
        body: JsonObject | None = None,
        *,
        headers: Mapping[str, str] = _NOTHING,
        read_s: float = READ_S,
    ) -> Answer:
        """Return the server's success."""
        return self._twice(
            lambda token: self._transport.call(
                method, path, token=token, body=body, headers=headers, read_s=read_s
            )
        )

    def send(
        self,
        path: str,
        opened: Callable[[], FileSlice],
        headers: Mapping[str, str],
        *,
        method: str = "PATCH",
    ) -> Answer:
        """Send a piece of a file; it is opened anew for each try."""

        def once(token: str) -> Answer:
            with opened() as piece:
                return self._transport.call(method, path, token=token, body=piece, headers=headers)

        return self._twice(once)

    def _twice(self, request: Callable[[str], Answer]) -> Answer:
        token = self.tokens.bearer()
        try:
            return request(token)
        except SignInNeeded:
            return request(self.tokens.renew(token))
