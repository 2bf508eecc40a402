"""Applications from programs: the kinds, handing in, papers, the state by two numbers."""

from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema, Status
from pydantic import Field

from vendorcore.protocol import JsonObject

from vendorserver.api.bodies import Short
from vendorserver.services import applied, applying, kinds

router = Router(tags=["applications"], auth=None)


class FieldShown(Schema):
    """One field or paper of a form."""

    key: str
    name: str
    form: str
    required: bool


class KindShown(Schema):
    """One kind of application."""

    key: str
    side: str
    name: str
    about: str
    channels: list[str]
    may_submit: bool
    fields: list[FieldShown]
    papers: list[FieldShown]


class KindsShown(Schema):
    """All kinds that programs may offer."""

    kinds: list[KindShown]


class ApplicationBody(Schema):
    """What somebody hands in; the password is the one of the account to come."""

    kind: Short
    login: Short
    password: Annotated[str, Field(max_length=1000)]
    values: dict[str, Short]


class AgainBody(Schema):
    """What is corrected; the password is the one of the first time."""

    password: Annotated[str, Field(max_length=1000)]
    values: dict[str, Short]


class ApplicationShown(Schema):
    """How an application stands; it names no person."""

    receipt_no: str
    kind: str
    organisation: str
    state: str
    reason: str
    missing: list[str]


@router.get("/registration-kinds", response=KindsShown)
def offered(request: HttpRequest) -> JsonObject:
    """Give the kinds with their fields and papers."""
    return {"kinds": [one.to_json() for one in kinds.kinds() if one.open_to_all]}


@router.put(
    "/registrations/{id:registration_id}",
    response={200: ApplicationShown, 201: ApplicationShown},
)
def apply(request: HttpRequest, registration_id: str, body: ApplicationBody) -> Status[JsonObject]:
    """Hand in an application under an id of one's own; the same one again changes nothing."""
    wish = applying.Application(
        id=registration_id,
        kind=body.kind,
        login=body.login,
        password=body.password,
        values=body.values,
        channel=kinds.CLIENT,
    )
    row, new = applied.put(wish, timezone.now())
    return Status(201 if new else 200, applied.shown(row))


@router.post("/registrations/{id:registration_id}/again", response=ApplicationShown)
def again(request: HttpRequest, registration_id: str, body: AgainBody) -> JsonObject:
    """Correct a held or refused application and hand it in again; repeated, it changes nothing."""
    return applied.shown(applied.again(registration_id, body.password, body.values, timezone.now()))


@router.put(
    "/registrations/{id:registration_id}/papers/{key}",
    response={200: ApplicationShown, 201: ApplicationShown},
)
def paper(request: HttpRequest, registration_id: str, key: str) -> Status[JsonObject]:
    """Hand in one paper (PDF, JPEG or PNG, the body as it is); whoever made the id may."""
    content = request.read(applying.MOST_SCAN_BYTES)
    row, new = applied.put_paper(registration_id, key, content, timezone.now())
    return Status(201 if new else 200, applied.shown(row))


@router.get("/registrations/{receipt_no}", response=ApplicationShown)
def state(
    request: HttpRequest, receipt_no: str, number: Annotated[str, Field(max_length=20)]
) -> JsonObject:
    """Give the state to whoever knows receipt number and business number."""
    return applied.shown(applying.find(receipt_no, number, timezone.now()))
