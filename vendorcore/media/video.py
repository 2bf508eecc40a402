"""Facts of a video: our own bounded reader first, MediaInfo for whatever it leaves open."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pymediainfo import MediaInfo

from vendorcore.evidence.facts import Zone
from vendorcore.media.clocks import clock_from, instant_from, offset_from, position_from
from vendorcore.media.movie import Movie, read_movie
from vendorcore.media.riff import avi_notes
from vendorcore.media.tags import creator_tool

AVI = "video/x-msvideo"
BOXED = ("video/mp4", "video/quicktime", "video/3gpp")
Fields = dict[str, Any]


def facts_of_video(path: Path, mime: str) -> Fields:
    """Return the fields of Facts that the boxes of a video fill, and its problem if it has one."""
    if mime == AVI:
        with path.open("rb") as file:
            return fields_of_avi(avi_notes(file))
    if mime not in BOXED:
        return {}
    with path.open("rb") as file:
        movie = read_movie(file, path.stat().st_size)
    return {**fields_of_movie(movie), "problem": _problem(movie)}


def is_complete(fields: Fields) -> bool:
    """Whether there is nothing left to ask a second reader."""
    return bool(fields.get("captured") and fields.get("width") and fields.get("duration_s"))


def second_reading(path: Path, fields: Fields) -> Fields:
    """Return the fields with what MediaInfo adds; it may hang on a damaged file."""
    try:
        tracks = MediaInfo.parse(str(path)).tracks
    except Exception:
        return fields
    tags = {"General": {}, "Video": {}, **{t.track_type: t.to_data() for t in reversed(tracks)}}
    found = fields_of_mediainfo(tags["General"], tags["Video"])
    if fields.get("captured"):
        found = {name: found.get(name) for name in ("width", "height", "duration_s", "rotation")}
    return {**fields, **{name: value for name, value in found.items() if not fields.get(name)}}


def _problem(movie: Movie) -> str:
    if not movie.has_header:
        return "I_UNREADABLE"
    return "I_TRUNCATED" if movie.is_cut else ""


def fields_of_movie(movie: Movie) -> Fields:
    """Return the fields of Facts that our own reader fills."""
    notes = movie.notes
    place = position_from(notes.get("location.ISO6709", "") or notes.get("\xa9xyz", ""))
    latitude, longitude = place or (None, None)
    return {
        **_capture(movie.mvhd, notes),
        "mvhd": movie.mvhd,
        "created_at": instant_from(notes.get("creationdate", "")),
        "clock_is_utc": _writes_utc(movie),
        "latitude": latitude,
        "longitude": longitude,
        "make": _first(notes, "make", "com.android.manufacturer", "\xa9mak"),
        "model": _first(notes, "model", "com.android.model", "\xa9mod"),
        "software": _first(notes, "software", "\xa9swr"),
        "encoder": _first(notes, "\xa9too", "\xa9swr"),
        "creator_tool": creator_tool(movie.xmp),
        "pairing_id": notes.get("content.identifier", ""),
        "rotation": movie.rotation,
        "width": movie.width,
        "height": movie.height,
        "duration_s": movie.duration_s,
    }


def fields_of_avi(notes: dict[str, str]) -> Fields:
    """Return the fields of Facts that the camera's own notes in an AVI film fill."""
    return {
        **_local(notes.get("nikon-taken", ""), "Nikon:DateTimeOriginal"),
        **{name: notes.get(name, "")[:200] for name in ("make", "model", "software")},
    }


def _first(notes: dict[str, str], *names: str) -> str:
    return next((notes[name][:200] for name in names if notes.get(name)), "")


def _writes_utc(movie: Movie) -> bool:
    """Whether the maker is known to keep to UTC: Android phones, Apple, Sony's XAVC."""
    return movie.brand == b"XAVC" or bool(
        movie.notes.get("com.android.version") or movie.notes.get("make") == "Apple"
    )


def _capture(mvhd: datetime | None, notes: dict[str, str]) -> Fields:
    for name, source in (
        ("creationdate", "Keys:CreationDate"),
        ("\xa9day", "UserData:DateTimeOriginal"),
        ("date", "UserData:DateTimeOriginal"),
    ):
        stated = _stated(notes.get(name, ""), source)
        if stated:
            return stated
    return (
        _local(notes.get("nikon-taken", ""), "Nikon:DateTimeOriginal")
        or _nominal(mvhd)
        or _local(notes.get("creationdate", ""), "Keys:CreationDate")
        or _local(notes.get("\xa9day", ""), "UserData:DateTimeOriginal")
    )


def _stated(text: str, source: str) -> Fields:
    """Return a capture time with a zone; a text without one is no better than the header."""
    clock, offset = clock_from(text), offset_from(text)
    if clock is None or offset is None:
        return {}
    return {
        "captured": clock,
        "offset_minutes": offset,
        "zone": Zone.KNOWN,
        "capture_source": source,
    }


def _local(text: str, source: str) -> Fields:
    """Return a camera's own clock, of which no zone is known."""
    clock = clock_from(text)
    return {"captured": clock, "zone": Zone.UNKNOWN, "capture_source": source} if clock else {}


def _nominal(mvhd: datetime | None) -> Fields:
    if mvhd is None:
        return {}
    return {"captured": mvhd, "zone": Zone.NOMINAL_UTC, "capture_source": "QuickTime:CreateDate"}


def fields_of_mediainfo(general: Fields, video: Fields) -> Fields:
    """Return the fields of Facts in what MediaInfo says of file and picture."""
    mvhd = instant_from(str(general.get("encoded_date", "")))
    clock = mvhd and mvhd.astimezone(UTC).replace(tzinfo=None)
    return {
        **_nominal(clock),
        **_recorded(general),
        "width": int(video.get("width", 0)),
        "height": int(video.get("height", 0)),
        "rotation": int(float(video.get("rotation", 0))),
        "duration_s": float(general.get("duration", 0)) / 1000 or None,
    }


def _recorded(general: Fields) -> Fields:
    recorded = _stated(str(general.get("recorded_date", "")), "H264:DateTimeOriginal")
    if recorded:
        return recorded
    # The date of an AVI file is local time without a zone.
    return _local(str(general.get("mastered_date", "")), "RIFF:DateTimeOriginal")
