"""Names of files as text that every database, log and screen can hold."""

import unicodedata


def plain(name: str) -> str:
    r"""Return a name as text; bytes in it that are no text are written as \xb0."""
    try:
        return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    except UnicodeEncodeError:  # half a character, as Windows allows it
        return name.encode("utf-8", "backslashreplace").decode("utf-8")


def composed(name: str) -> str:
    """Return a name in whole syllables (NFC), as people type and search it.

    A Mac writes Hangul in parts (NFD). Paths stay as they are: two files may differ in this alone.
    """
    return unicodedata.normalize("NFC", plain(name))
