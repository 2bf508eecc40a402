"""Meeting: the server's health, joining a computer, its sign-in."""

from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Status
from pydantic import Field

from vendorcore.protocol import JsonObject, Signed

from vendorserver.api.bodies import Enrolled, EnrolmentBody, KeysShown, SignedBody, TokensShown
from vendorserver.services import enrolment, signing, tokens

router = Router(tags=["meeting"], auth=None)


@router.get("/health", response=SignedBody)
def health(request: HttpRequest, nonce: Annotated[str, Field(max_length=200)]) -> JsonObject:
    """Say signed who the server is, what time it is and who helps (`support_email`)."""
    return signing.health(nonce, timezone.now()).to_json()


@router.get("/keys", response=KeysShown)
def keys(request: HttpRequest) -> JsonObject:
    """Show how the server's keys followed one another, each signed by the one before."""
    return signing.key_succession()


@router.post("/enrolments", response={201: Enrolled})
def enrol(request: HttpRequest, body: EnrolmentBody) -> Status[JsonObject]:
    """Join a computer with a code that works once."""
    device, token = enrolment.enrol(enrolment.NewDevice(**body.dict()), timezone.now())
    return Status(201, enrolment.shown(device, token))


@router.post("/tokens", response=TokensShown)
def refresh(request: HttpRequest, body: SignedBody) -> tokens.Tokens:
    """Give new tokens for a refresh token that the computer has signed."""
    return tokens.refresh(Signed.from_json(body.dict()), timezone.now())
