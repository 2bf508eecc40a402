"""A newer list and a decided request reach the client; its drafts follow by id."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from vendorcore import resources

from tests.vendorclient.app.pen import slow_clock
from vendorclient.app.drafting import choose_institution
from vendorclient.app.drafts import begin_draft, open_draft
from vendorclient.app.looking_up import ask_for_institution, ask_for_product, find_institutions
from vendorclient.app.materials import columns
from vendorclient.app.requested import request_sentence, requested, see, unseen
from vendorclient.storage.accounts import Accounts

if TYPE_CHECKING:
    from pathlib import Path

    from tests.journeys.desktop import Desktop
    from tests.journeys.world import World

pytestmark = pytest.mark.journey


def operator(shared: World) -> str:
    accounts = shared.vendorserver("--json", "account", "list")
    return next(row["login"] for row in accounts if row["role"] == "admin")


def test_the_catalogue_grows_and_drafts_follow(
    desktop: Desktop, shared: World, tmp_path: Path
) -> None:
    db, now, by = desktop.library.db, slow_clock(), operator(shared)
    draft = begin_draft(db, account_id=Accounts(db).active().id, now=now)
    wished = ask_for_institution(db, name="달나라 시청", class_name="기타기관", now=now)
    poem = ask_for_product(db, detail_name="시 한 수", now=now)
    choose_institution(db, draft.id, wished, now=now)
    desktop.send()

    waiting = {row["id"]: row for row in shared.vendorserver("--json", "catalogue", "--by", by)}
    assert waiting.keys() == {wished.id, poem.id}
    assert waiting[wished.id]["body"]["name"] == "달나라 시청"
    table = tmp_path / "newer.csv"
    table.write_text("code,name,class,region\n7777777,달나라특별시,기타기관,달\n", "utf-8")
    shared.vendorserver("--json", "catalogue", "--by", by, "--kind", "institution", str(table))
    desktop.send()
    (listed,) = find_institutions(db, "달나라특별시")
    shared.vendorserver("catalogue", "--by", by, "--request", wished.id, "--merge", listed.id)
    refusal = ("--request", poem.id, "--refuse", "제품이 아닙니다")
    shared.vendorserver("catalogue", "--by", by, *refusal)
    desktop.send()

    (party,) = open_draft(db, draft.id).draft.parties
    assert (party.institution_id, party.name, party.code) == (listed.id, "달나라특별시", "7777777")
    assert [one.name for one in find_institutions(db, "달나라")] == ["달나라특별시"]
    assert json.dumps(listed.codes) == "[]"
    told = {one.id: request_sentence(one) for one in unseen(db)}
    assert "달나라특별시" in told[wished.id]
    assert "거절되었습니다. 사유: 제품이 아닙니다" in told[poem.id]
    see(db)
    assert (unseen(db), len(requested(db))) == ([], 2)


def test_the_operators_columns_reach_the_form(
    desktop: Desktop, shared: World, tmp_path: Path
) -> None:
    db, by = desktop.library.db, operator(shared)
    bundled = columns(db)
    table = tmp_path / "columns.csv"
    head = "order,key,column_ko,type,required,note\n"
    table.write_text(head + "1,seq,연번,int,Y,\n2,name,자재 이름,text,Y,\n", "utf-8")
    words = ("--json", "catalogue", "--by", by, "--kind", "columns")
    assert shared.vendorserver(*words, str(table)) == [{"columns": 2}]
    desktop.send()
    assert [one.title for one in columns(db)] == ["자재 이름"]
    bundle = resources.path("catalogue/material_purchase_columns.csv")
    shared.vendorserver(*words, str(bundle))
    desktop.send()
    assert columns(db) == bundled
