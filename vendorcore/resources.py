"""Finds the files that travel with the program: texts, fonts, catalogues, the sample card."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def root() -> Path:
    """Return the folder of resources: inside the installed package, else in the checkout."""
    installed = _PACKAGE / "resources"
    return installed if installed.is_dir() else _PACKAGE.parent / "resources"


def path(name: str) -> Path:
    """Return where a resource such as "catalogue/institutions.csv" lies; FileNotFoundError."""
    found = root() / name
    if not found.exists():
        raise FileNotFoundError(found)
    return found
