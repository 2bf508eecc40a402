"""Evidence on its way: attached to a process, submitted, reviewed, perhaps withdrawn."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ReviewState(StrEnum):
    """증빙 확인: waiting, accepted, or more asked for (보완 요청)."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    MORE_ASKED = "more-asked"


class Stage(StrEnum):
    """작업 전·중·후: when in the work a photo was taken, as the person says; empty if not said."""

    UNSAID = ""
    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """One original bound to one process of one contract by one account.

    The note says what is to be seen; the reason (사유) why it is handed in despite the findings.
    """

    id: str
    sha256: str
    contract_id: str
    process_id: str
    account_id: str
    tagged_at: datetime
    note: str = ""
    reason: str = ""
    label: Stage = Stage.UNSAID


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """What was handed in together (제출); complete when every attachment has its receipt."""

    id: str
    contract_id: str
    account_id: str
    attachment_ids: tuple[str, ...]
    submitted_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What the institution says to one attachment."""

    attachment_id: str
    state: ReviewState
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """철회: an attachment taken back after sending, with its reason; rows and receipts stay."""

    id: str
    attachment_id: str
    reason: str
    account_id: str
    withdrawn_at: datetime
