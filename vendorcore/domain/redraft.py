"""A contract as the draft that says the same: to be changed, copied, or checked once more."""

from vendorcore.domain.contract import Contract, ContractItem, Party, Process
from vendorcore.domain.draft import Draft, DraftItem, DraftParty, DraftProcess
from vendorcore.domain.ids import new_id


def draft_from_contract(contract: Contract) -> Draft:
    """Return a draft that says what a contract says."""
    return Draft(
        id=contract.id,
        name=contract.name,
        number=contract.number,
        method=str(contract.method),
        signed_on=contract.signed_on.isoformat(),
        due_on=contract.due_on.isoformat(),
        period=contract.terms.period,
        amount=str(contract.terms.amount or ""),
        delivery_place=contract.terms.delivery_place,
        delivery_term=contract.terms.delivery_term,
        contact_name=contract.terms.contact.name,
        contact_phone=contract.terms.contact.phone,
        contact_mail=contract.terms.contact.mail,
        note=contract.terms.note,
        materials=contract.materials,
        documents=contract.documents,
        parties=tuple(_draft_party(party) for party in contract.parties),
        items=tuple(_draft_item(item) for item in contract.items),
        processes=tuple(_draft_process(process) for process in contract.processes),
    )


def _draft_party(party: Party) -> DraftParty:
    institution = party.institution
    return DraftParty(
        id=new_id(),
        role=str(party.role),
        code=institution.code,
        name=institution.name,
        class_name=institution.class_name,
        region=institution.region,
    )


def _draft_item(item: ContractItem) -> DraftItem:
    return DraftItem(
        id=item.id,
        detail_no=item.detail_no,
        detail_name=item.detail_name,
        quantity=item.quantity,
        unit=item.unit,
        unit_price=str(item.unit_price or ""),
        spec=item.spec,
    )


def _draft_process(process: Process) -> DraftProcess:
    plan = process.plan
    return DraftProcess(
        id=process.id,
        item_id=process.item_id,
        name=plan.process,
        text=plan.text,
        starts_on=plan.starts_on.isoformat(),
        ends_on=plan.ends_on.isoformat(),
        work=str(process.work),
        photos=str(process.photos or ""),
    )
