"""What goes on paper of a page: its words and tables in their order, photos as pictures."""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QPoint, Qt, QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QAbstractItemView, QLabel, QTableView, QWidget

from vendorcore.text import _

from vendorclient.ui.grid.view import PhotoGrid
from vendorclient.ui.theme import type_scale
from vendorclient.ui.theme.type_scale import Type
from vendorclient.ui.widgets.badge import Badge, Mark
from vendorclient.ui.widgets.table import MARK

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from PySide6.QtGui import QImage

    from vendorclient.ui.grid.photo import Photo
    from vendorclient.ui.pages.page import Page

PICTURE = 200  # so wide, three beside each other on A4
_HIGH = 150
_BESIDE = 3
_SAME_LINE = 8
_STYLE = (
    "<style>td, th { border: 1px solid #888888; padding: 4px; }"
    " table { border-collapse: collapse; margin-top: 8px; } p { margin: 2px; }</style>"
)


def photos_of(page: Page) -> Sequence[Photo]:
    """Return the photos that go on paper: the chosen ones, else all that are shown."""
    grid = next((one for one in page.findChildren(PhotoGrid) if one.isVisible()), None)
    if grid is None:
        return ()
    shown, chosen = grid.photo_model.photos(), set(grid.selected_keys())
    return [photo for photo in shown if not chosen or photo.key in chosen]


def paper(page: Page, photos: Sequence[Photo], pictures: Mapping[str, QImage]) -> QTextDocument:
    """Return what is printed of a page, black on white whatever the screen wears."""
    made = QTextDocument()
    made.setDefaultFont(type_scale.font(Type.CAPTION))
    for key, picture in pictures.items():
        kind = QTextDocument.ResourceType.ImageResource
        made.addResource(int(kind.value), QUrl(f"photo:{key}"), picture)
    head = f"<h2>{escape(page.title.text())}</h2>"
    body = [_sheet_of(photos, pictures)] if photos else _lines(page)
    made.setHtml(_STYLE + head + "".join(body))
    made.setMetaInformation(QTextDocument.MetaInformation.DocumentTitle, page.title.text())
    return made


def _lines(page: Page) -> list[str]:
    """Return what is seen from above to below; words beside each other on one line."""
    found = sorted(_seen(page), key=lambda one: (one[0].y() // _SAME_LINE, one[0].x()))
    lines = []
    for _line, group in groupby(found, key=lambda one: one[0].y() // _SAME_LINE):
        beside = [widget for _place, widget in group]
        words = [_words(one) for one in beside if not isinstance(one, QTableView)]
        if words:
            lines.append(f"<p>{' · '.join(words)}</p>")
        lines += [_table(one) for one in beside if isinstance(one, QTableView)]
    return lines


def _seen(page: Page) -> Iterable[tuple[QPoint, QWidget]]:
    for widget in page.findChildren(QWidget):
        if not widget.isVisible() or widget is page.title:
            continue
        if isinstance(widget, QTableView) or (_words(widget) and not _is_in_list(widget)):
            yield widget.mapTo(page, QPoint()), widget


def _words(widget: QWidget) -> str:
    """Return what a label or a badge says, strong where the page has it so."""
    if isinstance(widget, Badge):
        return escape(f"[{widget.accessibleName()}]") if widget.accessibleName() else ""
    words = escape(widget.text().strip()) if isinstance(widget, QLabel) else ""
    is_strong = widget.property("type") in (Type.HEADING, Type.STRONG)
    return f"<b>{words}</b>" if words and is_strong else words


def _is_in_list(widget: QWidget) -> bool:
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QAbstractItemView):
            return True
        above = above.parentWidget()
    return False


def _table(view: QTableView) -> str:
    """Return a table with all of its rows, also those that are scrolled away."""
    model = view.model()
    columns = [n for n in range(model.columnCount()) if not view.isColumnHidden(n)]
    head = "".join(f"<th align='left'>{escape(_head(model, n))}</th>" for n in columns)
    rows = "".join(
        f"<tr>{''.join(f'<td>{escape(_cell(model, line, n))}</td>' for n in columns)}</tr>"
        for line in range(model.rowCount())
    )
    return f"<table width='100%'><tr>{head}</tr>{rows}</table>"


def _head(model: QAbstractItemModel, column: int) -> str:
    return str(model.headerData(column, Qt.Orientation.Horizontal) or "")


def _cell(model: QAbstractItemModel, line: int, column: int) -> str:
    index = model.index(line, column)
    mark = index.data(MARK)
    drawn = mark.words if isinstance(mark, Mark) else ""
    return drawn or str(index.data() or "")


def _sheet_of(photos: Sequence[Photo], pictures: Mapping[str, QImage]) -> str:
    rows = [photos[n : n + _BESIDE] for n in range(0, len(photos), _BESIDE)]
    lines = "".join(
        f"<tr>{''.join(_photo(one, pictures.get(one.key)) for one in row)}</tr>" for row in rows
    )
    return f"<table width='100%'>{lines}</table>"


def _photo(photo: Photo, picture: QImage | None) -> str:
    drawn = _drawn(photo.key, picture) if picture is not None else escape(_("그림 없음"))
    first, *rest = photo.written()
    words = "".join(f"<p>{escape(line)}</p>" for line in rest)
    return f"<td width='33%' valign='top'>{drawn}<p><b>{escape(first)}</b></p>{words}</td>"


def _drawn(key: str, picture: QImage) -> str:
    """Return the picture as high as all others beside it, and no wider than its column."""
    size = picture.size().scaled(PICTURE, _HIGH, Qt.AspectRatioMode.KeepAspectRatio)
    return f"<img src='photo:{key}' width='{size.width()}' height='{size.height()}'>"
