"""All calls of the agreement under /api/v1/, described at openapi.json."""

from django.urls import path

from vendorserver.api import (
    answers,
    applying,
    catalogue,
    contracts,
    documents,
    evidence,
    meeting,
    news,
    updates,
)
from vendorserver.api.description import Described
from vendorserver.api.reading import StrictParser
from vendorserver.api.sign_in import SignedIn

api = Described(
    title="vendorserver",
    version="1",
    description="What the desktop program and the server agreed upon.",
    docs_url=None,
    auth=SignedIn(),
    parser=StrictParser(),
    urls_namespace="api",
)
for part in (meeting, applying, contracts, documents, evidence, news, catalogue, updates):
    api.add_router("", part.router)
answers.install(api)

app_name = "api"
urlpatterns = [*api.urls[0], path("<path:rest>", answers.not_found), path("", answers.not_found)]
