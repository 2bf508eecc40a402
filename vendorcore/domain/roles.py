"""What a person may do, by side."""

from enum import StrEnum

from vendorcore.domain.organisations import Side


class Role(StrEnum):
    """The role of an account."""

    OWNER = "owner"
    OFFICE = "office"
    FACTORY = "factory"
    VIEWER = "viewer"
    MANAGER = "manager"
    INSPECTOR = "inspector"
    READER = "reader"
    ADMIN = "admin"
    APPROVER = "approver"
    SUPPORT = "support"
    AUDITOR = "auditor"

    @property
    def side(self) -> Side:
        """The side this role belongs to."""
        return _SIDES[self]


_SIDES = {
    Role.OWNER: Side.VENDOR,
    Role.OFFICE: Side.VENDOR,
    Role.FACTORY: Side.VENDOR,
    Role.VIEWER: Side.VENDOR,
    Role.MANAGER: Side.INSTITUTION,
    Role.INSPECTOR: Side.INSTITUTION,
    Role.READER: Side.INSTITUTION,
    Role.ADMIN: Side.OPERATOR,
    Role.APPROVER: Side.OPERATOR,
    Role.SUPPORT: Side.OPERATOR,
    Role.AUDITOR: Side.OPERATOR,
}
