"""How well one colour stands out from another (WCAG 2.2)."""

ENOUGH_FOR_TEXT = 4.5
ENOUGH_FOR_SHAPES = 3.0


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours such as "#1d4ed8", between 1 and 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
