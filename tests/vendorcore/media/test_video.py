from datetime import UTC, datetime
from pathlib import Path

import pytest

from vendorcore.evidence import Zone
from vendorcore.media.movie import Movie
from vendorcore.media.poster import poster
from vendorcore.media.reader import read_file
from vendorcore.media.video import fields_of_mediainfo, fields_of_movie, second_reading

from tests.vendorcore.media.builders import SAMPLES, a_video

MVHD = datetime(2026, 3, 12, 0, 31, 7)  # noqa: DTZ001 - a camera's wall clock


@pytest.mark.parametrize(
    ("notes", "source", "zone"),
    [
        (
            {"creationdate": "2026-03-12T09:31:07+0900", "date": "2020-01-01T00:00:00Z"},
            "Keys:CreationDate",
            Zone.KNOWN,
        ),
        ({"\xa9day": "2026-03-12T00:31:07Z"}, "UserData:DateTimeOriginal", Zone.KNOWN),
        ({"date": "2026-03-12T00:31:07Z"}, "UserData:DateTimeOriginal", Zone.KNOWN),
        ({"\xa9day": "2026"}, "QuickTime:CreateDate", Zone.NOMINAL_UTC),
        ({"\xa9day": "2026-03-12T09:31:07"}, "QuickTime:CreateDate", Zone.NOMINAL_UTC),
        ({"nikon-taken": "2026:03:12 09:31:07"}, "Nikon:DateTimeOriginal", Zone.UNKNOWN),
    ],
)
def test_a_stated_zone_goes_before_the_header(
    notes: dict[str, str], source: str, zone: Zone
) -> None:
    fields = fields_of_movie(Movie(mvhd=MVHD, notes=notes))
    assert (fields["capture_source"], fields["zone"]) == (source, zone)


@pytest.mark.parametrize(
    ("name", "source"),
    [("creationdate", "Keys:CreationDate"), ("\xa9day", "UserData:DateTimeOriginal")],
)
def test_a_local_clock_serves_where_the_header_has_none(name: str, source: str) -> None:
    fields = fields_of_movie(Movie(notes={name: "2026-03-12T09:31:07"}))
    assert (fields["capture_source"], fields["zone"]) == (source, Zone.UNKNOWN)


def test_a_header_without_a_clock_is_no_time() -> None:
    assert "captured" not in fields_of_movie(Movie())


@pytest.mark.parametrize(
    ("movie", "utc"),
    [
        (Movie(notes={"com.android.version": "14"}), True),
        (Movie(notes={"make": "Apple"}), True),
        (Movie(brand=b"XAVC"), True),
        (Movie(notes={"make": "NIKON"}), False),
    ],
)
def test_some_makers_are_known_to_write_utc(movie: Movie, utc: bool) -> None:
    assert fields_of_movie(movie)["clock_is_utc"] is utc


def test_the_place_of_a_phone_is_read() -> None:
    fields = fields_of_movie(Movie(notes={"location.ISO6709": "+37.4012+126.7233+020.0/"}))
    assert (fields["latitude"], fields["longitude"]) == (37.4012, 126.7233)


@pytest.mark.parametrize(
    ("general", "source", "zone"),
    [
        (
            {
                "recorded_date": "2019-04-24 22:24:00+02:00",
                "encoded_date": "2019-01-01 00:00:00 UTC",
            },
            "H264:DateTimeOriginal",
            Zone.KNOWN,
        ),
        ({"mastered_date": "2021-03-26 21:19:07"}, "RIFF:DateTimeOriginal", Zone.UNKNOWN),
        ({"encoded_date": "2026-03-12 00:31:07 UTC"}, "QuickTime:CreateDate", Zone.NOMINAL_UTC),
    ],
)
def test_the_second_reader_knows_other_dates(
    general: dict[str, str], source: str, zone: Zone
) -> None:
    fields = fields_of_mediainfo(general, {})
    assert (fields["capture_source"], fields["zone"]) == (source, zone)


def test_the_second_reader_may_know_nothing() -> None:
    assert "captured" not in fields_of_mediainfo({}, {})


def test_a_second_reader_that_fails_adds_nothing(tmp_path: Path) -> None:
    assert second_reading(tmp_path / "none.avi", {"width": 64}) == {"width": 64}


def test_numbers_of_the_second_reader_are_plain() -> None:
    fields = fields_of_mediainfo(
        {"duration": "453.5"}, {"width": 64, "height": 48, "rotation": "90.000"}
    )
    assert (fields["duration_s"], fields["width"], fields["rotation"]) == (0.4535, 64, 90)


@pytest.mark.parametrize(
    ("name", "container", "codec", "mime"),
    [
        ("a.avi", "avi", "mjpeg", "video/x-msvideo"),
        ("a.mts", "mpegts", "mpeg2video", "video/mp2t"),
        ("a.mkv", "matroska", "mpeg4", "video/x-matroska"),
        ("a.mp4", "mp4", "mpeg4", "video/mp4"),
    ],
)
def test_videos_of_every_container_tell_size_and_length(
    tmp_path: Path, name: str, container: str, codec: str, mime: str
) -> None:
    reading = read_file(a_video(tmp_path / name, container, codec))
    facts = reading.facts
    assert (facts.mime, facts.width, facts.height, facts.problem) == (mime, 64, 48, "")
    assert facts.duration_s == pytest.approx(1.0, abs=0.1)
    assert reading.thumbnail_jpeg.startswith(b"\xff\xd8")


def test_a_recording_in_fragments_is_asked_for_its_length_elsewhere(tmp_path: Path) -> None:
    fragments = {"movflags": "frag_keyframe+empty_moov"}
    facts = read_file(a_video(tmp_path / "a.mp4", options=fragments)).facts
    assert (facts.captured, facts.capture_source) == (MVHD, "QuickTime:CreateDate")
    assert facts.duration_s == pytest.approx(1.0, abs=0.1)


def test_a_converter_is_named(tmp_path: Path) -> None:
    assert read_file(a_video(tmp_path / "a.mp4")).facts.encoder.startswith("Lavf")


def test_an_iphone_movie_says_everything() -> None:
    facts = read_file(SAMPLES / "IMG_4001.MOV").facts
    assert facts.captured_at_utc == facts.created_at == datetime(2026, 3, 12, 0, 31, 7, tzinfo=UTC)
    assert (facts.make, facts.model, facts.clock_is_utc) == ("Apple", "iPhone 15", True)
    assert (facts.width, facts.height, facts.duration_s) == (320, 240, 2.0)


def test_a_video_that_was_cut_keeps_its_facts(tmp_path: Path) -> None:
    whole = a_video(tmp_path / "a.mov", "mov").read_bytes()
    at = whole.index(b"mdat") - 4
    moved = whole[:at] + whole[whole.index(b"moov") - 4 :] + whole[at : at + 40]
    (tmp_path / "cut.mov").write_bytes(moved)
    facts = read_file(tmp_path / "cut.mov").facts
    assert (facts.problem, facts.width) == ("I_TRUNCATED", 64)


def test_quick_reading_makes_no_poster(tmp_path: Path) -> None:
    assert read_file(a_video(tmp_path / "a.mp4"), thorough=False).thumbnail_jpeg == b""


def test_a_container_without_a_picture_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "a.avi").write_bytes(b"RIFF\x00\x00\x00\x00AVI LIST" + bytes(999))
    assert read_file(tmp_path / "a.avi").facts.problem == "I_UNREADABLE"


def test_a_file_without_frames_has_no_poster(tmp_path: Path) -> None:
    assert poster(SAMPLES / "MOV_0009.mp4") == b""
    (tmp_path / "a.mp4").write_bytes(b"nothing")
    assert poster(tmp_path / "a.mp4") == b""
