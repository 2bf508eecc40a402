"""The server as Django knows it."""

from django.apps import AppConfig


class VendorserverConfig(AppConfig):
    """One application, named vendorserver; its tables are in models/."""

    name = "vendorserver"
    label = "vendorserver"
    default_auto_field = "django.db.models.BigAutoField"
