"""What may be done with the selected photos, at the right mouse button or the menu key."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from vendorcore.domain import Stage
from vendorcore.text import _

from vendorclient.ui.grid.photo import Journey

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from vendorclient.ui.grid.photo import Photo
    from vendorclient.ui.pages.sorting import SortingPage


class PhotoMenu(QMenu):
    """The menu; what does not apply to these photos is left out."""

    def __init__(self, page: SortingPage, keys: tuple[str, ...], photos: Sequence[Photo]) -> None:
        super().__init__(page)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        wanted = set(keys)
        chosen = [photo for photo in photos if photo.key in wanted]
        self._offer(_("크게 보기"), lambda: page.enlarged.emit(keys[0]))
        if any(photo.journey is Journey.TAGGED for photo in chosen):
            self._offer_words(page, keys, chosen)
        if any(photo.captured_at for photo in chosen):
            self._offer(_("카메라 시계 바로잡기"), lambda: page.clock_wanted.emit(keys[0]))
        if any(photo.journey in (Journey.SUBMITTED, Journey.DELIVERED) for photo in chosen):
            self.addSeparator()
            self._offer(_("다른 공정으로 옮기기"), lambda: page.move_wanted.emit(keys))
            self._offer(_("철회하기"), lambda: page.withdraw_wanted.emit(keys))

    def _offer_words(
        self, page: SortingPage, keys: tuple[str, ...], chosen: Sequence[Photo]
    ) -> None:
        self._offer(_("메모 남기기"), lambda: page.note_wanted.emit(keys))
        for stage, name in (
            (Stage.BEFORE, _("작업 전")),
            (Stage.DURING, _("작업 중")),
            (Stage.AFTER, _("작업 후")),
        ):
            self._offer(name, partial(page.staged.emit, keys, str(stage)))
        if any(photo.reasons for photo in chosen):
            self._offer(_("사유 남기기"), lambda: page.reason_wanted.emit(keys))
        self._offer(_("공정에서 빼기"), lambda: page.sorted_into.emit(keys, 0))

    def _offer(self, words: str, act: Callable[[], None]) -> None:
        self.addAction(words).triggered.connect(lambda _checked=False: act())
