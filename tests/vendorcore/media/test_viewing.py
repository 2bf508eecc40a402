"""Viewing copies: every photo and video becomes what browsers show, and the original stays."""

import io
import os
from fractions import Fraction
from pathlib import Path
from threading import Event

import av
import pytest
from PIL import Image

from vendorcore.media.copying import make_copy
from vendorcore.media.film import _frames, _packets, fitting
from vendorcore.media.frames import read_frame, write_frame
from vendorcore.media.viewing import answer, copy, leave_with_parent, main

from tests.vendorcore.media.builders import a_heic, a_jpeg, a_picture, a_video, an_exif


def a_film(path: Path, *, codec: str = "mpeg4", container: str = "mp4") -> Path:
    """Two seconds of video with sound, 1600 by 1200."""
    with av.open(str(path), "w", format=container) as file:
        pictures = file.add_stream(codec, rate=10)
        pictures.width, pictures.height, pictures.pix_fmt = 1600, 1200, "yuv420p"
        sound = file.add_stream("mp2", rate=44_100, layout="mono")
        for number in range(20):
            frame = av.VideoFrame.from_image(a_picture((1600, 1200), number))
            file.mux(pictures.encode(frame))
        for number in range(80):
            quiet = av.AudioFrame(format="s16", layout="mono", samples=1152)
            quiet.planes[0].update(bytes(quiet.planes[0].buffer_size))
            quiet.rate, quiet.pts = 44_100, number * 1152
            quiet.time_base = Fraction(1, 44_100)
            file.mux(sound.encode(quiet))
        file.mux(pictures.encode())
        file.mux(sound.encode())
    return path


def test_photo_becomes_an_upright_jpeg_without_notes(tmp_path: Path) -> None:
    source = a_jpeg(tmp_path / "a.jpg", a_picture((2400, 1200)), exif=an_exif({0x0112: 6}))
    before = source.read_bytes()
    assert copy(source, tmp_path / "copy") == "image/jpeg"
    with Image.open(tmp_path / "copy") as picture:
        assert (picture.format, picture.size) == ("JPEG", (800, 1600))
        assert not picture.getexif()
    assert source.read_bytes() == before


def test_heic_becomes_a_jpeg(tmp_path: Path) -> None:
    assert copy(a_heic(tmp_path / "a.heic"), tmp_path / "copy") == "image/jpeg"


def test_video_becomes_small_h264_and_aac(tmp_path: Path) -> None:
    source = a_film(tmp_path / "a.avi", container="avi")
    assert copy(source, tmp_path / "copy") == "video/mp4"
    with av.open(str(tmp_path / "copy")) as made:
        picture, sound = made.streams.video[0], made.streams.audio[0]
        assert (picture.codec_context.name, picture.width, picture.height) == ("h264", 960, 720)
        assert (sound.codec_context.name, picture.codec_context.pix_fmt) == ("aac", "yuv420p")
        assert made.duration / av.time_base == pytest.approx(2, abs=0.3)
    assert (tmp_path / "copy").read_bytes().find(b"moov") < 100


def test_silent_video_is_copied_too(tmp_path: Path) -> None:
    assert copy(a_video(tmp_path / "a.mp4"), tmp_path / "copy") == "video/mp4"


def test_cut_video_is_copied_as_far_as_it_goes(tmp_path: Path) -> None:
    source = a_film(tmp_path / "a.mts", codec="mpeg2video", container="mpegts")
    source.write_bytes(source.read_bytes()[: source.stat().st_size * 2 // 3])
    assert copy(source, tmp_path / "copy") == "video/mp4"


class Broken:
    """A container and a packet that the library cannot read."""

    def demux(self) -> list[object]:
        raise av.InvalidDataError(1, "broken")

    decode = demux


def test_broken_packets_are_left_out() -> None:
    assert list(_packets(Broken(), [])) == []
    assert _frames(Broken()) == []


@pytest.mark.parametrize(
    "content",
    [b"<html>", b"\xff\xd8\xff broken", b"\x00\x00\x00\x14ftypisom broken"],
)
def test_what_cannot_be_shown_has_no_copy(tmp_path: Path, content: bytes) -> None:
    source = tmp_path / "x"
    source.write_bytes(content)
    assert copy(source, tmp_path / "copy") == ""


@pytest.mark.parametrize(
    ("size", "fits"),
    [
        ((1920, 1080), (1280, 720)),
        ((1080, 1920), (720, 1280)),
        ((64, 48), (64, 48)),
        ((641, 425), (640, 424)),
        ((9000, 1), (1280, 2)),
    ],
)
def test_sizes_fit_and_are_even(size: tuple[int, int], fits: tuple[int, int]) -> None:
    assert fitting(*size) == fits


def test_copy_is_made_in_a_process_of_its_own(tmp_path: Path) -> None:
    source = a_jpeg(tmp_path / "a.jpg")
    assert make_copy(source, tmp_path / "copy") == "image/jpeg"
    assert (tmp_path / "copy").exists()


def test_process_that_hangs_is_stopped(tmp_path: Path) -> None:
    source = a_jpeg(tmp_path / "a.jpg")
    command = ("sh", "-c", "exit 1")
    assert make_copy(source, tmp_path / "copy", seconds=0.1, command=command) == ""


def test_child_answers_one_job(tmp_path: Path) -> None:
    source = a_jpeg(tmp_path / "a.jpg")
    inbound, jobs = os.pipe()
    answers, outbound = os.pipe()
    job = {"source": str(source), "target": str(tmp_path / "copy"), "seconds": 30}
    with os.fdopen(jobs, "wb") as writing:
        write_frame(writing, job)
        assert main(inbound, outbound) == 0
    os.close(inbound)
    os.close(outbound)
    with os.fdopen(answers, "rb") as reading:
        assert read_frame(reading) == ({"ready": True}, b"")
        assert read_frame(reading) == ({"mime": "image/jpeg"}, b"")


def test_child_without_a_job_ends() -> None:
    inbound, jobs = os.pipe()
    answers, outbound = os.pipe()
    os.close(jobs)
    assert main(inbound, outbound) == 0
    for end in (inbound, answers, outbound):
        os.close(end)


def test_answer_says_what_the_file_became(tmp_path: Path) -> None:
    answers = io.BytesIO()
    source = a_jpeg(tmp_path / "a.jpg")
    answer({"source": str(source), "target": str(tmp_path / "copy"), "seconds": 9}, answers)
    answers.seek(0)
    assert read_frame(answers) == ({"mime": "image/jpeg"}, b"")


@pytest.mark.parametrize(("finished", "left"), [(False, [1]), (True, [])])
def test_child_leaves_with_its_parent(*, finished: bool, left: list[int]) -> None:
    pipe, parents = os.pipe()
    os.close(parents)
    done, codes = Event(), list[int]()
    if finished:
        done.set()
    leave_with_parent(pipe, done, codes.append)
    assert codes == left
