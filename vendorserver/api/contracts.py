"""수주정보: written with a precondition, read by the parties."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router, Status
from pydantic import Field

from vendorcore.domain import ContractState
from vendorcore.errors import InvalidEntry
from vendorcore.protocol import JsonObject, contract_from_json, contract_to_json

from vendorserver.api.contract_bodies import ContractBody, ContractList, StateBody
from vendorserver.api.sign_in import viewer
from vendorserver.services import contract_states, contracts

router = Router(tags=["contracts"])


@router.get("/contracts", response=ContractList)
def listed(
    request: HttpRequest,
    after: Annotated[str, Field(max_length=300)] = "",
    limit: Annotated[int, Field(ge=1, le=200)] = 50,
) -> JsonObject:
    """List the viewer's contracts, newest first."""
    page = contracts.listed(viewer(request), after, limit)
    return {"items": [contract_to_json(contract) for contract in page.items], "next": page.next}


@router.get("/contracts/{id:contract_id}", response=ContractBody)
def one(request: HttpRequest, response: HttpResponse, contract_id: str) -> JsonObject:
    """Give one contract and its version as ETag."""
    contract = contracts.one(viewer(request), contract_id)
    response.headers["ETag"] = f'"{contract.version}"'
    return contract_to_json(contract)


@router.put("/contracts/{id:contract_id}", response={200: ContractBody, 201: ContractBody})
def put(
    request: HttpRequest, response: HttpResponse, contract_id: str, body: ContractBody
) -> Status[JsonObject]:
    """Store a new contract (If-None-Match: *) or a change of one (If-Match)."""
    contract = contract_from_json(body.dict())
    if contract.id != contract_id:
        raise InvalidEntry(field="id", reason="differs")
    headers = request.headers
    condition = contracts.Precondition(
        if_match=headers.get("If-Match", ""), if_none_match=headers.get("If-None-Match", "")
    )
    stored, new = contracts.put(viewer(request), contract, condition, timezone.now())
    response.headers["ETag"] = f'"{stored.version}"'
    return Status(201 if new else 200, contract_to_json(stored))


@router.put("/contracts/{id:contract_id}/state", response=ContractBody)
def put_state(
    request: HttpRequest, response: HttpResponse, contract_id: str, body: StateBody
) -> JsonObject:
    """Take a contract a step on (등록, 납품, 검수, 종결, 해지); the present state is nothing."""
    wanted, now = ContractState(body.state), timezone.now()
    moved = contract_states.move(
        viewer(request), contract_id, wanted, body.reason, now, confirmed=body.confirmed
    )
    response.headers["ETag"] = f'"{moved.version}"'
    return contract_to_json(moved)
