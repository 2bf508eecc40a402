"""Rows of the public data as people save them: JSON, XML, tables, caret lists."""

from __future__ import annotations

import io
import json

import pytest
from openpyxl import Workbook

from vendorcore.documents import public_rows
from vendorcore.documents.public_rows import (
    caret_rows,
    is_item,
    item_of,
    order_of,
    read_rows,
)
from vendorcore.errors import NotReadable

ORDER = {
    "untyCntrctNo": "2016050001800",
    "dcsnCntrctNo": "00148196603",
    "cntrctNm": "사무용 책상 구매",
    "cntrctCnclsMthdNm": "제한경쟁",
    "cntrctCnclsDate": "2016-05-02",
    "cntrctPrd": "2016.05.02 ~ 2016.06.03",
    "totCntrctAmt": 14400000,
    "cntrctInsttCd": "1230000",
    "cntrctInsttNm": "조달청",
    "cntrctInsttJrsdctnDivNm": "국가기관",
    "cntrctInsttOfclNm": "김담당",
    "cntrctInsttOfclTelNo": "***-****-****",
    "dminsttList": "[1^4231000^강원특별자치도 속초시^지자체^회계과^이담당],[2^^어느 학교],[3^1^]",
    "rgstDt": None,
}
ITEM = {
    "untyCntrctNo": "2016050001800",
    "prdctClsfcNo": "56101703",
    "krnPrdctNm": "책상, 한빛, HB-1",
    "prdctQty": "120",
    "qtyUprcAmt": "120000",
    "dlvryCndtnNm": "현장설치도",
    "dlvrTmlmt": "20160603",
}


def as_json() -> bytes:
    return json.dumps({"response": {"body": {"items": [ORDER, ITEM], "totalCount": 2}}}).encode()


def as_xml() -> bytes:
    rows = "".join(
        "<item>" + "".join(f"<{k}>{v or ''}</{k}>" for k, v in row.items()) + "</item>"
        for row in (ORDER, ITEM)
    )
    return f"<?xml version='1.0'?><response><body><items>{rows}</items></body></response>".encode()


def as_table() -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    names = list(dict.fromkeys([*ORDER, *ITEM]))
    sheet.append(["내려받은 자료"])
    sheet.append([*names, ""])
    for row in (ORDER, ITEM):
        sheet.append([row.get(name) for name in names])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


@pytest.mark.parametrize("data", [as_json(), b"\xef\xbb\xbf" + as_json(), as_xml(), as_table()])
def test_the_same_rows_come_from_every_form(data: bytes) -> None:
    order, item = read_rows(data)

    assert [is_item(order), is_item(item)] == [False, True]
    read = order_of(order)
    assert (read.number, read.method, read.signed_on) == ("00148196603", "제한경쟁", "2016-05-02")
    assert (read.due_on, read.amount) == ("2016-06-03", "14400000")
    assert [(one.code, one.name) for one in read.demanding] == [
        ("4231000", "강원특별자치도 속초시"),
        ("", "어느 학교"),
    ]
    assert [one.class_name for one in read.contracting] == ["국가기관"]
    product = item_of(item)
    assert (product.class_no, product.quantity, product.due_on) == ("56101703", "120", "2016-06-03")


def test_what_cannot_be_read_stays_as_it_was_written() -> None:
    order = order_of({"cntrctnm": "x", "cntrctprd": "계약일부터 60일", "cntrctcnclsdate": "5월"})

    assert (order.period, order.due_on, order.signed_on) == ("계약일부터 60일", "", "5월")
    assert (order.contracting, order.demanding) == ((), ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("1^2^3", [["1", "2", "3"]]),
        ("[1^a^나 라^]", [["1", "a", "나 라", ""]]),
        ("[1^a],[2^b]", [["1", "a"], ["2", "b"]]),
    ],
)
def test_caret_lists_are_taken_apart(text: str, expected: list[list[str]]) -> None:
    assert caret_rows(text) == expected


@pytest.mark.parametrize(
    "data",
    [
        b"{",
        b"[1, 2, null]",
        b'{"name": "x", "rows": []}',
        b"<a>",
        b"<a><item><b>1</b></item><item/></a>",
        b"<!DOCTYPE a [<!ENTITY b 'x'>]><a>&b;</a>",
        "이름,전화\n김,1".encode(),
        b"[" * 100_000,
    ],
)
def test_other_files_are_refused_in_words(data: bytes) -> None:
    with pytest.raises(NotReadable, match="public-rows-not-found"):
        read_rows(data)


def test_a_file_that_is_too_large_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(public_rows, "MOST_BYTES", 10)

    with pytest.raises(NotReadable, match="too-large"):
        read_rows(as_json())


def test_an_institution_without_a_name_is_none() -> None:
    order = order_of({"cntrctnm": "x", "dminsttlist": "[1^^^],[2^3780000^속초시^]"})

    assert [(one.code, one.name) for one in order.demanding] == [("3780000", "속초시")]
