"""What the name of a file tells: a date, a messenger, a screenshot, a type."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import PurePosixPath

# The Pixel camera names its files by UTC, all others by local time.
_STATED = re.compile(
    r"""^(?P<maker>img|vid|pxl|mvimg|pano|burst|screenshot|screen_recording|kakaotalk(?:_photo|_video)?)?
        [_-]?(?P<day>(?:19|20)\d\d-?\d\d-?\d\d)
        (?:[_ -](?P<clock>\d\d[-.]?\d\d[-.]?\d\d)(?:\d{3})?(?!\d)|(?P<sent>-wa\d+)|(?!\d))""",
    re.IGNORECASE | re.VERBOSE,
)
_MESSENGER = re.compile(
    r"""^kakaotalk[_-]|^(?:img|vid)-\d{8}-wa\d+|^whatsapp[ _-](?:image|video)
        |^telegram|^(?:photo|video)_\d{4}-\d\d-\d\d_|^received_\d+|^fb_(?:img|vid)_\d+
        |^mmexport\d+|^wx_camera_\d+|^signal-\d{4}-|^line_(?:album_|\d{9,})""",
    re.IGNORECASE | re.VERBOSE,
)
_SCREENSHOT = re.compile(
    r"""^(?:screenshot|screen[ _-]?shot|스크린샷|화면[ _]?캡처|캡처|화면[ _]?(?:기록|녹화)
        |screen[ _-]?record(?:ing|er)|rpreplay_final\d+)""",
    re.IGNORECASE | re.VERBOSE,
)

_TYPES = {
    "image/jpeg": ("jpg", "jpeg", "jpe", "thm", "jfif"),
    "image/heic": ("heic", "heif", "hif"),
    "image/avif": ("avif",),
    "image/png": ("png",),
    "image/tiff": ("tif", "tiff", "dng", "nef", "cr2", "arw", "orf", "rw2", "pef", "srw"),
    "image/x-fuji-raf": ("raf",),
    "image/x-canon-cr3": ("cr3",),
    "image/webp": ("webp",),
    "video/mp4": ("mp4", "m4v", "mov", "3gp", "3g2", "lrv"),
    "video/quicktime": ("mov", "qt", "mp4", "m4v"),
    "video/3gpp": ("3gp", "3g2", "mp4"),
    "video/x-msvideo": ("avi",),
    "video/mp2t": ("mts", "m2ts", "ts", "tod", "mod"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedTime:
    """The day, and perhaps the clock, that a file name states."""

    day: date
    clock: datetime | None
    is_utc: bool
    is_sending: bool


def stated_time(name: str) -> StatedTime | None:
    """Return the time that a camera or phone wrote into the name, if it did."""
    match = _STATED.match(PurePosixPath(name).name)
    if match is None:
        return None
    day = _day(match["day"])
    if day is None:
        return None
    maker = (match["maker"] or "").casefold()
    return StatedTime(
        day=day,
        clock=_clock(day, match["clock"]),
        is_utc=maker == "pxl",
        is_sending=bool(match["sent"]) or maker.startswith("kakaotalk"),
    )


def is_messenger_name(name: str) -> bool:
    """Whether a messenger gave the file its name."""
    return bool(_MESSENGER.match(name))


def is_screenshot_name(name: str) -> bool:
    """Whether a screenshot program gave the file its name."""
    return bool(_SCREENSHOT.match(name))


def extension_agrees(name: str, mime: str) -> bool:
    """Whether the ending of the name suits the content; unknown types always agree."""
    ending = PurePosixPath(name).suffix.lstrip(".").casefold()
    return mime not in _TYPES or ending in _TYPES[mime]


def gap_to(stated: StatedTime, clock: datetime) -> timedelta:
    """Return how far a naive clock lies from the time in the name."""
    if stated.clock is not None:
        return abs(stated.clock - clock)
    return abs(datetime.combine(stated.day, time.min) - datetime.combine(clock.date(), time.min))


def _day(text: str) -> date | None:
    digits = text.replace("-", "")
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def _clock(day: date, text: str | None) -> datetime | None:
    if text is None:
        return None
    digits = re.sub(r"\D", "", text)
    try:
        return datetime.combine(day, time(int(digits[:2]), int(digits[2:4]), int(digits[4:])))
    except ValueError:
        return None
