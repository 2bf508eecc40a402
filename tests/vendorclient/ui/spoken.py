"""What a person can read or hear in a widget."""

from PySide6.QtWidgets import QWidget


def shown_in(widget):
    return lambda child: child.isVisibleTo(widget)


def spoken(widget) -> str:
    """Return all words that a person can read or hear in a widget."""
    words = []
    for child in filter(shown_in(widget), widget.findChildren(QWidget)):
        for name in ("text", "accessibleName"):
            say = getattr(child, name, None)
            if callable(say):
                words.append(str(say()))
    return " ".join(words)
