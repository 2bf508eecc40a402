"""Which part answers which address; /uploads/ is taken before Django (asgi.py)."""

from importlib.util import find_spec

from django.urls import include, path

urlpatterns = [
    path("api/v1/", include("vendorserver.api.urls")),
]
if find_spec("vendorserver.portal"):
    urlpatterns.append(path("", include("vendorserver.portal.urls")))
