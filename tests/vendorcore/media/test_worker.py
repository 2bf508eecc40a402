import io
import json
import os
import struct
from pathlib import Path

import pytest

from vendorcore.media.frames import read_frame, write_frame
from vendorcore.media.worker import main, serve

from tests.vendorcore.media.builders import a_jpeg


def frames(stream: io.BytesIO) -> list[tuple[dict[str, object], bytes]]:
    stream.seek(0)
    found = []
    while (frame := read_frame(stream)) is not None:
        found.append(frame)
    return found


def some_jobs(*paths: Path, **options: object) -> io.BytesIO:
    jobs = io.BytesIO()
    for path in paths:
        write_frame(jobs, {"path": str(path), "name": path.name, **options})
    jobs.seek(0)
    return jobs


def test_the_worker_says_what_it_knows_as_soon_as_it_knows(tmp_path: Path) -> None:
    answers = io.BytesIO()
    serve(some_jobs(a_jpeg(tmp_path / "사진.jpg")), answers)
    ready, so_far, final = frames(answers)
    assert ready == ({"ready": True}, b"")
    assert so_far[0]["so_far"]["make"] == "Acme"
    assert final[0]["facts"]["name"] == "사진.jpg"
    assert final[1].startswith(b"\xff\xd8")


def test_one_job_follows_the_other(tmp_path: Path) -> None:
    answers = io.BytesIO()
    (tmp_path / "bad.jpg").write_bytes(b"bad")
    serve(some_jobs(tmp_path / "bad.jpg", a_jpeg(tmp_path / "a.jpg"), thorough=False), answers)
    problems = [frame[0]["facts"].get("problem") for frame in frames(answers)[1:]]
    assert problems == ["I_UNREADABLE", None]


def test_dates_and_pictures_are_jobs_too(tmp_path: Path) -> None:
    photo, jobs, answers = a_jpeg(tmp_path / "a.jpg"), io.BytesIO(), io.BytesIO()
    write_frame(jobs, {"dates": [str(photo), str(tmp_path / "none.jpg")]})
    write_frame(jobs, {"path": str(photo), "side": 100})
    write_frame(jobs, {"codes": str(photo)})
    write_frame(jobs, {"files": [[str(photo), "A.JPG"], [str(tmp_path / "none.jpg"), ""]]})
    jobs.seek(0)
    serve(jobs, answers)
    _, dates, picture, codes, looks = frames(answers)
    assert codes == ({"codes": []}, b"")
    dated, missing = dates[0]["dates"]
    assert (dated["captured"], missing["problem"]) == ("2026-03-12T10:00:00", "I_UNREADABLE")
    assert picture[1].startswith(b"\xff\xd8")
    (seen, size, cut), (gone, none, _) = looks[0]["looks"]
    assert (seen["name"], size, gone["problem"], none) == ("A.JPG", 0, "I_UNREADABLE", 0)
    assert not cut


def test_the_pipes_are_moved_aside_from_where_libraries_print(tmp_path: Path) -> None:
    jobs, send = os.pipe()
    receive, answers = os.pipe()
    os.write(send, some_jobs(a_jpeg(tmp_path / "a.jpg")).getvalue())
    os.close(send)
    assert main(jobs, answers) == 0
    os.write(answers, b"noise of a C library")
    with os.fdopen(receive, "rb") as stream:
        os.close(jobs)
        os.close(answers)
        found = frames(io.BytesIO(stream.read()))
    assert "facts" in found[-1][0]


def test_odd_names_survive_the_pipe() -> None:
    stream = io.BytesIO()
    write_frame(stream, {"name": "사진\udcff😀.jpg"})
    assert frames(stream) == [({"name": "사진\udcff😀.jpg"}, b"")]


@pytest.mark.parametrize(
    "babble",
    [
        b"",
        b"\x00\x00",
        b"printed by a library",
        struct.pack(">II", 99, 0) + b"{}",
        struct.pack(">II", 2, 9) + b"{}body",
    ],
)
def test_babble_is_no_frame(babble: bytes) -> None:
    assert read_frame(io.BytesIO(babble)) is None


def test_a_frame_that_is_no_json_is_an_error() -> None:
    with pytest.raises(json.JSONDecodeError):
        read_frame(io.BytesIO(struct.pack(">II", 3, 0) + b"{,}"))
