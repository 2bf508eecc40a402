"""The native libraries inside the wheels, and the oldest version of each that may be shipped.

A floor is where known holes were closed, or the oldest version that our measurements hold for.
"""

from __future__ import annotations

import re
import sqlite3
import ssl
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Native:
    """A native library: the wheel it comes in, its floor, and how to ask for its version."""

    name: str
    wheel: str
    floor: str
    ask: Callable[[], object]
    system: str = ""

    @property
    def is_here(self) -> bool:
        """Whether this system's installation has it."""
        return self.system in ("", sys.platform)

    @property
    def version(self) -> str:
        """The version that is installed here."""
        found = re.search(r"\d+(?:\.\d+)+", str(self.ask()))
        return found[0] if found else ""


def numbers(version: str) -> tuple[int, ...]:
    """Return a version as numbers that can be compared."""
    return tuple(int(part) for part in version.split("."))


def _pillow(name: str) -> Callable[[], object]:
    def ask() -> object:
        from PIL import features

        return features.version(name)

    return ask


def _heif(*keys: str) -> Callable[[], object]:
    def ask() -> object:
        import pillow_heif

        found: Any = pillow_heif.libheif_info()
        for key in keys:
            found = found[key]
        return found

    return ask


def _ffmpeg() -> object:
    import av

    return ".".join(map(str, av.library_versions["libavcodec"]))


def _media_info() -> object:
    from pymediainfo import MediaInfo

    return MediaInfo._get_library()[2]


def _gphoto() -> object:
    import gphoto2

    return gphoto2.gp_library_version(gphoto2.GP_VERSION_SHORT)[0]


def _qt() -> object:
    from PySide6.QtCore import qVersion

    return qVersion()


def _openssl() -> object:
    from cryptography.hazmat.backends.openssl import backend

    return backend.openssl_version_text()


NATIVE = (
    Native("libheif", "pillow-heif", "1.21.2", _heif("libheif")),
    Native("libde265", "pillow-heif", "1.0.16", _heif("decoders", "libde265")),
    Native("x265", "pillow-heif", "3.5", _heif("HEIF")),
    # Eight known holes were closed with this version (notes of its release).
    Native("libgphoto2", "gphoto2", "2.5.34", _gphoto, "linux"),
    # The newest wheel carries this one; it hangs on damaged files, therefore the worker process.
    Native("MediaInfoLib", "pymediainfo", "24.12", _media_info),
    Native("libavcodec", "av", "61.19", _ffmpeg),
    Native("libtiff", "pillow", "4.7.0", _pillow("libtiff")),
    Native("libwebp", "pillow", "1.3.2", _pillow("webp")),
    Native("libavif", "pillow", "1.2.0", _pillow("avif")),
    Native("FreeType", "pillow", "2.13.3", _pillow("freetype2")),
    Native("Qt", "pyside6-essentials", "6.8.1", _qt),
    Native("OpenSSL (cryptography)", "cryptography", "3.5.0", _openssl),
    Native("OpenSSL (Python)", "cpython", "3.0.0", lambda: ssl.OPENSSL_VERSION),
    Native("SQLite", "cpython", "3.38.0", lambda: sqlite3.sqlite_version),
)
