"""The bodies of requests and answers, as the published description shows them."""

from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import Field

from vendorcore.domain import Stage

Short = Annotated[str, Field(max_length=300)]
Long = Annotated[str, Field(max_length=10_000)]
Id = Annotated[str, Field(min_length=36, max_length=36)]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Count = Annotated[int, Field(ge=0, le=2**53)]


class SignedBody(Schema):
    """A payload with the signature of one key over it."""

    payload: dict[str, Any]
    key_id: Short
    signature: Short


class KeysShown(Schema):
    """The word of each key of the server for the one after it."""

    succession: list[SignedBody]


class EnrolmentBody(Schema):
    """What a computer says of itself when it joins."""

    code: Short
    device_key: Short
    device_name: Short
    client_version: Short = ""
    platform: Short = ""


class ServerKey(Schema):
    """One public key of the server."""

    key_id: str
    public_key: str


class ServerShown(Schema):
    """The server that was joined."""

    id: str
    name: str
    keys: list[ServerKey]


class AccountShown(Schema):
    """The account a computer belongs to."""

    id: str
    login: str
    name: str
    role: str


class VendorShown(Schema):
    """The vendor an account belongs to."""

    id: str
    name: str
    business_no: str


class Enrolled(Schema):
    """The answer to an enrolment."""

    device_id: str
    refresh_token: str
    server: ServerShown
    account: AccountShown
    vendor: VendorShown


class TokensShown(Schema):
    """The answer to a refresh."""

    access_token: str
    expires_in: int
    refresh_token: str


class SubmissionBody(Schema):
    """What is handed in together."""

    contract: Id
    attachments: Annotated[list[Id], Field(max_length=2000)]
    submitted_at: Short


class SubmissionShown(Schema):
    """A submission and whether all of it has arrived."""

    id: str
    contract: str
    attachments: list[str]
    complete: bool


class FindingBody(Schema):
    """One remark of a check."""

    code: Short
    level: Literal["pass", "info", "hint", "warn", "fail"]
    values: dict[str, Any] = {}


class AttachmentBody(Schema):
    """One file that was sent, bound to a process."""

    submission: Id
    contract: Id
    process: Id
    upload: Short
    sha256: Sha256
    size_bytes: Count
    name: Annotated[str, Field(max_length=500)]
    note: Long = ""
    reason: Long = ""
    label: Stage = Stage.UNSAID
    tagged_at: Short
    manifest: SignedBody
    findings: Annotated[list[FindingBody], Field(max_length=200)] = []
    facts: dict[str, Any] = {}


class ReviewShown(Schema):
    """The institution's newest word."""

    state: str
    reason: str
    due_at: str = ""
    person: str = ""
    phone: str = ""


class WithdrawnShown(Schema):
    """Who took it back, why and when."""

    by: str
    reason: str
    at: str


class AttachmentShown(Schema):
    """One piece of evidence."""

    id: str
    contract: str
    process: str
    sha256: str
    size_bytes: int
    name: str
    note: str
    reason: str
    label: str
    kind: str
    captured_at: str
    findings: list[FindingBody]
    verdict: str
    weighed: bool
    review: ReviewShown
    withdrawn: WithdrawnShown | None


class WithdrawalBody(Schema):
    """Why an attachment is taken back."""

    id: Id
    reason: Long


class WithdrawalShown(Schema):
    """A withdrawal."""

    id: str
    attachment: str
    reason: str
    at: str


class ChangeShown(Schema):
    """One piece of news."""

    kind: str
    id: str
    data: dict[str, Any]


class ChangesShown(Schema):
    """Some news and where to go on."""

    changes: list[ChangeShown]
    cursor: str
    more: bool


class ProblemShown(Schema):
    """A refusal (RFC 9457)."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    values: dict[str, Any]
