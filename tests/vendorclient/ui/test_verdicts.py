"""What the checks found becomes one word and a sentence."""

from datetime import date

import pytest

from vendorcore.domain import MediaKind, Process, ProcessPlan
from vendorcore.evidence import Finding, Level

from tests.vendorclient.ui.builders import START
from vendorclient.app.overview import PhotoRow, Suggestion, TableView
from vendorclient.ui import verdicts
from vendorclient.ui.grid.photo import Journey
from vendorclient.ui.widgets.badge import NO_MARK, Tone

PROCESS = Process(
    id="p-1",
    item_id="i",
    seq=1,
    plan=ProcessPlan(process="용접", starts_on=date(2026, 9, 1), ends_on=date(2026, 9, 30)),
)


def a_row(**changes: object) -> PhotoRow:
    values = {
        "sha256": "a" * 64,
        "name": "DSC00001.JPG",
        "kind": MediaKind.PHOTO,
        "size_bytes": 1,
        "device_key": "card",
        "was_read": True,
        "captured_at": START,
        "duration_s": 0.0,
        "problem": "",
        "attachment_id": "",
        "process_id": "",
        "submission_id": "",
        "verdict": "",
        "findings": (),
        "note": "",
        "delivered": False,
    }
    return PhotoRow(**(values | changes))


def shown(row: PhotoRow, suggested: str = ""):
    view = TableView(photos=(row,), suggested={row.sha256: suggested}, hidden=0)
    return verdicts.photos(view, [PROCESS])[0]


def test_a_new_photo_carries_no_badge():
    photo = shown(a_row())
    assert (photo.mark, photo.process, photo.journey) == (NO_MARK, 0, Journey.NEW)


def test_a_photo_that_is_still_being_read_says_so():
    photo = shown(a_row(was_read=False, captured_at=None))
    assert (photo.mark.words, photo.was_read) == ("읽는 중", False)


def test_a_suggestion_names_the_process():
    photo = shown(a_row(), suggested="p-1")
    assert (photo.suggested, photo.suggested_name) == (1, "용접")


def test_a_good_photo_is_all_right():
    photo = shown(
        a_row(process_id="p-1", verdict="pass", findings=(Finding("T_INSIDE", Level.PASS),))
    )
    assert (photo.mark.words, photo.mark.tone, photo.reasons) == ("정상", Tone.GOOD, ())
    assert (photo.process, photo.process_name, photo.journey) == (1, "용접", Journey.TAGGED)


def test_the_gravest_finding_gives_the_word():
    findings = (
        Finding("T_GPS_MISMATCH", Level.HINT, minutes=3),
        Finding("T_BEFORE_PLAN", Level.WARN, days=2),
    )
    photo = shown(a_row(process_id="p-1", verdict="warn", findings=findings))
    assert (photo.mark.words, photo.mark.tone) == ("계획 전", Tone.CAUTION)
    assert len(photo.reasons) == 1
    assert "2일 먼저" in photo.reasons[0]


@pytest.mark.parametrize(
    ("code", "word"),
    [
        ("T_FUTURE", "시계"),
        ("I_MESSENGER", "원본 확인"),
        ("Q_BLUR", "화질"),
        ("D_EXACT", "중복"),
        ("I_EMPTY", "손상"),
        ("X_NEW", "확인"),
    ],
)
def test_each_kind_of_finding_has_its_word(code, word):
    assert verdicts.mark_of("fail", (Finding(code, Level.FAIL),)).words == word


def test_a_failure_without_a_reason_is_refused_until_somebody_gives_one():
    failing = {"process_id": "p-1", "verdict": "fail", "findings": (Finding("T_NONE", Level.FAIL),)}
    assert shown(a_row(**failing)).refused
    assert not shown(a_row(**failing, reason="시계를 맞추지 않았습니다")).refused
    assert not shown(a_row(**failing, submission_id="s")).refused


def test_a_damaged_photo_is_marked_before_it_is_sorted():
    photo = shown(a_row(problem="I_TRUNCATED"))
    assert (photo.mark.words, photo.mark.tone) == ("손상", Tone.BAD)
    assert "끊겼습니다" in photo.reasons[0]


def test_a_photo_without_a_time_is_marked_before_it_is_sorted():
    assert shown(a_row(captured_at=None)).mark.words == "시각 없음"


@pytest.mark.parametrize(
    ("changes", "journey"),
    [
        ({"process_id": "p-1", "submission_id": "s"}, Journey.SUBMITTED),
        ({"process_id": "p-1", "submission_id": "s", "delivered": True}, Journey.DELIVERED),
    ],
)
def test_only_a_verified_receipt_means_delivered(changes, journey):
    assert shown(a_row(**changes)).journey is journey


def test_a_suggestion_says_why():
    why = Suggestion(process_id=PROCESS.id, code="P_NEIGHBOURS", values={"count": 3})
    row = a_row()
    view = TableView(
        photos=(row,),
        suggested={row.sha256: PROCESS.id},
        hidden=0,
        suggestions={row.sha256: why},
    )
    photo = verdicts.photos(view, [PROCESS])[0]
    assert "사진 3장이 이 공정에" in photo.explained()
    assert "사진 3장이 이 공정에" in photo.spoken()
