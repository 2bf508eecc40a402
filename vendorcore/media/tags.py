"""From the tags of a photo to facts: when, where and with which camera."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from vendorcore.evidence.editors import editor_in
from vendorcore.evidence.facts import Zone
from vendorcore.media.clocks import clock_from, offset_from, position_of

Tags = dict[str, Any]

# A receiver without satellites writes the first day of its calendar.
_FIRST_GPS_YEAR = 1990
# Which clock counts, and the tags of its offset and fraction, the best first.
_CLOCKS = (
    ("DateTimeOriginal", "OffsetTimeOriginal", "SubSecTimeOriginal", "ExifIFD:DateTimeOriginal"),
    ("DateTimeDigitized", "OffsetTimeDigitized", "SubSecTimeDigitized", "ExifIFD:CreateDate"),
    ("DateTime", "OffsetTime", "SubSecTime", "IFD0:ModifyDate"),
)
_PROGRAM = re.compile(rb"(?:CreatorTool|softwareAgent)(?:>|=[\"'])([^<\"'\0]{1,200})")
# How a program states that it painted a part of the picture (IPTC digital source type).
_PAINTED, PAINTED_BY = b"rainedAlgorithmicMedia", "AI (trainedAlgorithmicMedia)"


def facts_from_tags(tags: Tags) -> dict[str, Any]:
    """Return the fields of Facts that EXIF tags fill."""
    return {
        **capture(tags),
        **_gps(tags),
        "digitized": _clock(tags, "DateTimeDigitized"),
        "modified": _clock(tags, "DateTime"),
        "make": text(tags, "Make"),
        "model": text(tags, "Model"),
        "serial": text(tags, "BodySerialNumber"),
        "software": text(tags, "Software"),
        "orientation": _orientation(tags),
        "pairing_id": text(tags, "ContentIdentifier"),
    }


def creator_tool(xmp: bytes) -> str:
    """Return the program that an XMP block names, an editor in its history before its maker."""
    programs = [name.decode("utf-8", "replace").strip() for name in _PROGRAM.findall(xmp)]
    if _PAINTED in xmp:
        programs.append(PAINTED_BY)
    return next(filter(editor_in, programs), programs[0] if programs else "")


def text(tags: Tags, name: str) -> str:
    """Return a tag as text; a number where a text should stand is no text."""
    value = tags.get(name, "")
    return value[:200] if isinstance(value, str) else ""


def capture(tags: Tags) -> dict[str, Any]:
    """Return when the photo was taken, by the best clock that it names."""
    for clock_tag, offset_tag, fraction_tag, source in _CLOCKS:
        clock = _clock(tags, clock_tag)
        if clock is not None:
            offset = _offset(tags, clock_tag, offset_tag, clock)
            return {
                "captured": clock,
                "offset_minutes": offset,
                "zone": Zone.UNKNOWN if offset is None else Zone.KNOWN,
                "subsecond": re.sub(r"\D", "", text(tags, fraction_tag)),
                "capture_source": source,
            }
    return {}


def _offset(tags: Tags, clock_tag: str, offset_tag: str, clock: datetime) -> int | None:
    """Return the offset of a clock: its own, one written behind it, or that of the same clock."""
    stated = offset_from(text(tags, offset_tag))
    if stated is None:
        stated = offset_from(text(tags, clock_tag))
    if stated is not None:
        return stated
    equal = (other for one, other, *_ in _CLOCKS if _clock(tags, one) == clock)
    offsets = (offset_from(text(tags, other)) for other in equal)
    return next((offset for offset in offsets if offset is not None), None)


def _clock(tags: Tags, name: str) -> datetime | None:
    return clock_from(text(tags, name))


def _orientation(tags: Tags) -> int | None:
    value = tags.get("Orientation")
    return value if isinstance(value, int) and 1 <= value <= 8 else None


def _gps(tags: Tags) -> dict[str, Any]:
    place = position_of(_degrees(tags, "GPSLatitude", "S"), _degrees(tags, "GPSLongitude", "W"))
    latitude, longitude = place or (None, None)
    return {"gps_at": _gps_instant(tags), "latitude": latitude, "longitude": longitude}


def _degrees(tags: Tags, name: str, negative: str) -> float:
    """Return degrees as a decimal number; not a number when the tag is missing or odd."""
    parts = _numbers(tags.get(name))
    if len(parts) != 3:
        return float("nan")
    degrees = round(parts[0] + parts[1] / 60 + parts[2] / 3600, 7)
    return -degrees if text(tags, name + "Ref").upper().startswith(negative) else degrees


def _gps_instant(tags: Tags) -> datetime | None:
    day = clock_from(text(tags, "GPSDate") + " 00:00:00")
    parts = _numbers(tags.get("GPSTimeStamp"))
    if day is None or len(parts) != 3 or day.year < _FIRST_GPS_YEAR:
        return None
    seconds = parts[0] * 3600 + parts[1] * 60 + parts[2]
    if not 0 <= seconds < 86_400:
        return None
    return day.replace(tzinfo=UTC) + timedelta(seconds=int(seconds))


def _numbers(values: Any) -> list[float]:
    if not isinstance(values, list | tuple):
        return []
    try:
        return [float(value) for value in values]
    except (ArithmeticError, TypeError, ValueError):
        return []
