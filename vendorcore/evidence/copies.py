"""Whether this is the camera's original, or a copy from a messenger or a screen."""

from vendorcore.domain import MediaKind
from vendorcore.evidence.circumstances import Circumstances, Rule
from vendorcore.evidence.facts import Facts
from vendorcore.evidence.file_names import is_messenger_name, is_screenshot_name
from vendorcore.evidence.finding import Finding, Level

# The longest side to which messengers shrink.
MESSENGER_SIDES = range(960, 1441)
# Phones, tablets and monitors, the shorter side first.
SCREENS = frozenset(
    {
        (640, 1136), (720, 1280), (720, 1480), (720, 1520), (720, 1600), (750, 1334), (768, 1024),
        (768, 1366), (800, 1280), (828, 1792), (900, 1440), (900, 1600), (1050, 1680),
        (1080, 1920), (1080, 2160), (1080, 2220), (1080, 2280), (1080, 2310), (1080, 2316),
        (1080, 2340), (1080, 2376), (1080, 2400), (1080, 2408), (1080, 2640), (1125, 2436),
        (1170, 2532), (1179, 2556), (1200, 1920), (1206, 2622), (1242, 2208), (1242, 2688),
        (1284, 2778), (1290, 2796), (1320, 2868), (1440, 2560), (1440, 2880), (1440, 2960),
        (1440, 3040), (1440, 3088), (1440, 3120), (1440, 3200), (1536, 2048), (1600, 2560),
        (1620, 2160), (1640, 2360), (1668, 2224), (1668, 2388), (1752, 2800), (1848, 2960),
        (2048, 2732), (2160, 3840),
    }
)  # fmt: skip


def no_exif(facts: Facts, _: Circumstances) -> Finding | None:
    """Warn about a photo in which neither reader finds a tag, unless its camera knew none."""
    if not _is_photo(facts) or facts.has_exif:
        return None
    return Finding("I_NO_EXIF", Level.INFO if facts.is_from_old_camera else Level.WARN)


def from_messenger(facts: Facts, _: Circumstances) -> Finding | None:
    """Warn about a file that a messenger named or shrank (I_MESSENGER)."""
    shrunk = facts.bare_jfif and max(facts.width, facts.height) in MESSENGER_SIDES
    if not (is_messenger_name(facts.name) or (shrunk and _is_photo(facts))):
        return None
    return Finding("I_MESSENGER", Level.WARN)


def from_screen(facts: Facts, _: Circumstances) -> Finding | None:
    """Warn about a picture or a recording of a screen (I_SCREENSHOT)."""
    size = (min(facts.width, facts.height), max(facts.width, facts.height))
    is_screen = facts.mime == "image/png" and not facts.has_exif and size in SCREENS
    if not (is_screen or (facts.is_readable and is_screenshot_name(facts.name))):
        return None
    return Finding("I_SCREENSHOT", Level.WARN)


def _is_photo(facts: Facts) -> bool:
    return facts.kind is MediaKind.PHOTO and facts.is_readable


RULES: tuple[Rule, ...] = (no_exif, from_messenger, from_screen)
