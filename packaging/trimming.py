"""What of the collected files a desktop installation does not need.

Names are compared in lower case with forward slashes, so that one list serves three systems.
"""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

# Modules that libraries mention but our program never reaches.
MODULES = [
    "tkinter", "unittest", "pydoc", "doctest", "test", "lib2to3", "idlelib", "ensurepip", "IPython",
    "django", "ninja", "uvicorn", "argon2", "psycopg", "psycopg_binary", "boto3", "botocore",
    "pytest", "_pytest", "hypothesis", "mypy", "ruff", "babel", "numpy", "matplotlib", "pip",
    "setuptools", "vendorserver", "tests", "benchmarks", "tools", "pydantic", "lxml.objectify",
    "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtWebEngineCore", "PySide6.QtWebEngineWidgets",
    "PySide6.QtPdfWidgets", "PySide6.QtOpenGL", "PySide6.QtSql", "PySide6.QtTest",
]  # fmt: skip
# Python's own SQLite is used, not Qt's; pictures come as JPEG, PNG and SVG only.
_QT = re.compile(
    r"""/qt6?/translations/(?!qtbase_(?:ko|en)|qt_(?:ko|en))
      |/qt6?/qml/|/plugins/(?:sqldrivers|qmltooling|designer|webview|assetimporters)/
      |/plugins/(?:egldeviceintegrations|virtualkeyboard|position|sensors|texttospeech|canbus)/
      |/plugins/(?:renderers|sceneparsers|geometryloaders|geoservices|vectorimageformats)/
      |/plugins/platforminputcontexts/.*virtualkeyboard
      |/plugins/imageformats/.*q(?:tga|wbmp|icns|gif|pdf|tiff|webp)
      |/plugins/platforms/.*q(?:eglfs|linuxfb|vnc|vkkhrdisplay|minimalegl|webgl)
      |/plugins/platformthemes/.*qgtk3
      |(?:^|/)(?:lib)?qt6?(?:qml|quick|webengine|pdfquick|pdfwidgets|designer|virtualkeyboard|sql|test)[^/]*$
      |opengl32sw\.dll$|d3dcompiler[^/]*\.dll$""",
    re.VERBOSE,
)
_METADATA = re.compile(r"dist-info/(?:direct_url\.json|record|installer|requested|wheel)$")
# Of libgphoto2 only the driver of phones and cameras (PTP), over USB and the network, and the
# virtual camera of the self-test.
GPHOTO_PARTS = (
    "libgphoto2/camlibs/ptp2.so",
    "libgphoto2/iolibs/usb1.so",
    "libgphoto2/iolibs/ptpip.so",
    "libgphoto2/vusb/vusb.so",
)

Entry = tuple[str, str, str]


def is_needed(name: str) -> bool:
    """Whether a collected file belongs into the installation."""
    plain = name.replace("\\", "/").lower()
    return not any(pattern.search(plain) for pattern in (_QT, _METADATA))


def without_orphans(entries: list[Entry], imports: Callable[[str], Iterable[str]]) -> list[Entry]:
    """Leave out system libraries that only left-out files needed, such as those of GTK.

    Those lie at the top; everything in a folder was asked for. `imports` tells which libraries
    a file names.
    """
    by_name = {PurePath(entry[0]).name: entry for entry in entries}
    waiting = [entry for entry in entries if not _is_system(entry)]
    reached = {entry[0]: entry for entry in waiting}
    while waiting:
        for name in imports(waiting.pop()[1]):
            needed = by_name.get(PurePath(name).name)
            if needed is not None and needed[0] not in reached:
                reached[needed[0]] = needed
                waiting.append(needed)
    return [entry for entry in entries if entry[0] in reached]


def _is_system(entry: Entry) -> bool:
    name, _path, kind = entry
    return kind == "BINARY" and "/" not in name and not name.startswith("libpython")
