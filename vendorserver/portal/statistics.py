"""통계 on a page, as CSV and as a spreadsheet."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from vendorcore.documents.listing import write_listing
from vendorcore.domain import korean_day
from vendorcore.text import _

from vendorserver.portal.guard import for_viewer
from vendorserver.portal.words import side_word
from vendorserver.services import satisfaction, statistics

if TYPE_CHECKING:
    from django.http import HttpRequest

    from vendorserver.services.access import Viewer

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A spreadsheet would take these for the beginning of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


@require_GET
@for_viewer
def index(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show the figures of one grouping."""
    group = _group(request)
    rows = statistics.table(viewer, group, korean_day(timezone.now()))
    groups = [(one, _group_word(one)) for one in statistics.GROUPS]
    shown = {"viewer": viewer, "rows": rows, "group": group, "groups": groups}
    if viewer.role in satisfaction.READERS:
        found = satisfaction.figures(viewer)
        shown["satisfaction"] = [(one, side_word(one.side)) for one in found]
    return render(request, "statistics.html", shown | {"word": _group_word(group)})


@require_GET
@for_viewer
def sheet(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Give the figures as XLSX."""
    file = io.BytesIO()
    write_listing(_("통계"), _head(_group(request)), _lines(request, viewer), file)
    answer = HttpResponse(file.getvalue(), content_type=_XLSX)
    answer.headers["Content-Disposition"] = 'attachment; filename="statistics.xlsx"'
    return answer


@require_GET
@for_viewer
def plain(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Give the figures as CSV."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(_head(_group(request)))
    writer.writerows(_lines(request, viewer))
    # With its mark, so that spreadsheets read Hangul.
    answer = HttpResponse(text.getvalue().encode("utf-8-sig"), content_type="text/csv")
    answer.headers["Content-Disposition"] = 'attachment; filename="statistics.csv"'
    return answer


def _group(request: HttpRequest) -> str:
    wished = request.GET.get("by", statistics.MONTH)
    return wished if wished in statistics.GROUPS else statistics.MONTH


def _group_word(group: str) -> str:
    return {
        statistics.MONTH: _("계약한 달"),
        statistics.PRODUCT: _("세부품명"),
        statistics.CLASS: _("기관 분류"),
        statistics.REGION: _("지역"),
    }[group]


def _head(group: str) -> tuple[str, ...]:
    return (
        _group_word(group),
        _("계약 수"),
        _("증빙 수"),
        _("확인된 증빙"),
        _("지연 계약"),
        _("제때 비율(%)"),
    )


def _lines(request: HttpRequest, viewer: Viewer) -> list[tuple[str | int, ...]]:
    group = _group(request)
    rows = statistics.table(viewer, group, korean_day(timezone.now()))
    statistics.exported(viewer, group)
    numbers = [(row.number, row.pieces, row.accepted, row.late, row.in_time) for row in rows]
    return [
        (_harmless(row.group or _("그 밖")), *figures)
        for row, figures in zip(rows, numbers, strict=True)
    ]


def _harmless(text: str) -> str:
    formula = text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA)
    return f"'{text}" if formula else text
