"""Names of files as text that every database, log and screen can hold."""


def plain(name: str) -> str:
    r"""Return a name with bytes that are no text written as \udcXX; ordinary names stay as is."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")
