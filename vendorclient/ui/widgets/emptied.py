"""Takes everything out of a layout, out of sight at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLayout


def emptied(layout: QLayout) -> None:
    """Remove the parts of a layout; they go for good as soon as nobody needs them any more."""
    while layout.count():
        item = layout.takeAt(0)
        if item is not None and (gone := item.widget()) is not None:
            gone.hide()
            gone.deleteLater()
