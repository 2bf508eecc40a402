"""How far something has come: a bar, n of m, how fast, how long still."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from vendorcore.text import _

from vendorclient.ui import measures
from vendorclient.ui.theme import spacing
from vendorclient.ui.theme.type_scale import Type
from vendorclient.ui.widgets.text import ShortenedText

_STEPS = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """The state of one job; bytes and speed may be unknown (0)."""

    done: int
    total: int
    bytes_done: int = 0
    bytes_total: int = 0
    bytes_per_second: float = 0.0

    @property
    def share(self) -> float:
        """The part that is done, 0 to 1; by bytes where they are known."""
        if self.bytes_total:
            return min(1.0, self.bytes_done / self.bytes_total)
        return min(1.0, self.done / self.total) if self.total else 0.0

    def words(self) -> str:
        """Return n of m, MB/s and the time left."""
        parts = [_("{total}개 중 {done}개 완료", total=self.total, done=self.done)]
        if self.bytes_per_second > 0:
            parts.append(measures.speed(self.bytes_per_second))
            left = max(0, self.bytes_total - self.bytes_done)
            if left:
                parts.append(measures.time_left(left / self.bytes_per_second))
        return " · ".join(parts)


class ProgressLine(QWidget):
    """The bar with its words under it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._bar = QProgressBar()
        self._bar.setRange(0, _STEPS)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(name)
        self._words = ShortenedText("", Type.CAPTION, tone="muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(spacing.TIGHT)
        column.addWidget(self._bar)
        column.addWidget(self._words)

    def show_progress(self, progress: Progress) -> None:
        """Show how far it has come."""
        self._bar.setValue(round(progress.share * _STEPS))
        self._words.setText(progress.words())
        self._bar.setAccessibleDescription(progress.words())
