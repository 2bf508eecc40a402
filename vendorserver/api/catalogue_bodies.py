"""The bodies of the catalogue."""

from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import Field

from vendorserver.api.bodies import Long, Short


class EntryShown(Schema):
    """One entry: body is that of an institution or of a product."""

    id: str
    kind: str
    state: str
    merged_into: str
    reason: str
    body: dict[str, Any]


class CataloguePage(Schema):
    """What changed in the catalogue, and the number to go on from.

    material_columns is the form's table of columns (CSV); empty: the bundled one.
    """

    entries: list[EntryShown]
    next: int
    more: bool
    material_columns: str = ""


class WantedBody(Schema):
    """What is known of what the catalogue lacks: an institution's or a product's fields."""

    name: Short = ""
    class_name: Short = ""
    code: Annotated[str, Field(max_length=7)] = ""
    region: Short = ""
    detail_name: Short = ""
    detail_no: Annotated[str, Field(max_length=10)] = ""


class RequestBody(Schema):
    """A request for an entry."""

    kind: Literal["institution", "product"]
    body: WantedBody
    note: Long = ""
