"""변경신청: the people of an organisation ask for a change of what is registered of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorcore.domain import Role
from vendorcore.errors import Refused

from vendorserver.models import Institution, Vendor
from vendorserver.services import kinds
from vendorserver.services.access import Viewer, require
from vendorserver.services.application_fields import registered_values
from vendorserver.services.applying import Application

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vendorserver.services.kinds import Kind

CHANGERS = (Role.OWNER, Role.OFFICE, Role.MANAGER)


def kind_of(viewer: Viewer) -> Kind:
    """Return the kind of change that this person may ask for."""
    require(viewer, *CHANGERS)
    found = (one for one in kinds.kinds() if one.changes and one.side is viewer.side)
    kind = next(found, None)
    if kind is None:
        raise Refused("not-found")
    return kind


def present(viewer: Viewer, kind: Kind) -> dict[str, str]:
    """Return what is registered now."""
    return registered_values(kind, organisation(viewer))


def wish(viewer: Viewer, kind: Kind, values: Mapping[str, str]) -> Application:
    """Return the application for a change of the viewer's own organisation."""
    require(viewer, *CHANGERS)
    return Application(
        kind=kind.key,
        values=values,
        vendor_id=viewer.vendor_id,
        institution_id=viewer.institution_id,
        proposed_by=viewer.account_id,
    )


def organisation(viewer: Viewer) -> Vendor | Institution:
    """Return the viewer's own vendor or institution."""
    if viewer.vendor_id:
        return Vendor.objects.get(id=viewer.vendor_id)
    return Institution.objects.get(id=viewer.institution_id)
