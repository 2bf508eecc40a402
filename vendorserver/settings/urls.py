"""Which part answers which address; /uploads/ is taken before Django (asgi.py)."""

from django.urls import include, path

urlpatterns = [
    path("api/v1/", include("vendorserver.api.urls")),
    path("", include("vendorserver.portal.urls")),
]
