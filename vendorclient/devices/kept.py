"""Finds the devices of one native driver and keeps a line of its own for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorclient.devices.lines import LineBroken, Worker, command_for
from vendorclient.devices.linked import Linked, connected

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from vendorclient.devices.lines import Line


class Kept:
    """Asks one process what is connected; talks with each device through another."""

    def __init__(self, driver: str, new_line: Callable[[], Line] | None = None) -> None:
        self._new_line = new_line or (lambda: Worker(command_for(driver)))
        self._line = self._new_line()
        self._known: dict[str, Linked] = {}

    def find(self) -> Iterator[Linked]:
        """Yield what is connected now."""
        try:
            there = {one.key: one for one in connected(self._line, lambda _found: self._line)}
        except LineBroken:
            there = {}
        for key in self._known.keys() - there.keys():
            self._known.pop(key).line.close()
        for key, one in there.items():
            if key not in self._known:
                self._known[key] = Linked(one.found, self._new_line())
            yield self._known[key]
