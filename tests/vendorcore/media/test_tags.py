from datetime import UTC, datetime

import pytest

from vendorcore.evidence import Zone
from vendorcore.media.tags import creator_tool, facts_from_tags

ORIGINAL, DIGITIZED, MODIFIED = "2026:03:12 10:00:00", "2026:03:12 11:00:00", "2026:03:12 12:00:00"
PLACE = {
    "GPSLatitude": [37, 24, 8.28],
    "GPSLatitudeRef": "N",
    "GPSLongitude": (126.0, 43.0, 21.36),
    "GPSLongitudeRef": "E",
}


@pytest.mark.parametrize(
    ("tags", "hour", "source"),
    [
        (
            {"DateTimeOriginal": ORIGINAL, "DateTimeDigitized": DIGITIZED, "DateTime": MODIFIED},
            10,
            "ExifIFD:DateTimeOriginal",
        ),
        ({"DateTimeDigitized": DIGITIZED, "DateTime": MODIFIED}, 11, "ExifIFD:CreateDate"),
        ({"DateTimeOriginal": "0000:00:00 00:00:00", "DateTime": MODIFIED}, 12, "IFD0:ModifyDate"),
    ],
)
def test_the_best_clock_counts(tags: dict[str, str], hour: int, source: str) -> None:
    fields = facts_from_tags(tags)
    assert (fields["captured"].hour, fields["capture_source"]) == (hour, source)


def test_each_clock_has_its_own_offset() -> None:
    tags = {"DateTimeOriginal": ORIGINAL, "OffsetTime": "+09:00", "OffsetTimeOriginal": "-07:00"}
    fields = facts_from_tags(tags)
    assert (fields["offset_minutes"], fields["zone"]) == (-420, Zone.KNOWN)
    assert facts_from_tags({"DateTimeOriginal": ORIGINAL})["zone"] is Zone.UNKNOWN


@pytest.mark.parametrize(
    ("tags", "offset"),
    [
        ({"DateTimeOriginal": ORIGINAL + "+09:00"}, 540),
        ({"DateTimeOriginal": ORIGINAL, "DateTime": ORIGINAL, "OffsetTime": "+09:00"}, 540),
        ({"DateTimeOriginal": ORIGINAL, "DateTime": MODIFIED, "OffsetTime": "+09:00"}, None),
        (
            {
                "DateTimeOriginal": ORIGINAL,
                "DateTimeDigitized": ORIGINAL,
                "OffsetTimeDigitized": "-03:30",
            },
            -210,
        ),
    ],
)
def test_an_offset_also_holds_for_the_same_clock(tags: dict[str, str], offset: int | None) -> None:
    assert facts_from_tags(tags)["offset_minutes"] == offset


def test_a_fraction_stays_as_written() -> None:
    tags = {"DateTimeOriginal": ORIGINAL, "SubSecTimeOriginal": "07 "}
    assert facts_from_tags(tags)["subsecond"] == "07"


def test_no_clock_is_no_capture_time() -> None:
    assert "captured" not in facts_from_tags({})


def test_a_place_is_in_degrees() -> None:
    fields = facts_from_tags(PLACE)
    assert (fields["latitude"], fields["longitude"]) == (37.4023, 126.7226)
    south = facts_from_tags({**PLACE, "GPSLatitudeRef": "S", "GPSLongitudeRef": "W"})
    assert (south["latitude"], south["longitude"]) == (-37.4023, -126.7226)


@pytest.mark.parametrize(
    "odd", ["37", [37, 24], [37, "x", 1], [float("nan")] * 3, [950, 0, 0], None, 37]
)
def test_an_odd_place_is_none(odd: object) -> None:
    assert facts_from_tags({**PLACE, "GPSLatitude": odd})["latitude"] is None


def test_satellite_time_is_utc() -> None:
    tags = {"GPSDate": "2026:03:12", "GPSTimeStamp": [5, 22, 33.5]}
    assert facts_from_tags(tags)["gps_at"] == datetime(2026, 3, 12, 5, 22, 33, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "clock"),
    [
        ("1980:01:06", [0, 0, 0]),
        ("", [5, 22, 33]),
        ("2026:03:12", []),
        ("2026:03:12", [99, 0, 0]),
        ("2026:03:12", [float("nan"), 0, 0]),
    ],
)
def test_a_receiver_without_a_fix_has_no_time(day: str, clock: list[float]) -> None:
    assert facts_from_tags({"GPSDate": day, "GPSTimeStamp": clock})["gps_at"] is None


@pytest.mark.parametrize(("value", "shown"), [(6, 6), (0, None), (99, None), ("6", None)])
def test_only_eight_orientations_exist(value: object, shown: int | None) -> None:
    assert facts_from_tags({"Orientation": value})["orientation"] == shown


def test_a_number_is_no_name() -> None:
    assert facts_from_tags({"Make": 7})["make"] == ""


@pytest.mark.parametrize(
    ("xmp", "program"),
    [
        (b"<xmp:CreatorTool>Adobe Photoshop 25.0</xmp:CreatorTool>", "Adobe Photoshop 25.0"),
        (b'<x xmp:CreatorTool="14.6" />', "14.6"),
        (b'<x xmp:CreatorTool="14.6\0\0" />', "14.6"),
        (b"<x/>", ""),
        (
            b'<x xmp:CreatorTool="17.1"/><li stEvt:softwareAgent="Adobe Photoshop 25.0"/>',
            "Adobe Photoshop 25.0",
        ),
        (b"<stEvt:softwareAgent>Ver.1.30</stEvt:softwareAgent>", "Ver.1.30"),
        (b"<x>http://x/compositeWithTrainedAlgorithmicMedia</x>", "AI (trainedAlgorithmicMedia)"),
    ],
)
def test_xmp_names_its_program(xmp: bytes, program: str) -> None:
    assert creator_tool(xmp) == program
