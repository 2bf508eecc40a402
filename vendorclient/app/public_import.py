"""Takes saved rows of 계약정보서비스 in as drafts: what they know is filled in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from vendorcore.catalogue import contract_methods
from vendorcore.documents.public_rows import is_item, item_of, order_of
from vendorcore.domain import Draft, DraftItem, DraftParty, PartyRole, new_id
from vendorcore.errors import NotReadable

from vendorclient.app.changed import Changed, Kind, nobody
from vendorclient.app.looking_up import known_institutions, known_products
from vendorclient.storage.drafts import Drafts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from vendorcore.catalogue import InstitutionEntry, Product
    from vendorcore.documents.public_rows import PublicItem, PublicOrder, PublicParty

    from vendorclient.app.changed import Announce
    from vendorclient.storage.database import Database

# 각 수요기관: stands for whoever orders later in a contract by unit price.
_EACH = "ZZ99999"
MOST_DRAFTS = 200


def import_public_rows(
    db: Database,
    rows: Sequence[Mapping[str, str]],
    *,
    account_id: str,
    now: Callable[[], datetime],
    announce: Announce = nobody,
) -> list[Draft]:
    """Begin a draft for each contract in the rows; rows of products go to their contract."""
    orders = [order_of(row) for row in rows if not is_item(row)]
    items = [item_of(row) for row in rows if is_item(row)]
    if not orders:
        raise NotReadable("public-rows-not-found")
    institutions = {code: one for one in known_institutions(db) for code in (one.code, *one.codes)}
    products = {one.detail_no: one for one in known_products(db) if one.detail_no}
    drafts = [
        _with_items(_draft(order, institutions), _items_of(order, items, len(orders)), products)
        for order in orders[:MOST_DRAFTS]
    ]
    with db.transaction():
        for draft in drafts:
            Drafts(db).add(draft, account_id=account_id, at=now())
    announce(Changed.of(Kind.CONTRACTS))
    return drafts


def _draft(order: PublicOrder, institutions: Mapping[str, InstitutionEntry]) -> Draft:
    methods = {method.name: method.key for method in contract_methods()}
    demanding = [party for party in order.demanding if party.code != _EACH]
    demanding = demanding or list(order.contracting)
    parties = [_party(one, PartyRole.DEMANDING, institutions) for one in demanding]
    parties += [_party(one, PartyRole.CONTRACTING, institutions) for one in order.contracting]
    return Draft(
        id=new_id(),
        name=order.name,
        number=order.number,
        method=methods.get(order.method, order.method),
        signed_on=order.signed_on,
        due_on=order.due_on,
        period=order.period,
        amount=order.amount,
        contact_name=order.contact_name,
        contact_phone="" if "*" in order.contact_phone else order.contact_phone,
        note=order.law,
        parties=tuple(parties),
    )


def _party(
    party: PublicParty, role: PartyRole, institutions: Mapping[str, InstitutionEntry]
) -> DraftParty:
    """Return a party; its name stays as the row has it, its entry is found by the code."""
    entry = institutions.get(party.code) if party.code else None
    return DraftParty(
        id=new_id(),
        role=str(role),
        institution_id=entry.id if entry else "",
        code=party.code,
        name=party.name,
        class_name=entry.class_name if entry else party.class_name,
        region=entry.region if entry else "",
    )


def _items_of(order: PublicOrder, items: list[PublicItem], orders: int) -> list[PublicItem]:
    """Return the products of a contract by its numbers; of the only contract all of them."""
    numbers = {order.number, order.unified_number} - {""}
    mine = [one for one in items if {one.number, one.unified_number} & numbers]
    return items if orders == 1 and not mine else mine


def _with_items(draft: Draft, items: list[PublicItem], products: Mapping[str, Product]) -> Draft:
    due = next((one.due_on for one in items if one.due_on), "")
    term = next((one.delivery_term for one in items if one.delivery_term), "")
    return replace(
        draft,
        due_on=draft.due_on or due,
        delivery_term=term,
        items=tuple(_item(one, products) for one in items),
    )


def _item(item: PublicItem, products: Mapping[str, Product]) -> DraftItem:
    """Return a product; eight digits are the class alone and leave the 세부품명번호 open."""
    product = products.get(item.class_no)
    return DraftItem(
        id=new_id(),
        product_id=product.id if product else "",
        detail_no=item.class_no if len(item.class_no) == 10 else "",
        detail_name=product.detail_name if product else item.name,
        quantity=item.quantity,
        unit_price=item.unit_price,
        spec=item.name if product and item.name != product.detail_name else "",
    )
