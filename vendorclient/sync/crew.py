"""Several hands that send originals at the same time, each on a connection that it keeps."""

from __future__ import annotations

from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import replace
from typing import TYPE_CHECKING

from vendorclient.sync.attaching import attach
from vendorclient.sync.library import Library

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from vendorclient.storage.operations import Operation
    from vendorclient.sync.desk import Desk, Office

# More would only share the same line; fewer leaves it idle while the server makes a file safe.
HANDS = 3
Done = tuple["Desk", "Operation", Exception | None]


class Hand:
    """One thread with its own database and its own connection for each account."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="hand")
        self._library = self._worker.submit(Library, office.library.folder).result()
        self._desks: dict[str, tuple[Desk, Desk]] = {}

    def send(self, desk: Desk, op: Operation) -> Future[Exception | None]:
        """Begin to send one original; the result is what stood in its way."""
        return self._worker.submit(self._attached, desk, op)

    def reconnect(self) -> None:
        """Close the connections; the next request opens new ones."""
        self._worker.submit(self._disconnect).result()

    def close(self) -> None:
        """Finish what was begun and give everything back."""
        self._worker.submit(self._close).result()
        self._worker.shutdown()

    def _attached(self, desk: Desk, op: Operation) -> Exception | None:
        try:
            attach(self._own(desk), op)
        except Exception as error:
            return error
        return None

    def _own(self, desk: Desk) -> Desk:
        """Return this hand's copy of a desk; the sign-in is shared, so one renewal serves all."""
        known = self._desks.get(desk.account.id)
        if known is not None and known[0] is desk:
            return known[1]
        transport = self._office.connect(desk.server)
        caller = desk.caller.over(transport)
        own = replace(desk, library=self._library, caller=caller)
        if known is not None:
            known[1].caller.close()
        self._desks[desk.account.id] = (desk, own)
        return own

    def _disconnect(self) -> None:
        for _, own in self._desks.values():
            own.caller.close()

    def _close(self) -> None:
        self._disconnect()
        self._library.close()


class Crew:
    """The hands of one engine; they are hired when the first original is to be sent."""

    def __init__(self, office: Office, size: int = HANDS) -> None:
        self._office = office
        self._size = size
        self._hands: list[Hand] = []

    def reconnect(self) -> None:
        """Let all hands open new connections."""
        for hand in self._hands:
            hand.reconnect()

    def close(self) -> None:
        """Let all hands finish and go."""
        while self._hands:
            self._hands.pop().close()

    def send(
        self, waiting: list[Operation], desk_of: Callable[[Operation], Desk | None]
    ) -> Iterator[Done]:
        """Yield each original when its hand has finished; desk_of says whether one may begin."""
        waiting, idle = list(waiting), self._hired(len(waiting))
        busy: dict[Future[Exception | None], tuple[Hand, Desk, Operation]] = {}
        while True:
            while (
                idle and (op := _next(waiting, {o.sha256 for _, _, o in busy.values()})) is not None
            ):
                desk = desk_of(op)
                if desk is not None:
                    hand = idle.pop()
                    busy[hand.send(desk, op)] = (hand, desk, op)
            if not busy:
                return
            for future in wait(busy, return_when=FIRST_COMPLETED).done:
                hand, desk, op = busy.pop(future)
                idle.append(hand)
                yield desk, op, future.result()

    def _hired(self, wanted: int) -> list[Hand]:
        while len(self._hands) < min(self._size, wanted):
            self._hands.append(Hand(self._office))
        return list(self._hands)


def _next(waiting: list[Operation], sent_now: Collection[str]) -> Operation | None:
    """Take the next original whose content nobody sends: the second time it costs no transfer."""
    for index, op in enumerate(waiting):
        if op.sha256 not in sent_now:
            return waiting.pop(index)
    return None
