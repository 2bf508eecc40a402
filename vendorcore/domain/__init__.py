"""The nouns of the field: contracts, processes, parties, photos and what is promised of them."""

from vendorcore.domain.attachment import (
    Attachment,
    Review,
    ReviewState,
    Stage,
    Submission,
    Withdrawal,
)
from vendorcore.domain.contract import (
    Contract,
    ContractItem,
    ContractMethod,
    ContractState,
    Party,
    PartyRole,
    Process,
)
from vendorcore.domain.days import (
    KST,
    instant_from_text,
    instant_text,
    korean_day,
    korean_midnight,
)
from vendorcore.domain.ids import is_id, new_id
from vendorcore.domain.media import MediaFile, MediaKind
from vendorcore.domain.numbers import business_number_digits, is_business_number
from vendorcore.domain.organisations import Institution, Side, Vendor
from vendorcore.domain.plan import ProcessPlan
from vendorcore.domain.registration import RegistrationState
from vendorcore.domain.roles import Role

__all__ = [
    "KST",
    "Attachment",
    "Contract",
    "ContractItem",
    "ContractMethod",
    "ContractState",
    "Institution",
    "MediaFile",
    "MediaKind",
    "Party",
    "PartyRole",
    "Process",
    "ProcessPlan",
    "RegistrationState",
    "Review",
    "ReviewState",
    "Role",
    "Side",
    "Stage",
    "Submission",
    "Vendor",
    "Withdrawal",
    "business_number_digits",
    "instant_from_text",
    "instant_text",
    "is_business_number",
    "is_id",
    "korean_day",
    "korean_midnight",
    "new_id",
]
