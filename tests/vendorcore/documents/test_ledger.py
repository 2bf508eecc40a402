"""The photo ledger: four a page, and its Korean text can be copied out."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QBuffer
from PySide6.QtPdf import QPdfDocument

from vendorcore.documents import write_ledger
from vendorcore.documents.record import camera_words
from vendorcore.evidence import Finding, Level, Verdict
from vendorcore.text import FINDINGS, use_language

from tests.vendorcore.documents.builders import a_contract, a_ledger, a_picture, an_entry

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from vendorcore.documents import Ledger

pytestmark = pytest.mark.usefixtures("qapp")


def printed(ledger: Ledger) -> bytes:
    target = io.BytesIO()
    write_ledger(ledger, target)
    return target.getvalue()


def pages(ledger: Ledger) -> list[str]:
    """Return the text of each page as a viewer copies it."""
    buffer = QBuffer()
    buffer.setData(printed(ledger))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    texts = [document.getAllText(page).text() for page in range(document.pageCount())]
    document.close()
    return texts


def test_the_facts_of_a_photo_can_be_read(qapp: QApplication) -> None:
    contract = a_contract()
    entry = an_entry(contract, receipt_no="R-1", note="사유입니다", picture_jpeg=a_picture())

    (page,) = pages(a_ledger(contract, entry))

    wanted = ("사진대지", "사무용 책상 구매", "한빛가구", "판재 재단", "용접 사진.jpg", "R-1")
    assert [
        text for text in (*wanted, "10:15:22", "Canon EOS R6", "정상") if text not in page
    ] == []


def test_what_a_firm_says_of_a_good_photo_is_no_excuse(qapp: QApplication) -> None:
    contract = a_contract()
    good = an_entry(contract, note="조립 과정입니다")
    doubtful = an_entry(contract, note="시계가 틀렸습니다", verdict=Verdict.FAIL)

    (page,) = pages(a_ledger(contract, good, doubtful))

    assert "설명: 조립 과정입니다" in page
    assert "사유: 시계가 틀렸습니다" in page


def test_remarks_are_sentences_and_good_news_needs_none() -> None:
    contract = a_contract()
    findings = (Finding("T_BEFORE_PLAN", Level.WARN, days=3), Finding("T_ZONE_OK", Level.PASS))
    entry = an_entry(contract, verdict=Verdict.WARN, findings=findings)

    (page,) = pages(a_ledger(contract, entry))

    assert "이행계획 시작일보다 3일 먼저 촬영했습니다." in page
    assert "시간대" not in page


def test_the_paper_tells_an_institution_what_was_seen_and_orders_nothing() -> None:
    """Every remark that can stand there; none says what the firm ought to do."""
    orders = ("주십시오", "좋습니다", "쓸 수 없", "제출 불가")
    for code in FINDINGS:
        finding = Finding(code, Level.FAIL, days=3, years=1, minutes=5, km=2)
        entry = an_entry(a_contract(), verdict=Verdict.FAIL, findings=(finding,))
        said = " ".join((entry.verdict_word, *entry.remarks))
        assert not [one for one in orders if one in said], code
        assert entry.verdict_word == "기준 밖"


def test_what_nobody_has_checked_yet_says_so() -> None:
    contract = a_contract()

    (page,) = pages(a_ledger(contract, an_entry(contract, verdict=None, note="조립 과정입니다")))

    assert "점검 결과: 점검 중" in page
    assert "설명: 조립 과정입니다" in page


def test_the_fifth_photo_and_the_next_process_begin_a_page() -> None:
    contract = a_contract()
    first = [an_entry(contract, name=f"{n}.jpg") for n in range(5)]
    second = an_entry(contract, name="last.jpg", process_id=contract.processes[1].id)

    texts = pages(a_ledger(contract, *first, second))

    assert ["4.jpg" in text for text in texts] == [False, True, False]
    assert "조립" in texts[2]
    assert "3 / 3" in texts[2]


def test_a_contract_without_evidence_has_a_page_that_says_so() -> None:
    (page,) = pages(a_ledger(a_contract()))

    assert "증빙이 없습니다" in page


def test_photos_that_have_no_room_are_counted_on_each_page() -> None:
    contract = a_contract()
    ledger = a_ledger(contract, *(an_entry(contract) for _ in range(5)))

    told = "이 문서에 없는 사진이 12장 더 있습니다."
    assert [told in page for page in pages(replace(ledger, left_out=12))] == [True, True]
    assert told not in "".join(pages(ledger))


def test_decomposed_names_are_composed() -> None:
    contract = a_contract()

    (page,) = pages(a_ledger(contract, an_entry(contract, name="\u1112\u1161\u11ab.jpg")))

    assert "한.jpg" in page


def test_long_words_stay_in_their_frame() -> None:
    contract = a_contract("가" * 300)
    entry = an_entry(contract, name="x" * 400 + ".jpg", note="끝 " * 300, camera="")

    (page,) = pages(a_ledger(contract, entry))

    assert max(len(line) for line in page.splitlines()) < 80


def test_what_does_not_fit_its_frame_is_left_out() -> None:
    contract = a_contract()
    findings = tuple(Finding("T_AFTER_PLAN", Level.WARN, days=day) for day in range(1, 40))
    entry = an_entry(contract, findings=findings, captured_at="")

    (page,) = pages(a_ledger(contract, entry))

    assert "1일 늦게" in page
    assert "39일 늦게" not in page


@pytest.mark.parametrize("picture", [b"", b"no picture"])
def test_a_lost_picture_costs_no_facts(picture: bytes) -> None:
    contract = a_contract()

    (page,) = pages(a_ledger(contract, an_entry(contract, picture_jpeg=picture)))

    assert "용접 사진.jpg" in page


def test_the_same_ledger_gives_the_same_bytes() -> None:
    contract = a_contract()
    ledger = a_ledger(contract, an_entry(contract))

    assert printed(ledger) == printed(ledger)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_both_languages_can_be_printed(language: str) -> None:
    contract = a_contract()

    with use_language(language):
        assert printed(a_ledger(contract, an_entry(contract))).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("make", "model", "words"),
    [
        ("Canon", "Canon PowerShot S50", "Canon PowerShot S50"),
        ("EASTMAN KODAK COMPANY", "KODAK DC280", "KODAK DC280"),
        ("NIKON", "COOLPIX S3100", "NIKON COOLPIX S3100"),
        ("Apple", "", "Apple"),
        ("", "", ""),
    ],
)
def test_a_maker_is_not_said_twice(make: str, model: str, words: str) -> None:
    assert camera_words(make, model) == words


def test_the_hash_is_there_however_much_else_is_to_be_said() -> None:
    contract = a_contract()
    findings = tuple(Finding("T_BEFORE_PLAN", Level.WARN, days=days) for days in range(1, 15))
    entry = an_entry(contract, verdict=Verdict.WARN, findings=findings)

    (page,) = pages(replace(a_ledger(contract, entry), vendor_name=""))

    assert entry.sha256 in page
    assert "조달업체" not in page
