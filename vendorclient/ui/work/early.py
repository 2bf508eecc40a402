"""What was asked of photos that are still being read: it stands on the disk until it is done."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from vendorclient.ui.preferences import Preferences


class Early:
    """The process that each unread photo is to go to, for each contract apart."""

    def __init__(self, preferences: Preferences) -> None:
        self._preferences = preferences
        self._wanted = _read(preferences.early)

    def of(self, contract_id: str) -> dict[str, str]:
        """Return what waits for photos in this contract."""
        return self._wanted.get(contract_id, {})

    def ask(self, contract_id: str, places: Mapping[str, str]) -> None:
        """Keep what is wanted until the photos have been read."""
        if places:
            self._wanted[contract_id] = {**self.of(contract_id), **places}
            self._keep()

    def ready(self, contract_id: str, keys: Iterable[str]) -> dict[str, str]:
        """Return what can be done now; it stays kept until the library has answered."""
        waiting = self.of(contract_id)
        return {key: waiting[key] for key in keys if key in waiting}

    def done(self, contract_id: str, places: Mapping[str, str]) -> None:
        """Forget what the library has answered, unless something else is wanted meanwhile."""
        waiting = self.of(contract_id)
        over = [key for key, place in places.items() if waiting.get(key) == place]
        for key in over:
            del waiting[key]
        if over:
            self._keep()

    def _keep(self) -> None:
        self._preferences.early = json.dumps({c: w for c, w in self._wanted.items() if w})


def _read(text: str) -> dict[str, dict[str, str]]:
    try:
        return {contract: dict(wanted) for contract, wanted in json.loads(text).items()}
    except (ValueError, TypeError, AttributeError):
        return {}  # somebody else has written into the file
