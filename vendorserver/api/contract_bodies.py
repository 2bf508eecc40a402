"""The bodies of a contract (수주정보) with everything that belongs to it."""

from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from vendorcore.domain import Work

from vendorserver.api.bodies import Count, Id, Long, Sha256, Short


class InstitutionBody(Schema):
    """A public body by code and name."""

    code: Annotated[str, Field(max_length=7)] = ""
    name: Annotated[str, Field(max_length=200)]


class PartyBody(Schema):
    """An institution and its part in the contract."""

    role: Literal["contracting", "demanding"]
    institution: InstitutionBody


class ItemBody(Schema):
    """One product of a contract."""

    id: Id
    detail_no: Annotated[str, Field(max_length=10)] = ""
    detail_name: Short
    quantity: Annotated[str, Field(max_length=50)] = ""
    unit: Annotated[str, Field(max_length=50)] = ""
    unit_price: Count = 0
    spec: Long = ""


class RecordBody(Schema):
    """What was really done in a process (이행내역); days that are not known are empty."""

    done: Long = ""
    note: Long = ""
    started_on: Short = ""
    ended_on: Short = ""


class ProcessBody(Schema):
    """One process of a product with its planned days."""

    id: Id
    item_id: Id
    seq: Annotated[int, Field(ge=0, le=100_000)]
    name: Annotated[str, Field(max_length=200)]
    starts_on: Short
    ends_on: Short
    text: Long = ""
    work: Work = Work.UNSAID
    photos: Annotated[int, Field(ge=0, le=10_000)] = 0
    record: RecordBody = RecordBody()


class ContactBody(Schema):
    """The person in charge."""

    name: Short = ""
    phone: Short = ""
    mail: Short = ""


class TermsBody(Schema):
    """What was agreed beside the days."""

    amount: Count = 0
    period: Short = ""
    delivery_place: Short = ""
    delivery_term: Short = ""
    note: Long = ""
    contact: ContactBody = ContactBody()


class MaterialBody(Schema):
    """One row of the 원부자재 구매내역서: cells by the key of the column."""

    id: Short
    cells: Annotated[dict[str, Long], Field(max_length=100)] = {}


class DocumentBody(Schema):
    """A file that belongs to the contract, by its hash."""

    id: Id
    name: Annotated[str, Field(max_length=500)]
    sha256: Sha256
    size_bytes: Count
    kind: Short = ""


class DocumentArrival(Schema):
    """One paper that was sent, for the contract that names it."""

    contract: Id
    document: Id
    upload: Short
    sha256: Sha256
    size_bytes: Count
    name: Annotated[str, Field(max_length=500)]
    kind: Short = ""


class ContractBody(Schema):
    """A contract; version is the server's, a state that is ahead of the server's is a wish."""

    id: Id
    name: Short
    number: Annotated[str, Field(max_length=100)] = ""
    method: Annotated[str, Field(max_length=50)] = "OPEN"
    signed_on: Short
    due_on: Short
    state: Short = "draft"
    version: Count = 0
    parties: Annotated[list[PartyBody], Field(max_length=100)] = []
    items: Annotated[list[ItemBody], Field(max_length=1000)] = []
    processes: Annotated[list[ProcessBody], Field(max_length=5000)] = []
    terms: TermsBody = TermsBody()
    materials: Annotated[list[MaterialBody], Field(max_length=10_000)] = []
    documents: Annotated[list[DocumentBody], Field(max_length=200)] = []
    reason: Long = ""


class ContractList(Schema):
    """One page of contracts."""

    items: list[ContractBody]
    next: str


class StateBody(Schema):
    """The state that a contract is to have; 해지 needs its reason, an end that it is confirmed."""

    state: Literal[
        "draft", "registered", "producing", "delivered", "inspected", "closed", "cancelled"
    ]
    reason: Long = ""
    confirmed: bool = False
