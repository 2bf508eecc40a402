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
    PRACTICE,
    Contract,
    ContractItem,
    ContractMethod,
    Party,
    PartyRole,
    Process,
)
from vendorcore.domain.contract_numbers import (
    NumberForm,
    is_corporate_number,
    is_institution_code,
    is_unified_number,
    number_form,
)
from vendorcore.domain.contract_state import ContractState
from vendorcore.domain.days import (
    KST,
    instant_from_text,
    instant_text,
    korean_day,
    korean_midnight,
)
from vendorcore.domain.draft import (
    ORDER_FIELDS,
    Draft,
    DraftItem,
    DraftParty,
    DraftProcess,
    WizardStep,
)
from vendorcore.domain.ids import is_id, new_id
from vendorcore.domain.media import MediaFile, MediaKind
from vendorcore.domain.money import number_from_text, quantity_from_text, won_from_text
from vendorcore.domain.numbers import business_number_digits, is_business_number
from vendorcore.domain.order import Contact, Document, MaterialRow, Terms
from vendorcore.domain.organisations import Institution, Side, Vendor
from vendorcore.domain.periods import Period, day_from_text, period_from_text
from vendorcore.domain.plan import ProcessPlan, ProcessRecord, Work
from vendorcore.domain.progress import Progress, is_complete, progress_of, progress_of_processes
from vendorcore.domain.registration import RegistrationState
from vendorcore.domain.remarks import (
    Certificate,
    Remark,
    Surroundings,
    blocking,
    remarks_of,
)
from vendorcore.domain.roles import Role

__all__ = [
    "KST",
    "ORDER_FIELDS",
    "PRACTICE",
    "Attachment",
    "Certificate",
    "Contact",
    "Contract",
    "ContractItem",
    "ContractMethod",
    "ContractState",
    "Document",
    "Draft",
    "DraftItem",
    "DraftParty",
    "DraftProcess",
    "Institution",
    "MaterialRow",
    "MediaFile",
    "MediaKind",
    "NumberForm",
    "Party",
    "PartyRole",
    "Period",
    "Process",
    "ProcessPlan",
    "ProcessRecord",
    "Progress",
    "RegistrationState",
    "Remark",
    "Review",
    "ReviewState",
    "Role",
    "Side",
    "Stage",
    "Submission",
    "Surroundings",
    "Terms",
    "Vendor",
    "Withdrawal",
    "WizardStep",
    "Work",
    "blocking",
    "business_number_digits",
    "day_from_text",
    "instant_from_text",
    "instant_text",
    "is_business_number",
    "is_complete",
    "is_corporate_number",
    "is_id",
    "is_institution_code",
    "is_unified_number",
    "korean_day",
    "korean_midnight",
    "new_id",
    "number_form",
    "number_from_text",
    "period_from_text",
    "progress_of",
    "progress_of_processes",
    "quantity_from_text",
    "remarks_of",
    "won_from_text",
]
