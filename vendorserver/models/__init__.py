"""The server's tables, one file per noun of the field."""

from vendorserver.models.accounts import Account
from vendorserver.models.attachments import Attachment
from vendorserver.models.audit import AuditEntry
from vendorserver.models.backup_runs import BackupRun
from vendorserver.models.catalogue import CatalogueEntry, EntryKind, EntryState
from vendorserver.models.changes import Change
from vendorserver.models.charges import Charge
from vendorserver.models.contracts import Contract, ContractItem, ContractParty, ContractProcess
from vendorserver.models.counters import Counter
from vendorserver.models.devices import Device
from vendorserver.models.documents import ContractDocument
from vendorserver.models.enrolment_codes import EnrolmentCode
from vendorserver.models.erasures import Erasure
from vendorserver.models.form_columns import FormColumns
from vendorserver.models.institutions import Institution
from vendorserver.models.invitations import Invitation
from vendorserver.models.jobs import Job, JobState
from vendorserver.models.milestones import InspectionResult, Milestone, MilestoneKind
from vendorserver.models.notices import Delivery, Notice, NoticeChoice
from vendorserver.models.pieces import GrowingFile
from vendorserver.models.receipts import Receipt
from vendorserver.models.registrations import Registration, RegistrationPaper, RegistrationStep
from vendorserver.models.reviews import Review
from vendorserver.models.revisions import ContractRevision, StateChange
from vendorserver.models.sanctions import Sanction
from vendorserver.models.satisfaction import Satisfaction
from vendorserver.models.scans import Scan, ScanResult
from vendorserver.models.searches import SavedSearch
from vendorserver.models.showcases import Showcase
from vendorserver.models.sign_ins import (
    AddressPause,
    LoginPause,
    MailCode,
    OneTimeLink,
    PortalSession,
    ProofKind,
    RecoveryCode,
    SecondFactor,
)
from vendorserver.models.submissions import Submission
from vendorserver.models.supplements import Supplement, SupplementReply
from vendorserver.models.tokens import AccessToken
from vendorserver.models.uploads import Blob, Holding, Upload, UploadState
from vendorserver.models.vendors import Vendor
from vendorserver.models.viewings import BreakGlass, Viewing
from vendorserver.models.withdrawals import Withdrawal

__all__ = [
    "AccessToken",
    "Account",
    "AddressPause",
    "Attachment",
    "AuditEntry",
    "BackupRun",
    "Blob",
    "BreakGlass",
    "CatalogueEntry",
    "Change",
    "Charge",
    "Contract",
    "ContractDocument",
    "ContractItem",
    "ContractParty",
    "ContractProcess",
    "ContractRevision",
    "Counter",
    "Delivery",
    "Device",
    "EnrolmentCode",
    "EntryKind",
    "EntryState",
    "Erasure",
    "FormColumns",
    "GrowingFile",
    "Holding",
    "InspectionResult",
    "Institution",
    "Invitation",
    "Job",
    "JobState",
    "LoginPause",
    "MailCode",
    "Milestone",
    "MilestoneKind",
    "Notice",
    "NoticeChoice",
    "OneTimeLink",
    "PortalSession",
    "ProofKind",
    "Receipt",
    "RecoveryCode",
    "Registration",
    "RegistrationPaper",
    "RegistrationStep",
    "Review",
    "Sanction",
    "Satisfaction",
    "SavedSearch",
    "Scan",
    "ScanResult",
    "SecondFactor",
    "Showcase",
    "StateChange",
    "Submission",
    "Supplement",
    "SupplementReply",
    "Upload",
    "UploadState",
    "Vendor",
    "Viewing",
    "Withdrawal",
]
