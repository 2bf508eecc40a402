"""Which role reads which field; beside the table of routes, and tested by walking every page."""

from __future__ import annotations

from vendorcore.domain import Role, Side

_VENDOR = tuple(role for role in Role if role.side is Side.VENDOR)
_INSTITUTION = tuple(role for role in Role if role.side is Side.INSTITUTION)
# What the two sides of a contract agreed upon, planned, sent and said to each other.
_PARTIES = (*_VENDOR, *_INSTITUTION)
_OFFICE = (Role.OWNER, Role.OFFICE)
_DESK = (Role.ADMIN, Role.APPROVER)
_NOBODY: tuple[Role, ...] = ()

# Operators read of a contract what a break-glass opens for an hour; without one: nothing.
FIELDS: dict[str, tuple[Role, ...]] = {
    "contract.name": _PARTIES,
    "contract.number": _PARTIES,
    "contract.contact.name": _PARTIES,
    "contract.contact.phone": _PARTIES,
    "contract.contact.mail": _PARTIES,
    "contract.terms.note": _PARTIES,
    "item.detail_name": _PARTIES,
    "item.unit_price": _PARTIES,
    "plan.text": _PARTIES,
    "attachment.name": _PARTIES,
    "attachment.note": _PARTIES,
    "attachment.reason": _PARTIES,
    "attachment.sha256": _PARTIES,
    "facts.camera": _PARTIES,
    "facts.serial": _NOBODY,
    "facts.gps": _NOBODY,
    "finding.of-another-vendor": _INSTITUTION,
    "supplement.reason": _PARTIES,
    "supplement.person": _PARTIES,
    "supplement.phone": _PARTIES,
    "invitation.email": _OFFICE,
    "account.email": _NOBODY,
    "computer.name": _NOBODY,
    "application.contact.name": _DESK,
    "application.contact.phone": _DESK,
    "application.contact.email": _DESK,
    "application.representative": _DESK,
    "application.paper.name": _DESK,
}

# What an operator reads of a contract that a reasoned, logged break-glass opened.
OPENED = tuple(field for field, roles in FIELDS.items() if set(_INSTITUTION) <= set(roles))
