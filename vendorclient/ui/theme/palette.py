"""The colours by what they are for; nobody else in the program writes a colour down."""

from dataclasses import dataclass
from enum import StrEnum


class Scheme(StrEnum):
    """Which look a person chose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high-contrast"


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """One look. A tone has a strong colour for text and shapes and a soft one to lie under it."""

    is_dark: bool

    window: str
    surface: str
    sunken: str
    nav: str
    hover: str
    line: str
    control: str  # the edge of fields and buttons
    shadow: str

    text: str
    muted: str
    faint: str  # switched off, never needed to be read

    accent: str
    accent_hover: str
    on_accent: str
    accent_text: str
    accent_soft: str
    focus: str

    good: str
    good_soft: str
    caution: str
    caution_soft: str
    bad: str
    bad_soft: str
    neutral_soft: str

    done: str  # the blue circle: a verified receipt, nothing else
    scrim: str
    on_scrim: str


# White text lies on these in every look; one for each number key.
PROCESS_COLOURS = (
    "#1d5fd6",
    "#0f766e",
    "#b4430c",
    "#6d3bd1",
    "#b4175c",
    "#3f6b12",
    "#0e6c88",
    "#7c4a14",
    "#4a5568",
)
ON_PROCESS = "#ffffff"

LIGHT = Palette(
    is_dark=False,
    window="#f3f5f9",
    surface="#ffffff",
    sunken="#e9edf4",
    nav="#e7ecf5",
    hover="#eef2f9",
    line="#d8dfea",
    control="#7d8a9f",
    shadow="#c6cfdd",
    text="#131a26",
    muted="#4a5668",
    faint="#6b7688",
    accent="#1d4ed8",
    accent_hover="#1740b4",
    on_accent="#ffffff",
    accent_text="#1d4ed8",
    accent_soft="#e2eafd",
    focus="#1d4ed8",
    good="#0a6637",
    good_soft="#dff4e7",
    caution="#a83b06",
    caution_soft="#fdeadb",
    bad="#ad1519",
    bad_soft="#fde5e5",
    neutral_soft="#e6eaf1",
    done="#1d4ed8",
    scrim="#0b1018",
    on_scrim="#f4f7fb",
)

DARK = Palette(
    is_dark=True,
    window="#10141b",
    surface="#191f2a",
    sunken="#0d1117",
    nav="#141923",
    hover="#222a38",
    line="#2c3646",
    control="#718097",
    shadow="#080b10",
    text="#eef2f8",
    muted="#aab5c6",
    faint="#8290a5",
    accent="#2563eb",
    accent_hover="#1f55cc",
    on_accent="#ffffff",
    accent_text="#86b4ff",
    accent_soft="#1a2c52",
    focus="#86b4ff",
    good="#62d394",
    good_soft="#12301f",
    caution="#fda65c",
    caution_soft="#3a2511",
    bad="#fb8585",
    bad_soft="#3c191b",
    neutral_soft="#2a3342",
    done="#7db0ff",
    scrim="#05070b",
    on_scrim="#f4f7fb",
)

HIGH_CONTRAST = Palette(
    is_dark=True,
    window="#000000",
    surface="#000000",
    sunken="#000000",
    nav="#000000",
    hover="#1f1f1f",
    line="#ffffff",
    control="#ffffff",
    shadow="#000000",
    text="#ffffff",
    muted="#ffffff",
    faint="#c8c8c8",
    accent="#ffe100",
    accent_hover="#fff27a",
    on_accent="#000000",
    accent_text="#ffe100",
    accent_soft="#332d00",
    focus="#ffe100",
    good="#7dffb0",
    good_soft="#00260f",
    caution="#ffc38a",
    caution_soft="#2b1600",
    bad="#ffa9a9",
    bad_soft="#330000",
    neutral_soft="#262626",
    done="#9cc8ff",
    scrim="#000000",
    on_scrim="#ffffff",
)

# Which colours meet: (what is read, what it lies on).
TEXT_PAIRS = (
    *(
        (ink, ground)
        for ink in ("text", "muted")
        for ground in (
            "window",
            "surface",
            "sunken",
            "nav",
            "hover",
            "neutral_soft",
            "accent_soft",
        )
    ),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    *(("accent_text", ground) for ground in ("window", "surface", "nav", "accent_soft", "hover")),
    *(
        (tone, ground)
        for tone in ("good", "caution", "bad")
        for ground in (
            "window",
            "surface",
            "nav",
            "hover",
            f"{tone}_soft",
        )
    ),
    ("done", "surface"),
    ("done", "hover"),
    ("on_scrim", "scrim"),
)
SHAPE_PAIRS = (
    ("control", "surface"),
    ("control", "window"),
    ("focus", "surface"),
    ("focus", "window"),
    ("focus", "nav"),
    ("faint", "surface"),
)


def process_colour(number: int) -> str:
    """Return the colour of the process with this place (1 is the first)."""
    return PROCESS_COLOURS[(number - 1) % len(PROCESS_COLOURS)]
