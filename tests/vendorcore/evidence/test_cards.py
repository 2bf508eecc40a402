from datetime import timedelta

from vendorcore.evidence import CardPicture, Level, weigh_card

from tests.vendorcore.evidence.builders import IMPORTED, NOON, a_photo, a_video


def a_card(*shots, folder="DCIM/100CANON", imported_at=None, **facts):
    """Pictures with these (number, hours after noon)."""
    return [
        CardPicture(
            folder=folder,
            imported_at=imported_at,
            facts=a_photo(
                name=f"IMG_{number:04}.JPG", captured=NOON + timedelta(hours=hours), **facts
            ),
        )
        for number, hours in shots
    ]


def marked(pictures, code):
    known = {picture.facts.device for picture in pictures}
    found = weigh_card(pictures, known)
    return [n for n, remarks in enumerate(found) if code in {f.code for f in remarks}]


def test_numbers_and_clock_agree_on_an_honest_card() -> None:
    assert marked(a_card((1, 0), (2, 0.5), (3, 30)), "S_ORDER") == []


def test_a_clock_that_jumps_back_is_marked() -> None:
    assert marked(a_card((1, 0), (2, 5), (3, 3)), "S_ORDER") == [2]


def test_an_hour_back_proves_nothing() -> None:
    assert marked(a_card((1, 1), (2, 0)), "S_ORDER") == []


def test_the_order_of_reading_does_not_matter() -> None:
    assert marked(a_card((3, 3), (1, 0), (2, 5)), "S_ORDER") == [0]


def test_the_counter_may_begin_anew() -> None:
    assert marked(a_card((9998, 0), (9999, 1), (1, 5), (2, 6)), "S_ORDER") == []


def test_the_first_numbers_after_the_last_may_be_deleted() -> None:
    assert marked(a_card((9998, 0), (9999, 1), (301, 5), (302, 6)), "S_ORDER") == []


def test_a_counter_set_back_between_two_readings_is_no_lie() -> None:
    before = a_card((1, 0), (2, 1), (3, 2), imported_at=IMPORTED)
    after = a_card((1, 48), (2, 49), imported_at=IMPORTED + timedelta(days=3))
    assert marked([*before, *after], "S_ORDER") == []


def test_a_clock_set_back_is_still_seen_when_both_were_read_together() -> None:
    at_once = [
        *a_card((1, 0), (2, 5), imported_at=IMPORTED),
        *a_card((3, 3), imported_at=IMPORTED + timedelta(minutes=2)),
    ]
    assert marked(at_once, "S_ORDER") == [2]


def test_what_people_gathered_in_a_folder_is_in_no_order() -> None:
    gathered = a_card((1, 9), (2, 0), folder="사진 모음")
    assert marked(gathered, "S_ORDER") == []
    two_places = [
        *a_card((9, 9), folder="1호기", serial="7"),
        *a_card((1, 0), folder="2호기", serial="7"),
    ]
    assert marked(two_places, "S_ORDER") == []


def test_one_body_that_is_known_is_in_order_wherever_its_pictures_lie() -> None:
    assert marked(a_card((1, 9), (2, 0), folder="", serial="7"), "S_ORDER") == [1]


def test_an_iphone_numbers_its_copies_anew() -> None:
    phone = a_card((1, 9), (2, 0), folder="DCIM/100APPLE", make="Apple", model="iPhone 15")
    assert marked(phone, "S_ORDER") == []


def test_folders_follow_each_other() -> None:
    first = a_card((9999, 0), folder="DCIM/100CANON")
    assert marked([*first, *a_card((1, 5), folder="DCIM/101CANON")], "S_ORDER") == []


def test_each_device_has_its_own_order() -> None:
    nikon = a_card((1, 5), model="NIKON D90")
    assert marked([*a_card((2, 0)), *nikon], "S_ORDER") == []


def test_files_without_number_or_sure_time_are_left_out() -> None:
    strays = [
        CardPicture(folder="DCIM/100CANON", facts=a_photo(name="note.jpg")),
        CardPicture(folder="DCIM/100CANON", facts=a_photo(name="IMG_0009.JPG", captured=None)),
        CardPicture(folder="DCIM/100CANON", facts=a_video(name="MVI_0008.MP4")),
    ]
    assert marked([*a_card((1, 5), (2, 6)), *strays], "S_ORDER") == []


def test_another_body_within_minutes_is_marked() -> None:
    card = [*a_card((1, 0), serial="1"), *a_card((2, 0.1), serial="2"), *a_card((3, 9), serial="1")]
    assert marked(card, "M_SERIAL") == [1]


def test_two_cameras_whose_pictures_people_gathered_are_no_swapped_card() -> None:
    gathered = [
        *a_card((1, 0), folder="모음", serial="1"),
        *a_card((2, 0.1), folder="모음", serial="2"),
    ]
    assert marked(gathered, "M_SERIAL") == []


def test_a_camera_without_a_serial_number_is_not_compared() -> None:
    assert marked([*a_card((1, 0), serial="1"), *a_card((2, 0.1))], "M_SERIAL") == []


def test_a_new_camera_is_mentioned_once_it_names_itself() -> None:
    known, new, silent = (
        a_card((1, 0)),
        a_card((2, 0), model="X"),
        a_card((3, 0), make="", model=""),
    )
    found = weigh_card([*known, *new, *silent], {known[0].facts.device})
    assert [[f.level for f in remarks] for remarks in found] == [[], [Level.INFO], []]
