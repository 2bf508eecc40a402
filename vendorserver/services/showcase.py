"""공개: what both parties released is seen by everybody, and gone as soon as one takes it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from vendorcore.domain import Role, Side
from vendorcore.errors import Refused

from vendorserver.models import Showcase, Vendor
from vendorserver.services import audit, derived, viewing, visible
from vendorserver.services.access import Viewer, require
from vendorserver.settings import current

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from django.db.models import QuerySet

    from vendorserver.models import Attachment

OFFERERS = (Role.OWNER, Role.OFFICE)
AGREERS = (Role.MANAGER,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One public picture with the words beside it; neither contract nor institution is named."""

    id: str
    product: str
    process: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Maker:
    """One vendor that has something public."""

    id: str
    name: str
    region: str
    products: tuple[str, ...]
    pieces: tuple[Piece, ...]


def release(viewer: Viewer, attachment_id: str, now: datetime) -> Showcase:
    """Say yes for one's side: the vendor offers, then a manager of the institution agrees."""
    piece = _piece(viewer, attachment_id)
    require(viewer, *(OFFERERS if viewer.side is Side.VENDOR else AGREERS))
    with transaction.atomic():
        row = Showcase.objects.select_for_update().filter(attachment=piece).first()
        if viewer.side is Side.VENDOR:
            row = row or Showcase.objects.create(
                attachment=piece, offered_by_id=viewer.account_id, offered_at=now
            )
        elif row is None:
            raise Refused("not-offered")
        elif row.agreed_at is None:
            row.agreed_by_id, row.agreed_at = viewer.account_id, now
            _make_copy(row)
            row.save(update_fields=["agreed_by", "agreed_at"])
        audit.record(viewer.account_id, "showcase.released", piece.id)
    return row


def take_back(viewer: Viewer, attachment_id: str) -> None:
    """Say no for one's side: row and copy are gone when this returns."""
    piece = _piece(viewer, attachment_id)
    require(viewer, *OFFERERS, *AGREERS)
    with transaction.atomic():
        forget(piece.id)
        audit.record(viewer.account_id, "showcase.taken-back", piece.id)


def forget(attachment_id: str) -> None:
    """Let a piece be public no more, its copy included."""
    for row in Showcase.objects.select_for_update().filter(attachment_id=attachment_id):
        _copy(row.id).unlink(missing_ok=True)
        row.delete()


def standing(viewer: Viewer, attachment_id: str) -> Showcase | None:
    """Return how far a piece that the viewer may open is released."""
    rows = visible.media(viewer).filter(id=attachment_id)
    return Showcase.objects.filter(attachment__in=rows).first()


def picture(showcase_id: str) -> bytes:
    """Return the public copy; Refused("not-found") once anybody took it back."""
    if not _public().filter(id=showcase_id).exists():
        raise Refused("not-found")
    try:
        return _copy(showcase_id).read_bytes()
    except FileNotFoundError:
        return _made_again(showcase_id)


def maker(vendor_id: str) -> Maker:
    """Return a vendor's public page; Refused("not-found") while nothing of it is public."""
    rows = list(_public().filter(attachment__vendor_id=vendor_id))
    if not rows:
        raise Refused("not-found")
    return _maker(Vendor.objects.get(id=vendor_id), rows)


def search(product: str, region: str) -> list[Maker]:
    """Return the vendors with something public, by 세부품명 (or its number) and region."""
    by_vendor: dict[str, list[Showcase]] = {}
    for row in _public():
        by_vendor.setdefault(row.attachment.vendor_id, []).append(row)
    vendors = Vendor.objects.filter(id__in=list(by_vendor)).order_by("name")
    found = [(_maker(one, by_vendor[one.id]), by_vendor[one.id]) for one in vendors]
    return [
        one
        for one, rows in found
        if region.strip() in one.region and (not product.strip() or _makes(rows, product.strip()))
    ]


def _made_again(showcase_id: str) -> bytes:
    """Return the copy of a server whose data came from a backup, which holds none."""
    with transaction.atomic():
        row = _public().select_for_update(of=("self",)).filter(id=showcase_id).first()
        if row is None:
            raise Refused("not-found")
        _make_copy(row)
        return _copy(row.id).read_bytes()


def _public() -> QuerySet[Showcase]:
    rows = Showcase.objects.exclude(agreed_at=None).filter(
        attachment__withdrawal=None, attachment__erased_at=None
    )
    return rows.select_related("attachment__process__item")


def _maker(vendor: Vendor, rows: list[Showcase]) -> Maker:
    items = [row.attachment.process.item for row in rows]
    return Maker(
        id=vendor.id,
        name=vendor.name,
        region=str(vendor.details.get("factory", "")),
        products=tuple(sorted({item.detail_name for item in items})),
        pieces=tuple(
            Piece(id=row.id, product=item.detail_name, process=row.attachment.process.name)
            for row, item in zip(rows, items, strict=True)
        ),
    )


def _makes(rows: list[Showcase], product: str) -> bool:
    items = [row.attachment.process.item for row in rows]
    return any(product in item.detail_name or item.detail_no.startswith(product) for item in items)


def _piece(viewer: Viewer, attachment_id: str) -> Attachment:
    found = visible.media(viewer).filter(id=attachment_id, withdrawal=None).first()
    if found is None or viewer.side is Side.OPERATOR:
        raise Refused("not-found")
    return found


def _make_copy(row: Showcase) -> None:
    """Keep a copy of its own, made anew from the pixels: without the camera's notes."""
    found = viewing.of_original(row.attachment.sha256)
    if found is not None and found.mime == "image/jpeg":
        jpeg = b"".join(found.read(0, found.size_bytes))
    else:
        jpeg = derived.thumbnail(row.attachment.sha256)
    path = _copy(row.id)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    part.write_bytes(jpeg)
    part.replace(path)


def _copy(showcase_id: str) -> Path:
    return current().folder("derived") / "public" / f"{showcase_id}.jpg"
