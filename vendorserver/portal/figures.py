"""What Prometheus reads, for whoever shows the token of the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_GET

from vendorserver.services import metrics
from vendorserver.settings import current

if TYPE_CHECKING:
    from django.http import HttpRequest


@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """Give the figures; without the right token there is nothing here."""
    token = current().metrics_token
    said = request.headers.get("Authorization", "")
    if not token or not constant_time_compare(said, f"Bearer {token}"):
        raise Http404
    return HttpResponse(metrics.text(timezone.now()), content_type=metrics.TYPE)
