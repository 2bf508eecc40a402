"""The switches of the sending and of the originals: read, kept, carried out below the window."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from vendorcore.text import n_

from vendorclient.ui import measures
from vendorclient.ui import transfer_errands as errands
from vendorclient.ui.background import Lane
from vendorclient.ui.widgets.sending_card import NEVER

if TYPE_CHECKING:
    from collections.abc import Callable

    from vendorcore.errors import VendorError

    from vendorclient.app.releasing import Outlook, Released
    from vendorclient.app.sending import Choices
    from vendorclient.ui.desk import Desk
    from vendorclient.ui.widgets.sending_card import SendingCard

T = TypeVar("T")


class TransferWork(QObject):
    """The work behind the card of the sending."""

    said = Signal(str)

    def __init__(self, card: SendingCard, desk: Desk) -> None:
        super().__init__(card)
        self._card, self._desk = card, desk
        self._folder = desk.library.folder
        card.limited.connect(self.limit)
        card.metered.connect(self.send_when_metered)
        card.days_chosen.connect(self.choose_days)
        card.below_chosen.connect(self.choose_below)
        card.release_wanted.connect(self.release)
        card.return_wanted.connect(self.bring_back)

    def refresh(self) -> None:
        """Read what is chosen and how much could go."""
        self._desk.background.run(partial(errands.look_at_transfer, self._folder), self._show)

    def limit(self, bytes_per_second: int) -> None:
        """Send no faster than this."""
        self._do(partial(errands.limit_speed, self._folder, bytes_per_second))

    def send_when_metered(self, on: bool) -> None:  # noqa: FBT001 - what the signal carries
        """Let originals go, or wait, where data costs money."""
        self._do(partial(errands.send_when_metered, self._folder, on=on))

    def choose_days(self, days: int) -> None:
        """Let originals go after so many days, or never."""
        self._do(partial(errands.choose_release, self._folder, None if days == NEVER else days))

    def choose_below(self, below_bytes: int) -> None:
        """Let originals go only while less space is left than this; 0: whatever is left."""
        self._do(partial(errands.choose_least_space, self._folder, below_bytes))

    def release(self) -> None:
        """Let go what the rule allows now."""
        self._long(partial(errands.release_originals, self._desk.library), self._released)

    def bring_back(self) -> None:
        """Fetch everything that went."""
        self._long(partial(errands.bring_originals_back, self._desk.library), self._brought_back)

    def _do(self, work: Callable[[], None]) -> None:
        self._desk.background.run(work, self._kept)

    def _kept(self, _nothing: None) -> None:
        self.refresh()

    def _long(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        self._card.wait(on=True)
        self._desk.background.run(work, done, self._failed, lane=Lane.LONG)

    def _show(self, read: tuple[Choices, Outlook]) -> None:
        chosen, outlook = read
        self._card.show_choices(chosen)
        self._card.show_outlook(outlook)

    def _released(self, done: Released) -> None:
        self._over()
        size = measures.size(done.size_bytes)
        words = n_(
            "원본 {n}개를 비웠습니다({size}). 작은 사진과 접수증은 남아 있습니다.",
            "원본 {n}개를 비웠습니다({size}). 작은 사진과 접수증은 남아 있습니다.",
            done.files,
            size=size,
        )
        self.said.emit(words)

    def _brought_back(self, count: int) -> None:
        self._over()
        self.said.emit(n_("원본 {n}개를 다시 받았습니다.", "원본 {n}개를 다시 받았습니다.", count))

    def _failed(self, error: VendorError) -> None:
        self._over()
        self._desk.failed.emit(error)

    def _over(self) -> None:
        self._card.wait(on=False)
        self.refresh()
