"""The child process that reads foreign files, so that a bad one harms nobody else."""

import faulthandler
import os
from pathlib import Path
from typing import IO

from vendorcore.evidence.facts import Facts
from vendorcore.media.frames import Message, read_frame, write_frame
from vendorcore.media.glance import glance
from vendorcore.media.look import look_at
from vendorcore.media.reader import codes, in_silence, picture, read_file
from vendorcore.media.reading import Reading

# The parent stops a slow job much earlier; this ends an orphan whose parent was killed.
ORPHAN_SECONDS = 60.0


def main(inbound: int = 0, outbound: int = 1) -> int:
    """Answer jobs from one descriptor on the other until the parent closes it."""
    jobs, answers = private_streams(inbound, outbound)
    with jobs, answers:
        serve(jobs, answers)
    return 0


def private_streams(inbound: int, outbound: int) -> tuple[IO[bytes], IO[bytes]]:
    """Move the pipes aside and leave nothing behind: C libraries print to descriptor 1."""
    jobs, answers = os.dup(inbound), os.dup(outbound)
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, inbound)
    os.dup2(nowhere, outbound)
    os.close(nowhere)
    return os.fdopen(jobs, "rb"), os.fdopen(answers, "wb")


def serve(jobs: IO[bytes], answers: IO[bytes]) -> None:
    """Say that the process is ready, then do one job after the other."""
    write_frame(answers, {"ready": True})
    with Path(os.devnull).open("w") as nowhere:
        while (frame := read_frame(jobs)) is not None:
            faulthandler.dump_traceback_later(ORPHAN_SECONDS, exit=True, file=nowhere)
            answer(frame[0], answers)
            faulthandler.cancel_dump_traceback_later()


def answer(job: Message, answers: IO[bytes]) -> None:
    """Do one job: look at many files or for their dates, show one, or read it."""
    if "dates" in job:
        looks = [date_of(Path(path)).to_json() for path in job["dates"]]
        write_frame(answers, {"dates": looks})
    elif "files" in job:
        _look_at_all(job, answers)
    elif "side" in job:
        write_frame(answers, {"picture": True}, picture(Path(job["path"]), job["side"]))
    elif "codes" in job:
        write_frame(answers, {"codes": codes(Path(job["codes"]))})
    else:
        _read(job, answers)


def date_of(path: Path) -> Facts:
    """Return when a file was taken, by a glance where that is enough."""
    try:
        return glance(path) or read_file(path, thorough=False).facts
    except OSError:
        return Facts(name=path.name, problem="I_UNREADABLE")


def _look_at_all(job: Message, answers: IO[bytes]) -> None:
    with in_silence():
        looks = [_look(path, name) for path, name in job["files"]]
    said = [[one.facts.to_json(), len(one.thumbnail_jpeg), one.seems_cut] for one in looks]
    write_frame(answers, {"looks": said}, b"".join(one.thumbnail_jpeg for one in looks))


def _look(path: str, name: str) -> Reading:
    """Return a first look at one of several files; one that has gone is unreadable."""
    try:
        return look_at(path, name)
    except OSError:
        facts = Facts(name=name or Path(path).name, problem="I_UNREADABLE")
        return Reading(facts=facts)


def _read(job: Message, answers: IO[bytes]) -> None:
    """Read one file; what is known before the pixels are decoded is sent ahead."""

    def tell(facts: Facts) -> None:
        write_frame(answers, {"so_far": facts.to_json()})

    reading = read_file(
        Path(job["path"]), job["name"], thorough=job.get("thorough", True), tell=tell
    )
    write_frame(answers, {"facts": reading.facts.to_json()}, reading.thumbnail_jpeg)
