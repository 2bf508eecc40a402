"""What may stay empty is told once more before 등록, each kind once and with its number."""

from __future__ import annotations

from dataclasses import replace

from vendorcore.domain import Document, Draft, DraftItem, DraftProcess, MaterialRow
from vendorcore.domain.emptiness import left_empty
from vendorcore.text.empties import EMPTIES, empty_words

EMPTY = Draft(
    id="draft",
    items=(DraftItem(id="desk"), DraftItem(id="chair", unit="개")),
    processes=(DraftProcess(id="weld", item_id="desk"),),
)
FULL = replace(
    EMPTY,
    number="R26TA01234567",
    amount="1",
    delivery_place="본관",
    delivery_term="하차도",
    contact_name="김담당",
    contact_phone="033-639-2114",
    contact_mail="a@b.kr",
    materials=(MaterialRow(id="row"),),
    documents=(Document(id="paper", name="계약서.pdf", sha256="0" * 64, size_bytes=1),),
    items=(DraftItem(id="desk", detail_no="1", spec="W", unit="개", unit_price="1"),),
    processes=(
        DraftProcess(id="weld", item_id="desk", text="붙인다", work="in-house", photos="1"),
    ),
)


def test_a_full_draft_leaves_nothing_empty() -> None:
    assert left_empty(FULL) == []


def test_like_fields_are_told_once() -> None:
    found = {one.code: one for one in left_empty(EMPTY)}
    assert (found["empty-item-unit"].part, found["empty-item-unit"].values) == (
        "desk",
        {"count": "1"},
    )
    assert found["empty-item-spec"].values == {"count": "2"}
    assert found["empty-process-text"].part == "weld"
    assert not any(one.blocks for one in found.values())


def test_each_has_its_words() -> None:
    found = left_empty(EMPTY)
    assert {one.code for one in found} <= set(EMPTIES)
    words = [empty_words(one.code, one.values) for one in found]
    assert "제품 2개의 규격" in words
    assert not any("{" in one for one in words)
    everything = left_empty(replace(EMPTY, items=(DraftItem(id="a"), DraftItem(id="b"))))
    assert {one.code for one in everything} == set(EMPTIES)
