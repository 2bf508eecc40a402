"""Which files may be put to a contract: any paper, but nothing empty, huge, or that can be run."""

from vendorcore.errors import InvalidEntry

LARGEST_DOCUMENT_BYTES = 200 << 20
# So much of a file's beginning tells whether it is a program or a web page.
HEAD_BYTES = 512
_PROGRAMS = (
    b"\x7fELF",
    b"\xfe\xed\xfa",
    b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe",
)
_PAGES = (b"<!doctype html", b"<html", b"<script", b"<svg")
_PROGRAM_ENDINGS = (
    "app",
    "bat",
    "cmd",
    "com",
    "cpl",
    "dll",
    "exe",
    "jar",
    "msi",
    "msp",
    "pif",
    "scr",
)
_SCRIPT_ENDINGS = ("js", "jse", "lnk", "ps1", "py", "reg", "sh", "url", "vbe", "vbs", "wsf")
_PAGE_ENDINGS = ("hta", "htm", "html", "mht", "mhtml", "svg", "xhtml")
_RUNNABLE = frozenset((*_PROGRAM_ENDINGS, *_SCRIPT_ENDINGS, *_PAGE_ENDINGS))


def check_document(name: str, size_bytes: int, head: bytes) -> None:
    """Raise InvalidEntry for a file that no institution should have to open."""
    if not size_bytes:
        raise InvalidEntry("document-empty", name=name)
    if size_bytes > LARGEST_DOCUMENT_BYTES:
        raise InvalidEntry("document-too-large", name=name, limit=LARGEST_DOCUMENT_BYTES)
    if _ending(name) in _RUNNABLE or _can_run(head[:HEAD_BYTES]):
        raise InvalidEntry("document-can-run", name=name)


def _ending(name: str) -> str:
    return name.rstrip(". ").rpartition(".")[2].casefold()


def _can_run(head: bytes) -> bool:
    if head.startswith(b"MZ"):
        return b"\0" in head  # a text may begin with these letters too
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return head.startswith(_PROGRAMS) or text.startswith((b"#!", *_PAGES))
