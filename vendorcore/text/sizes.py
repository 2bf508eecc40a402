"""Sizes as people read them."""

_UNITS = ("B", "KB", "MB", "GB", "TB")
_STEP = 1024


def size_text(size_bytes: int) -> str:
    """Return a size such as 3.4 MB, in steps of 1024 as file windows show it."""
    value, unit = float(size_bytes), 0
    while abs(value) >= _STEP and unit < len(_UNITS) - 1:
        value, unit = value / _STEP, unit + 1
    return f"{value:.0f} {_UNITS[unit]}" if unit == 0 else f"{value:,.1f} {_UNITS[unit]}"
