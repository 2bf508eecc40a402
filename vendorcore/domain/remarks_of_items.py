"""Remarks on 수주제품: several, no doubles, quantities that are numbers, certificates that hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorcore.domain.draft import WizardStep
from vendorcore.domain.money import product_in_won, quantity_from_text, won_from_text
from vendorcore.domain.periods import day_from_text
from vendorcore.domain.remarks import ENDS_SOON, Remark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorcore.domain.draft import Draft, DraftItem
    from vendorcore.domain.remarks import Surroundings


def item_remarks(draft: Draft, around: Surroundings) -> Iterator[Remark]:
    """Yield what is to be said about the products."""
    if not draft.items:
        yield _at("items-missing", "items")
    seen: set[tuple[str, str]] = set()
    for item in draft.items:
        key = (item.detail_no, "" if item.detail_no else item.detail_name.strip())
        if key in seen:
            yield _at("item-twice", "items", item, name=item.detail_name)
        seen.add(key)
        yield from _item(item)
        yield from _certificate(item, draft, around)
    yield from _sum(draft)


def _at(
    code: str, field: str, item: DraftItem | None = None, *, blocks: bool = True, **values: str
) -> Remark:
    part = item.id if item else ""
    return Remark(
        code=code, step=WizardStep.ITEMS, field=field, part=part, blocks=blocks, values=values
    )


def _item(item: DraftItem) -> Iterator[Remark]:
    if not item.detail_name.strip():
        yield _at("item-name-missing", "detail_name", item)
    if not item.quantity.strip():
        yield _at("quantity-missing", "quantity", item, blocks=False, name=item.detail_name)
    elif quantity_from_text(item.quantity) is None:
        yield _at("quantity-unclear", "quantity", item, text=item.quantity)
    if item.unit_price.strip() and won_from_text(item.unit_price) is None:
        yield _at("amount-unclear", "unit_price", item, text=item.unit_price)


def _certificate(item: DraftItem, draft: Draft, around: Surroundings) -> Iterator[Remark]:
    """Certificates are remarked upon, never a reason to stop."""
    if not item.detail_no:
        return
    mine = around.certificates_of(item.detail_no)
    if not mine:
        if around.certificates:
            yield _at("certificate-missing", "items", item, blocks=False, name=item.detail_name)
        return
    signed = day_from_text(draft.signed_on)
    if signed and not any(one.covers(signed) for one in mine):
        yield _at(
            "certificate-outside", "items", item, blocks=False, name=item.detail_name,
            signed=str(signed),
        )  # fmt: skip
    last = max(one.valid_to for one in mine)
    if around.today <= last <= around.today + ENDS_SOON[-1]:
        days = str((last - around.today).days)
        yield _at(
            "certificate-ends", "items", item, blocks=False, name=item.detail_name, days=days,
            last=str(last),
        )  # fmt: skip


def _sum(draft: Draft) -> Iterator[Remark]:
    """Compare the sum of the products with the amount of the contract where both are known."""
    amount, sums = won_from_text(draft.amount), [item_amount(item) for item in draft.items]
    if amount is None or not sums or None in sums:
        return
    total = sum(one for one in sums if one is not None)
    if total != amount:
        yield _at("amounts-differ", "items", blocks=False, total=f"{total:,}", amount=f"{amount:,}")


def item_amount(item: DraftItem) -> int | None:
    """Return what one product costs, None while quantity or price is not known."""
    quantity, price = quantity_from_text(item.quantity), won_from_text(item.unit_price)
    return None if quantity is None or price is None else product_in_won(quantity, price)
