"""Whatever a file says: rules answer, their order does not matter, the honest pass."""

from datetime import UTC, date, datetime, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from vendorcore.domain import KST, MediaKind, korean_day
from vendorcore.evidence import (
    RULES,
    CardPicture,
    Circumstances,
    ClockHabit,
    Facts,
    Known,
    Verdict,
    Zone,
    verdict_of,
    weigh,
    weigh_card,
)
from vendorcore.text import FINDINGS, finding_sentence

from tests.vendorcore.evidence.builders import a_photo, a_plan, a_promise

FIRST, LAST = datetime(1826, 1, 1), datetime(9000, 12, 31)  # noqa: DTZ001 - a camera's wall clock
CLOCKS = st.datetimes(FIRST, LAST).map(lambda clock: clock.replace(fold=0))
INSTANTS = CLOCKS.map(lambda clock: clock.replace(tzinfo=UTC))
NUMBERS = st.floats(allow_nan=True, allow_infinity=True)
NAMES = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        ["IMG_20260309_101500.jpg", "KakaoTalk_1.jpg", "IMG_0001.JPG", "VID-20260309-WA1.mp4"]
    ),
)
HASHES = st.sampled_from(["", "0" * 16, "f" * 16])
FACTS = st.builds(
    Facts,
    name=NAMES,
    sha256=st.sampled_from(["", "a", "b"]),
    kind=st.sampled_from(MediaKind),
    mime=st.sampled_from(["", "image/jpeg", "image/png", "video/mp4"]),
    problem=st.sampled_from(["", "I_EMPTY", "I_TRUNCATED", "I_UNREADABLE", "I_ODD"]),
    modified_at=st.none() | INSTANTS,
    captured=st.none() | CLOCKS,
    offset_minutes=st.none() | st.integers(-1439, 1439),
    zone=st.sampled_from(Zone),
    capture_source=st.sampled_from(["", "ExifIFD:CreateDate", "IFD0:ModifyDate"]),
    clock_is_utc=st.booleans(),
    modified=st.none() | CLOCKS,
    mvhd=st.none() | CLOCKS,
    created_at=st.none() | INSTANTS,
    gps_at=st.none() | INSTANTS,
    latitude=st.none() | st.floats(-90, 90),
    longitude=st.none() | st.floats(-180, 180),
    make=st.text(max_size=5),
    serial=st.sampled_from(["", "1", "2"]),
    software=st.text(max_size=9),
    encoder=st.sampled_from(["", "Lavf58"]),
    has_exif=st.booleans(),
    bare_jfif=st.booleans(),
    width=st.integers(0, 50_000),
    height=st.integers(0, 50_000),
    duration_s=st.none() | NUMBERS.filter(lambda number: number == number),
    luma=st.none() | NUMBERS,
    sharpness=st.none() | NUMBERS,
    thumbnail_ncc=st.none() | st.floats(-1, 1),
    thumbnail_distance=st.none() | st.integers(0, 64),
    camera_coded=st.booleans(),
    dhash64=HASHES,
    turned64=st.lists(st.sampled_from(["0" * 16, "5" * 16]), max_size=7).map(" ".join),
    turned256=st.lists(st.sampled_from(["0" * 64, "5" * 64]), max_size=7).map(" ".join),
)
UNHURRIED = settings(deadline=None, max_examples=60)
DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))
PROMISES = st.builds(
    Circumstances,
    plan=st.none() | st.builds(lambda day: a_plan(day, day + timedelta(days=9)), DAYS),
    signed_on=st.none() | DAYS,
    due_on=st.none() | DAYS,
    imported_at=st.none() | INSTANTS,
    clock_correction=st.timedeltas(timedelta(days=-36_000), timedelta(days=36_000)),
    clock_habit=st.sampled_from(ClockHabit),
    factory=st.none() | st.tuples(st.floats(-90, 90), st.floats(-180, 180)),
    known=st.lists(FACTS.map(Known.of), max_size=3).map(tuple),
)


@UNHURRIED
@given(FACTS, PROMISES)
def test_rules_answer_to_any_facts_in_whole_sentences(facts: Facts, promise: Circumstances) -> None:
    for finding in weigh(facts, promise):
        assert finding.code in FINDINGS
        assert "…" not in finding_sentence(finding.code, finding.values)


@UNHURRIED
@given(FACTS, PROMISES, st.randoms())
def test_the_order_of_rules_changes_nothing(
    facts: Facts, promise: Circumstances, chance: Random
) -> None:
    mixed = chance.sample(RULES, len(RULES))
    found = {rule(facts, promise) for rule in mixed} - {None}
    assert found == set(weigh(facts, promise))


@UNHURRIED
@given(FACTS)
def test_facts_survive_any_journey(facts: Facts) -> None:
    assert repr(Facts.from_json(facts.to_json())) == repr(facts)


@UNHURRIED
@given(st.datetimes(datetime(2026, 3, 9), datetime(2026, 3, 18, 17)))  # noqa: DTZ001 - a camera's wall clock
def test_an_honest_photo_always_passes(clock: datetime) -> None:
    photo = a_photo(
        captured=clock, luma=90.0, sharpness=200.0, latitude=37.4012, longitude=126.7233
    )
    assert verdict_of(weigh(photo, a_promise())) is Verdict.PASS


@UNHURRIED
@given(CLOCKS.map(lambda clock: clock.replace(tzinfo=KST)))
def test_days_are_korean_days(instant: datetime) -> None:
    clock = instant.astimezone(UTC).replace(tzinfo=None)
    photo = a_photo(captured=clock, zone=Zone.KNOWN, offset_minutes=0)
    assert photo.captured_on == korean_day(instant) == instant.date()


@UNHURRIED
@given(st.lists(st.builds(CardPicture, folder=st.sampled_from(["100A", "101A"]), facts=FACTS)))
def test_any_card_is_answered_picture_by_picture(card: list[CardPicture]) -> None:
    found = weigh_card(card)
    assert len(found) == len(card)
    assert {f.code for remarks in found for f in remarks} <= {"S_ORDER", "M_SERIAL", "M_NEW_DEVICE"}
