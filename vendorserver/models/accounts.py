"""People who sign in: each belongs to one vendor, one institution or the operator."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from vendorcore.domain import Role, Side

from vendorserver.models.columns import id_column, one_of
from vendorserver.models.encrypted import EncryptedText
from vendorserver.models.institutions import Institution
from vendorserver.models.vendors import Vendor

_VENDOR_ROLES = [role.value for role in Role if role.side is Side.VENDOR]
_INSTITUTION_ROLES = [role.value for role in Role if role.side is Side.INSTITUTION]
_OPERATOR_ROLES = [role.value for role in Role if role.side is Side.OPERATOR]


class AccountQueries(BaseUserManager["Account"]):
    """Finds accounts by the name that people type."""

    def get_by_natural_key(self, username: str | None) -> Account:
        """Return the account of a login, however its letters are cased."""
        return self.get(login=(username or "").strip().casefold())


class Account(AbstractBaseUser):
    """One person's account; its role says the side, the side says whom it belongs to."""

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    id = id_column()
    login = models.CharField(max_length=100, unique=True)
    name = EncryptedText(blank=True, default="")
    email = EncryptedText(blank=True, default="")
    phone = EncryptedText(blank=True, default="")  # for short messages alone
    role = models.CharField(max_length=20)
    vendor = models.ForeignKey(Vendor, models.PROTECT, null=True, related_name="accounts")
    institution = models.ForeignKey(Institution, models.PROTECT, null=True, related_name="accounts")
    is_active = models.BooleanField(default=True)
    demo = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[AccountQueries] = AccountQueries()

    class Meta:
        constraints = [
            one_of("role", Role, "account"),
            models.CheckConstraint(
                name="account_belongs",
                condition=models.Q(
                    role__in=_VENDOR_ROLES, vendor__isnull=False, institution__isnull=True
                )
                | models.Q(
                    role__in=_INSTITUTION_ROLES, vendor__isnull=True, institution__isnull=False
                )
                | models.Q(role__in=_OPERATOR_ROLES, vendor__isnull=True, institution__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.login

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the account; logins are compared without case."""
        self.login = self.login.strip().casefold()
        super().save(*args, **kwargs)

    @property
    def side(self) -> Side:
        """The side this account stands on."""
        return Role(self.role).side
