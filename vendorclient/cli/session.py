"""Opens the parts of the library that a command needs, and closes them afterwards."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Self

from vendorclient.paths import DataFolder, locate, open_data_folder

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from vendorcore.media import Workshop

    from vendorclient.storage.database import Database
    from vendorclient.storage.lane import Direct, Lane
    from vendorclient.storage.originals import Originals
    from vendorclient.storage.thumbs import Thumbs


class Session:
    """One command's view of the library; each part is opened when it is first asked for."""

    def __init__(self, data: str = "") -> None:
        self.root: Path = locate(data)
        self._open = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.close()

    @cached_property
    def folder(self) -> DataFolder:
        """The data folder."""
        return open_data_folder(self.root)

    @cached_property
    def db(self) -> Database:
        """The database."""
        from vendorclient.storage.database import Database

        db = Database(self.folder.database_path)
        self._open.callback(db.close)
        return db

    @property
    def writer(self) -> Direct:
        """Whoever writes; here the command itself."""
        from vendorclient.storage.lane import Direct

        return Direct(self.db)

    @cached_property
    def lane(self) -> Lane:
        """Whoever writes for several threads."""
        from vendorclient.storage.lane import Lane

        lane = Lane(self.folder.database_path)
        self._open.callback(lane.close)
        return lane

    @cached_property
    def originals(self) -> Originals:
        """The store of originals."""
        from vendorclient.storage.originals import Originals

        originals = Originals(self.folder)
        self._open.callback(originals.close)
        return originals

    @cached_property
    def thumbs(self) -> Thumbs:
        """The small pictures."""
        from vendorclient.storage.thumbs import Thumbs

        return Thumbs(self.folder)

    @cached_property
    def workshop(self) -> Workshop:
        """The worker process that reads foreign files; it starts with the first file."""
        from vendorcore.media import Workshop

        return self._open.enter_context(Workshop())

    @property
    def account_id(self) -> str:
        """Who is working now."""
        from vendorclient.storage.accounts import Accounts

        return Accounts(self.db).active().id

    @staticmethod
    def now() -> datetime:
        """Return the present instant."""
        return datetime.now(UTC)
