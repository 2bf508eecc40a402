"""The parts of the self-test: each does its work for real and says in a few words what came out."""

from __future__ import annotations

import io
import os
import ssl
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING, Any, cast

from vendorcore.media.child import itself

if TYPE_CHECKING:
    from pathlib import Path

    from PIL.Image import Image

WINDOW_SECONDS = 60.0


class PartFailed(Exception):
    """A part gave an answer, but the wrong one."""


def database(folder: Path) -> str:
    """Make a library and its database."""
    from vendorclient.paths import open_data_folder
    from vendorclient.storage.database import Database

    path = open_data_folder(folder / "library").database_path
    with closing(Database(path)) as db:
        return f"SQLite {db.rows('SELECT sqlite_version()')[0][0]}"


def fonts(_folder: Path) -> str:
    """Load the typeface of the documents."""
    from vendorcore.documents.fonts import REGULAR, register

    register()
    return REGULAR


def texts(_folder: Path) -> str:
    """Find the catalogues of sentences, institutions and holidays."""
    from vendorcore.catalogue.holidays import holidays
    from vendorcore.text import finding_sentence, use_language

    with use_language("en"):
        sentence = str(finding_sentence("T_INSIDE", {}))
    _expect(sentence.isascii() and holidays(), "no English sentence or no holidays")
    return sentence


def worker(folder: Path) -> str:
    """Read a photo in the process that reads foreign files."""
    from vendorcore.media import Workshop

    path = folder / "photo.jpg"
    _picture().save(path, exif=_exif())
    with Workshop() as shop:
        reading = shop.read(path)
    _expect(str(reading.facts.captured) == "2026-03-12 10:00:00", reading.facts.problem)
    _expect(bool(reading.thumbnail_jpeg and reading.facts.dhash256), "no thumbnail")
    return f"{reading.facts.make}, {len(reading.thumbnail_jpeg)} B"


def heic(folder: Path) -> str:
    """Read a HEIC photo."""
    import pillow_heif

    path = folder / "photo.heic"
    pillow_heif.from_pillow(_picture()).save(path, exif=_exif())
    return f"libheif {pillow_heif.libheif_version()}, {_thumbnail_of(path)} B"


def mov(folder: Path) -> str:
    """Read a movie: its boxes, its first frame, and by the second reader."""
    import av
    from pymediainfo import MediaInfo

    path, frames = folder / "movie.mov", cast("Any", av.VideoFrame)
    with av.open(str(path), "w") as file:
        stream: Any = file.add_stream("mpeg4", rate=10)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        for _number in range(5):
            file.mux(stream.encode(frames.from_image(_picture((64, 48)))))
        file.mux(stream.encode())
    tracks = [track.track_type for track in MediaInfo.parse(str(path)).tracks]
    _expect("Video" in tracks, f"MediaInfo: {tracks}")
    return f"PyAV {av.__version__}, {_thumbnail_of(path)} B"


def qr(folder: Path) -> str:
    """Draw the code of a clock and read it again."""
    import segno

    from vendorcore.media import Workshop

    path = folder / "clock.png"
    segno.make("vendor", micro=False).save(str(path), scale=12)
    with Workshop() as shop:
        found = shop.codes(path)
    _expect(found == ("vendor",), str(found))
    return "segno, zxing-cpp"


def xlsx(_folder: Path) -> str:
    """Write a spreadsheet and read it again."""
    from openpyxl import load_workbook

    from vendorcore.documents.listing import write_listing

    target = io.BytesIO()
    write_listing("계약", ("이름",), [("절단",)], target)
    _expect(load_workbook(target).worksheets[0]["A2"].value == "절단", "another value")
    return f"{target.tell()} B"


def pdf(folder: Path) -> str:
    """Write a page in Korean with a picture, and draw it in the process for foreign papers."""
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    from vendorcore.documents.fonts import REGULAR, register

    from vendorclient.app.pages import draw_page

    register()
    path = folder / "page.pdf"
    canvas = Canvas(str(path))
    canvas.setFont(REGULAR, 12)
    canvas.drawString(90, 700, "사진대지")
    canvas.drawImage(ImageReader(_picture((64, 48))), 90, 600)
    canvas.save()
    drawn = draw_page(path, 0, 400)
    _expect(drawn.jpeg, f"{drawn.problem}")
    return f"{path.stat().st_size} B, {len(drawn.jpeg)} B"


def signature(_folder: Path) -> str:
    """Sign and check."""
    from vendorcore.protocol import SigningKey

    key = SigningKey.generate()
    key.public.check(b"vendor", key.sign(b"vendor"))
    return "Ed25519"


def tls(_folder: Path) -> str:
    """Load the certificates that this computer trusts."""
    import truststore

    truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    return ssl.OPENSSL_VERSION


def card(folder: Path) -> str:
    """List and read a folder as if it were a card."""
    from vendorclient.devices import open_folder

    (folder / "DCIM" / "100CAM").mkdir(parents=True)
    _picture().save(folder / "DCIM" / "100CAM" / "DSC_0001.JPG")
    device = open_folder(folder)
    entries = list(device.entries())
    _expect(len(entries) == 1 and any(device.read(entries[0])), f"{len(entries)} files")
    return entries[0].name


def devices(folder: Path) -> str:
    """Start this system's driver of phones and cameras; on Linux it shows a virtual camera."""
    from vendorclient.devices import find

    if sys.platform == "linux":
        return _virtual_camera(folder)
    return f"{len(find())}"


def keyring(folder: Path) -> str:
    """Keep a secret and fetch it: in the system's keyring, or where there is none in files."""
    from vendorclient.paths import open_data_folder
    from vendorclient.sync.secrets import open_secrets

    secrets = open_secrets(open_data_folder(folder / "library"), chosen=False)
    secrets.put("self-test", "0")
    kept = secrets.get("self-test")
    secrets.drop("self-test")
    _expect(kept == "0", "not kept")
    return secrets.place


def window(folder: Path) -> str:
    """Open the window and close it: in a process of its own, because it ends the program."""
    done = subprocess.run(
        [*itself(), "--data", str(folder / "library"), "--self-test-window"],
        env={**os.environ, "QT_QPA_PLATFORM": _platform()},
        capture_output=True,
        timeout=WINDOW_SECONDS,
        check=False,
    )
    said = done.stdout.decode("utf-8", "replace").strip().splitlines()
    complaint = done.stderr.decode("utf-8", "replace").strip()[-300:]
    _expect(done.returncode == 0 and bool(said), complaint or f"exit {done.returncode}")
    return said[-1]


def _platform() -> str:
    """Return where to draw: on the screen if there is one, else nowhere."""
    chosen = os.environ.get("QT_QPA_PLATFORM", "")
    has_screen = sys.platform != "linux" or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )
    return chosen or ("" if has_screen else "offscreen")


def _virtual_camera(folder: Path) -> str:
    """Return what libgphoto2's own virtual camera shows of a folder."""
    import gphoto2 as gp

    from vendorclient.devices.lines import Worker, command_for
    from vendorclient.devices.linked import connected

    (folder / "DCIM").mkdir()
    _picture().save(folder / "DCIM" / "DSC_0002.JPG")
    os.environ["VCAMERADIR"] = str(folder)
    line = Worker(command_for("gphoto"))
    try:
        names = [
            entry.name for device in connected(line, lambda _: line) for entry in device.entries()
        ]
    finally:
        line.close()
    _expect("DSC_0002.JPG" in names, f"{names}")
    return f"libgphoto2 {gp.gp_library_version(gp.GP_VERSION_SHORT)[0]}, {len(names)}"


def _thumbnail_of(path: Path) -> int:
    from vendorcore.media import Workshop

    with Workshop() as shop:
        reading = shop.read(path)
    _expect(bool(reading.thumbnail_jpeg) and not reading.facts.problem, reading.facts.problem)
    return len(reading.thumbnail_jpeg)


def _picture(size: tuple[int, int] = (640, 480)) -> Image:
    from PIL import Image

    return Image.radial_gradient("L").resize(size).convert("RGB")


def _exif() -> bytes:
    from PIL import Image

    exif = Image.Exif()
    exif[0x010F] = "Acme"
    exif.get_ifd(0x8769)[0x9003] = "2026:03:12 10:00:00"
    return exif.tobytes()


def _expect(holds: object, complaint: str) -> None:
    if not holds:
        raise PartFailed(complaint)
