"""Remembers plans that people like to begin with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vendorcore.domain import instant_text
from vendorcore.errors import InvalidEntry

if TYPE_CHECKING:
    from datetime import datetime
    from sqlite3 import Row

    from vendorclient.storage.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """The plan of a product under a name; body is a JSON list of its processes."""

    id: str
    name: str
    detail_no: str
    detail_name: str
    body: str


class Templates:
    """The templates of this library."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def save(self, template: Template, *, account_id: str, at: datetime) -> None:
        """Keep a template."""
        with self._db.transaction() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO plan_template"
                " (id, account_id, name, detail_no, detail_name, body, changed_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    template.id,
                    account_id,
                    template.name,
                    template.detail_no,
                    template.detail_name,
                    template.body,
                    instant_text(at),
                ),
            )

    def get(self, template_id: str) -> Template:
        """Return one template; InvalidEntry("template-unknown") when it is gone."""
        row = self._db.row("SELECT * FROM plan_template WHERE id = ?", template_id)
        if row is None:
            raise InvalidEntry("template-unknown", template=template_id)
        return _template(row)

    def all(self, account_id: str, detail_no: str) -> list[Template]:
        """Return somebody's templates, those of a product first, then the last changed."""
        rows = self._db.rows(
            "SELECT * FROM plan_template WHERE account_id = ?"
            " ORDER BY detail_no <> ?, changed_at DESC, id",
            account_id,
            detail_no,
        )
        return [_template(row) for row in rows]

    def remove(self, template_id: str) -> None:
        """Forget a template."""
        with self._db.transaction() as connection:
            connection.execute("DELETE FROM plan_template WHERE id = ?", (template_id,))


def _template(row: Row) -> Template:
    return Template(
        id=row["id"],
        name=row["name"],
        detail_no=row["detail_no"],
        detail_name=row["detail_name"],
        body=row["body"],
    )
