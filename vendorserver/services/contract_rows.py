"""Contracts between their rows and their form in the field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from vendorcore.domain import (
    Contract,
    ContractItem,
    ContractState,
    Institution,
    Party,
    PartyRole,
    Process,
    ProcessPlan,
    Work,
)
from vendorcore.errors import Refused
from vendorcore.protocol import contract_to_json
from vendorcore.protocol.order_forms import (
    document_to_json,
    documents_from_json,
    material_to_json,
    materials_from_json,
    record_from_json,
    record_to_json,
    terms_from_json,
    terms_to_json,
)

from vendorserver import models
from vendorserver.services.digests import digest

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from vendorcore.protocol import JsonObject


def with_parts(rows: QuerySet[models.Contract]) -> QuerySet[models.Contract]:
    """Return the same contracts, read together with their parties, products and processes."""
    return rows.prefetch_related("parties", "items", "processes")


def to_domain(row: models.Contract) -> Contract:
    """Return the contract that a row and its parts hold."""
    return Contract(
        id=row.id,
        name=row.name,
        number=row.number,
        method=row.method,
        signed_on=row.signed_on,
        due_on=row.due_on,
        state=ContractState(row.state),
        version=row.version,
        parties=tuple(_party(party) for party in row.parties.all()),
        items=tuple(_item(item) for item in row.items.all()),
        processes=tuple(process_of(process) for process in row.processes.all()),
        terms=terms_from_json({"terms": {**row.terms, "contact": row.contact}}),
        materials=materials_from_json({"materials": row.materials}),
        documents=documents_from_json({"documents": row.documents}),
        reason=row.reason,
    )


def content_hash(contract: Contract) -> str:
    """Return the fingerprint of what the vendor wrote; state and version are the server's."""
    return digest(contract_to_json(contract.in_state(ContractState.DRAFT, version=0)))


def store_order(row: models.Contract, contract: Contract) -> None:
    """Write the terms, the purchases and what is said of documents; the contact lies sealed."""
    terms = terms_to_json(contract.terms)
    row.contact = cast("dict[str, Any]", terms.pop("contact"))
    row.terms = terms
    row.materials = [material_to_json(one) for one in contract.materials]
    row.documents = [document_to_json(one) for one in contract.documents]
    row.reason = contract.reason


def without_contact(form: JsonObject) -> JsonObject:
    """Return a contract's JSON without the person in charge, for where it would lie unsealed."""
    terms = form.get("terms")
    if not isinstance(terms, dict):
        return form
    kept = {key: value for key, value in terms.items() if key != "contact"}
    return {**form, "terms": kept}


def store_parts(row: models.Contract, contract: Contract) -> None:
    """Write parties, products and processes; one that already has evidence cannot go."""
    _store_parties(row, contract)
    gone = row.processes.exclude(id__in=[process.id for process in contract.processes])
    if models.Attachment.objects.filter(process__in=gone).exists():
        raise Refused("process-in-use")
    gone.delete()
    _store_items(row, contract)
    _store_processes(row, contract)
    row.items.exclude(id__in=[item.id for item in contract.items]).delete()


def _store_parties(row: models.Contract, contract: Contract) -> None:
    """Write the parties; one that was bound to its institution stays bound to it."""
    before = {_party(old): old.institution for old in row.parties.select_related("institution")}
    row.parties.all().delete()
    fresh = [_party_row(row, seq, party) for seq, party in enumerate(contract.parties)]
    for party, made in zip(contract.parties, fresh, strict=True):
        made.institution = before.get(party) or made.institution
    models.ContractParty.objects.bulk_create(fresh)


def bound(role_holder: Institution) -> models.Institution | None:
    """Return the registered institution of that code or, without one, the only one so named."""
    rows = models.Institution.objects.all()
    if role_holder.code:
        return rows.filter(code=role_holder.code).first()
    named = rows.filter(name=role_holder.name)[:2]
    return named[0] if len(named) == 1 else None


def _party_row(row: models.Contract, seq: int, party: Party) -> models.ContractParty:
    return models.ContractParty(
        contract=row,
        seq=seq,
        role=str(party.role),
        code=party.institution.code,
        name=party.institution.name,
        institution=bound(party.institution),
    )


def _store_items(row: models.Contract, contract: Contract) -> None:
    known = set(row.items.values_list("id", flat=True))
    for seq, item in enumerate(contract.items):
        models.ContractItem(
            id=item.id,
            contract=row,
            seq=seq,
            detail_no=item.detail_no,
            detail_name=item.detail_name,
            quantity=item.quantity,
            unit=item.unit,
            unit_price=item.unit_price,
            spec=item.spec,
        ).save(force_insert=item.id not in known, force_update=item.id in known)


def _store_processes(row: models.Contract, contract: Contract) -> None:
    known = set(row.processes.values_list("id", flat=True))
    for place, process in enumerate(contract.processes):
        models.ContractProcess(
            id=process.id,
            contract=row,
            item_id=process.item_id,
            place=place,
            seq=process.seq,
            name=process.name,
            starts_on=process.plan.starts_on,
            ends_on=process.plan.ends_on,
            text=process.plan.text,
            work=process.work.value,
            photos=process.photos,
            record=record_to_json(process.record),
        ).save(force_insert=process.id not in known, force_update=process.id in known)


def _party(row: models.ContractParty) -> Party:
    return Party(role=PartyRole(row.role), institution=Institution(code=row.code, name=row.name))


def _item(row: models.ContractItem) -> ContractItem:
    return ContractItem(
        id=row.id,
        detail_no=row.detail_no,
        detail_name=row.detail_name,
        quantity=row.quantity,
        unit=row.unit,
        unit_price=row.unit_price,
        spec=row.spec,
    )


def process_of(row: models.ContractProcess) -> Process:
    """Return the process that a row holds."""
    plan = ProcessPlan(
        process=row.name, starts_on=row.starts_on, ends_on=row.ends_on, text=row.text
    )
    return Process(
        id=row.id,
        item_id=row.item_id,
        seq=row.seq,
        plan=plan,
        work=Work(row.work),
        photos=row.photos,
        record=record_from_json({"record": row.record}),
    )
