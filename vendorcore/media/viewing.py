"""The child's side of viewing copies: a JPEG for a photo, an MP4 for a video, never the notes."""

import faulthandler
import io
import os
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread
from typing import IO

from PIL import Image

from vendorcore.domain import MediaKind
from vendorcore.media import kinds
from vendorcore.media.frames import Message, read_frame, write_frame
from vendorcore.media.picture import upright
from vendorcore.media.stills import read_still
from vendorcore.media.worker import private_streams

SIDE = 1600
JPEG, MP4 = "image/jpeg", "video/mp4"
_QUALITY = 85


def main(inbound: int = 0, outbound: int = 1) -> int:
    """Make one copy and end; the parent names the files and how long it may take."""
    done = Event()
    jobs, answers = private_streams(inbound, outbound)
    with jobs, answers:
        write_frame(answers, {"ready": True})
        if (frame := read_frame(jobs)) is not None:
            Thread(
                target=leave_with_parent, args=(os.dup(jobs.fileno()), done), daemon=True
            ).start()
            answer(frame[0], answers)
    done.set()
    return 0


def leave_with_parent(pipe: int, done: Event, leave: Callable[[int], object] = os._exit) -> None:
    """End in the middle of a long copy when the parent has gone."""
    os.read(pipe, 1)
    os.close(pipe)
    if not done.is_set():
        leave(1)


def answer(job: Message, answers: IO[bytes]) -> None:
    """Make the copy that a job asks for and say what it became."""
    with Path(os.devnull).open("w") as nowhere:
        faulthandler.dump_traceback_later(float(job["seconds"]), exit=True, file=nowhere)
        mime = copy(Path(job["source"]), Path(job["target"]))
        faulthandler.cancel_dump_traceback_later()
    write_frame(answers, {"mime": mime})


def copy(source: Path, target: Path) -> str:
    """Write the copy and return its type; nothing when the file cannot be shown."""
    with source.open("rb") as file:
        mime = kinds.mime_of(file.read(kinds.HEAD_BYTES))
    try:
        if kinds.kind_of(mime) is MediaKind.PHOTO:
            return _copy_photo(source, target, mime)
        if kinds.kind_of(mime) is MediaKind.VIDEO:
            return _copy_video(source, target)
    except Exception:
        return ""
    return ""


def _copy_photo(source: Path, target: Path, mime: str) -> str:
    picture = _photo(source, mime)
    picture.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS, reducing_gap=2.0)
    # A new picture: nothing of the camera's notes comes along.
    plain = Image.frombytes("RGB", picture.size, picture.tobytes())
    plain.save(target, "JPEG", quality=_QUALITY, progressive=True)
    return JPEG


def _photo(source: Path, mime: str) -> Image.Image:
    if mime == kinds.HEIF:
        from vendorcore.media import heif

        return heif.open_heif(source).to_pillow().convert("RGB")
    still = read_still(source, mime)
    with Image.open(io.BytesIO(still.preview) if still.preview else source) as picture:
        picture.draft("RGB", (SIDE, SIDE))
        return upright(picture.convert("RGB"), still.fields.get("orientation"))


def _copy_video(source: Path, target: Path) -> str:
    from vendorcore.media.film import copy_video

    return MP4 if copy_video(source, target) else ""
