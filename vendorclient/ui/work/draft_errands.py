"""What the form looks up, and what it adds to that: requests, templates, what was used last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorclient.app.opened import active_account, now

if TYPE_CHECKING:
    from vendorcore.catalogue import InstitutionEntry, Product

    from vendorclient.storage.database import Database
    from vendorclient.ui.wizard.catalogue import Catalogue


def look_up(db: Database) -> Catalogue:
    """Return everything that the form searches through."""
    from vendorclient.app.looking_up import known_institutions, known_products
    from vendorclient.app.materials import columns
    from vendorclient.app.plans import templates
    from vendorclient.storage.certificates import Certificates
    from vendorclient.storage.recent import Recent
    from vendorclient.ui.wizard.catalogue import Catalogue

    return Catalogue(
        entries=tuple(known_institutions(db)),
        goods=tuple(known_products(db)),
        recent_institutions=tuple(Recent(db).of("institution")),
        recent_products=tuple(Recent(db).of("product")),
        certificates=tuple(Certificates(db).all()),
        own_columns=columns(db),
        templates=tuple(templates(db, active_account(db))),
    )


def use(kind: str, entry_id: str, db: Database) -> Catalogue:
    """Remember what was chosen: it comes first the next time."""
    from vendorclient.storage.recent import Recent

    Recent(db).choose(kind, entry_id, now())
    return look_up(db)


def ask_for(entry: InstitutionEntry | Product, db: Database) -> Catalogue:
    """Ask the operator for what the catalogue lacks."""
    from vendorclient.app import looking_up

    looking_up.ask_for(db, entry, now=now)
    return look_up(db)


def keep_template(draft_id: str, item_id: str, name: str, db: Database) -> Catalogue:
    """Keep the plan of a product as a template."""
    from vendorclient.app.plans import save_template

    save_template(db, draft_id, item_id, name, account_id=active_account(db), now=now)
    return look_up(db)


def drop_template(template_id: str, db: Database) -> Catalogue:
    """Forget a template."""
    from vendorclient.app import plans

    plans.drop_template(db, template_id)
    return look_up(db)
