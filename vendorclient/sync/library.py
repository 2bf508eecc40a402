"""What the engine needs of the data folder; each thread opens its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorclient.storage.accounts import Accounts
from vendorclient.storage.attachments import Attachments
from vendorclient.storage.contracts import Contracts
from vendorclient.storage.database import Database
from vendorclient.storage.originals import Originals
from vendorclient.storage.outbox import Outbox
from vendorclient.storage.receipts import Receipts
from vendorclient.storage.server_words import ServerWords
from vendorclient.storage.settings import Settings

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

    from vendorclient.paths import DataFolder

_PAUSED, _TROUBLE = "sync.paused", "sync.trouble"
_LIMIT, _METERED = "sync.bytes-per-second", "sync.metered"


class Library:
    """Outbox, receipts, accounts, contracts, attachments and originals of one data folder."""

    def __init__(self, folder: DataFolder) -> None:
        self.folder = folder
        self.db = Database(folder.database_path)
        self.outbox = Outbox(self.db)
        self.receipts = Receipts(self.db)
        self.accounts = Accounts(self.db)
        self.contracts = Contracts(self.db)
        self.attachments = Attachments(self.db)
        self.words = ServerWords(self.db)
        self.settings = Settings(self.db)
        self.originals = Originals(folder)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give everything back."""
        self.originals.close()
        self.db.close()

    @property
    def paused(self) -> bool:
        """Whether a person has stopped the sending."""
        return self.settings.get(_PAUSED) == "1"

    def pause(self, *, on: bool) -> None:
        """Stop the sending, or let it go on."""
        self.settings.set(_PAUSED, "1" if on else "")

    @property
    def bytes_per_second(self) -> int:
        """How fast originals may be sent; 0 is as fast as the line goes."""
        text = self.settings.get(_LIMIT)
        return int(text) if text.isdecimal() else 0

    def limit(self, bytes_per_second: int) -> None:
        """Send no faster than this from now on."""
        self.settings.set(_LIMIT, str(max(bytes_per_second, 0)))

    @property
    def sends_when_metered(self) -> bool:
        """Whether originals go also where each megabyte costs money; forms always do."""
        return self.settings.get(_METERED) == "1"

    def send_when_metered(self, *, on: bool) -> None:
        """Let originals go, or wait, where each megabyte costs money."""
        self.settings.set(_METERED, "1" if on else "")

    @property
    def trouble(self) -> str:
        """Why the server could not be reached the last time; empty when it could."""
        return self.settings.get(_TROUBLE)

    def note_trouble(self, code: str) -> None:
        """Remember why the server cannot be reached; "" when it can."""
        if code != self.trouble:
            self.settings.set(_TROUBLE, code)
