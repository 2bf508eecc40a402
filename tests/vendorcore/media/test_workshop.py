import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from vendorcore.domain import MediaKind
from vendorcore.errors import NotReadable
from vendorcore.evidence import Facts
from vendorcore.media import Workshop
from vendorcore.media import child as child_module
from vendorcore.media.child import Child
from vendorcore.media.kinds import HEIF
from vendorcore.media.workshop import MEMORY_BYTES, worker_command

from tests.vendorcore.media.builders import a_heic, a_jpeg, a_picture

PRELUDE = """
import sys
sys.path.insert(0, {root!r})
from vendorcore.media.frames import read_frame, write_frame
jobs, answers = sys.stdin.buffer, sys.stdout.buffer
write_frame(answers, {{"ready": True}})
"""
ROOT = str(Path(__file__).parents[3])


def a_worker(*lines: str) -> tuple[str, ...]:
    """A worker process of a few lines, in place of ours."""
    return (sys.executable, "-c", PRELUDE.format(root=ROOT) + "\n".join(lines))


HANG = ("read_frame(jobs)", "jobs.read()")
TELL = 'write_frame(answers, {"so_far": {"name": "a", "kind": %r, "make": "Acme", "width": 64}})'


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    return a_jpeg(tmp_path / "a.jpg")


def test_a_file_is_read_in_another_process(photo: Path) -> None:
    with Workshop() as shop:
        reading = shop.read(photo, "DSC_0001.JPG")
        quick = shop.read(photo, thorough=False)
    assert (reading.facts.name, reading.facts.make) == ("DSC_0001.JPG", "Acme")
    assert reading.thumbnail_jpeg.startswith(b"\xff\xd8")
    assert (quick.facts.make, quick.thumbnail_jpeg) == ("Acme", b"")


def test_a_module_in_the_current_folder_is_not_imported(
    photo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit(1)")
    monkeypatch.chdir(tmp_path)
    with Workshop() as shop:
        assert shop.read(photo).facts.make == "Acme"


def test_a_frozen_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert worker_command() == (sys.executable, "worker")


def test_many_callers_wait_their_turn(tmp_path: Path) -> None:
    paths = [a_jpeg(tmp_path / f"{n}.jpg") for n in range(6)]
    with Workshop() as shop, ThreadPoolExecutor(3) as pool:
        readings = list(pool.map(shop.read, paths))
    assert [reading.facts.name for reading in readings] == [path.name for path in paths]


def test_an_empty_file_needs_no_process(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").touch()
    with Workshop(("there is no such program",)) as shop:
        assert shop.read(tmp_path / "a.jpg").facts.problem == "I_EMPTY"


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with Workshop() as shop, pytest.raises(NotReadable):
        shop.read(tmp_path / "none.jpg")


def test_a_reader_that_hangs_is_stopped(photo: Path) -> None:
    with Workshop(a_worker(*HANG), seconds=0.1) as shop:
        facts = shop.read(photo).facts
    assert (facts.problem, facts.size_bytes) == ("I_UNREADABLE", photo.stat().st_size)


@pytest.mark.parametrize(
    ("kind", "problem"), [(MediaKind.VIDEO, ""), (MediaKind.PHOTO, "I_UNREADABLE")]
)
def test_what_was_told_before_the_end_is_kept(photo: Path, kind: str, problem: str) -> None:
    with Workshop(a_worker(TELL % str(kind), *HANG), seconds=0.1) as shop:
        facts = shop.read(photo).facts
    assert (facts.make, facts.problem) == ("Acme", problem)


@pytest.mark.parametrize(
    "end",
    ["read_frame(jobs); sys.exit(3)", "print('a C library')", "print('\\0' * 8 + '{}')", "pass"],
)
def test_a_reader_that_dies_or_babbles_is_replaced(photo: Path, end: str) -> None:
    with Workshop(a_worker(end), seconds=5) as shop:
        assert shop.read(photo).facts.problem == "I_UNREADABLE"
        assert shop.read(photo).facts.problem == "I_UNREADABLE"


def test_the_next_file_is_read_after_a_bad_one(tmp_path: Path, photo: Path) -> None:
    once = tmp_path / "hung"
    code = (
        "import pathlib, runpy",
        f"flag = pathlib.Path({str(once)!r})",
        "if not flag.exists():",
        "    flag.touch(); read_frame(jobs); jobs.read()",
        "from vendorcore.media.worker import answer",
        "while (frame := read_frame(jobs)) is not None:",
        "    answer(frame[0], answers)",
    )
    with Workshop(a_worker(*code), seconds=2) as shop:
        assert shop.read(photo).facts.problem == "I_UNREADABLE"
        assert shop.read(photo).facts.make == "Acme"


def test_a_reader_that_grows_too_large_is_stopped(photo: Path) -> None:
    greedy = ("read_frame(jobs)", "hoard = bytearray(200 << 20)", "jobs.read()")
    with Workshop(a_worker(*greedy), seconds=60, memory_bytes=100 << 20) as shop:
        assert shop.read(photo).facts.problem == "I_UNREADABLE"


def test_a_reader_that_keeps_much_memory_is_renewed(photo: Path) -> None:
    hoarder = (
        "import os",
        "hoard = bytearray(200 << 20)",
        "while read_frame(jobs) is not None:",
        "    write_frame(answers, {'facts': {'name': 'a', 'make': str(os.getpid())}})",
    )
    with Workshop(a_worker(*hoarder), memory_bytes=300 << 20) as shop:
        assert shop.read(photo).facts.make != shop.read(photo).facts.make


def a_huge_photo(size_bytes: int = 0) -> Facts:
    kind = MediaKind.PHOTO
    size = {"width": 16_320, "height": 12_240, "size_bytes": size_bytes}
    return Facts(name="a", kind=kind, mime=HEIF, **size)


@pytest.mark.parametrize(
    ("size_bytes", "problem"), [(30 << 20, ""), (1 << 20, "I_UNREADABLE")], ids=["real", "bomb"]
)
def test_a_huge_phone_photo_may_take_longer(photo: Path, size_bytes: int, problem: str) -> None:
    huge = a_huge_photo(size_bytes).to_json()
    slow = (
        "import threading",
        "read_frame(jobs)",
        f"write_frame(answers, {{'so_far': {huge!r}}})",
        "threading.Event().wait(1)",
        f"write_frame(answers, {{'facts': {huge!r}}})",
    )
    with Workshop(a_worker(*slow), seconds=0.5) as shop:
        assert shop.read(photo).facts.problem == problem


def test_a_huge_phone_photo_may_take_more(photo: Path) -> None:
    huge = a_huge_photo().to_json()
    greedy = (
        "read_frame(jobs)",
        f"write_frame(answers, {{'so_far': {huge!r}}})",
        "hoard = bytearray(200 << 20)",
        f"write_frame(answers, {{'facts': {huge!r}}})",
    )
    with Workshop(a_worker(*greedy), seconds=60, memory_bytes=100 << 20) as shop:
        assert shop.read(photo).facts.problem == ""


def test_a_worker_that_ended_between_two_files_is_replaced(photo: Path) -> None:
    once = ("from vendorcore.media.worker import answer", "answer(read_frame(jobs)[0], answers)")
    others = psutil.Process().children()  # such as servers that other tests keep
    with Workshop(a_worker(*once)) as shop:
        assert shop.read(photo).facts.make == "Acme"
        ended = [one for one in psutil.Process().children() if one not in others]
        psutil.wait_procs(ended, timeout=60)
        assert shop.read(photo).facts.make == "Acme"


def test_a_closed_workshop_opens_again(photo: Path) -> None:
    shop = Workshop()
    shop.close()
    assert shop.read(photo).facts.make == "Acme"
    shop.close()
    assert shop.read(photo, thorough=False).facts.make == "Acme"
    shop.close()


def test_a_heic_comes_through_the_pipe(tmp_path: Path) -> None:
    with Workshop() as shop:
        reading = shop.read(a_heic(tmp_path / "a.heic"))
    assert (reading.facts.mime, reading.facts.problem) == (HEIF, "")
    assert reading.thumbnail_jpeg


def test_several_files_are_looked_at_in_one_job(tmp_path: Path) -> None:
    photo = a_jpeg(tmp_path / "a.jpg", a_picture((64, 48)))
    other = a_heic(tmp_path / "b.heic")
    broken = tmp_path / "c.jpg"
    broken.write_bytes(b"nothing")
    with Workshop() as shop:
        looks = shop.glances(
            [
                (photo, {"name": "first.JPG", "sha256": "5a"}),
                (other, {"name": "b.heic"}),
                (broken, {"name": "c.jpg"}),
            ]
        )
        assert shop.glances([]) == []
    assert [look.facts.name for look in looks] == ["first.JPG", "b.heic", "c.jpg"]
    assert [look.facts.problem for look in looks] == ["", "", "I_UNREADABLE"]
    assert looks[1].thumbnail_jpeg.startswith(b"\xff\xd8")
    assert (looks[0].facts.width, looks[0].facts.sha256) == (64, "5a")
    assert not looks[0].thumbnail_jpeg


def test_files_that_together_do_not_answer_are_read_alone(photo: Path, tmp_path: Path) -> None:
    worker = a_worker(
        "while (frame := read_frame(jobs)) is not None:",
        "    if 'files' in frame[0]: jobs.read()",
        "    write_frame(answers, {'facts': {'name': frame[0]['name'], 'make': 'Acme'}}, b'small')",
    )
    with Workshop(worker, seconds=0.3) as shop:
        (look,) = shop.glances([(photo, {"name": "first.JPG"})])
        assert (look.facts.name, look.facts.make) == ("first.JPG", "Acme")
        with pytest.raises(NotReadable):
            shop.glances([(tmp_path / "gone.jpg", {"name": "gone.jpg"})])


def test_a_workshop_may_be_made_ready_before_the_first_file(photo: Path) -> None:
    with Workshop() as shop:
        shop.get_ready()
        assert shop.read(photo, thorough=False).facts.make == "Acme"


class Starved(Child):
    """A process on a computer that is so busy that it never gets a processor."""

    @property
    def queued_seconds(self) -> float:
        return time.monotonic()


def test_time_without_a_processor_does_not_count() -> None:
    child = Starved(worker_command())
    assert child.wait(time.monotonic() + 0.01, MEMORY_BYTES) is not None
    child.end()


@pytest.mark.parametrize(("does", "least"), [("time.sleep(60)", 0.6), ("while True: pass", 0.1)])
def test_where_nobody_tells_time_without_work_counts_late(
    monkeypatch: pytest.MonkeyPatch, does: str, least: float
) -> None:
    monkeypatch.setattr(child_module, "TELLS_QUEUE", False)
    monkeypatch.setattr(child_module, "QUEUE_SECONDS", 0.5)
    child = Child((sys.executable, "-c", f"import time\n{does}"))
    began = time.monotonic()

    assert child.wait(began + 0.1, MEMORY_BYTES) is None

    assert time.monotonic() - began >= least
    child.end()
    assert child.worked_seconds == 0.0


def test_a_process_that_is_ready_too_late_still_answers(photo: Path) -> None:
    child = Child(worker_command())
    child.send({"path": str(photo), "name": "late.jpg", "thorough": False})

    frame = child.wait(time.monotonic() + 60, MEMORY_BYTES)

    assert frame is not None
    assert frame[0]["facts"]["name"] == "late.jpg"
    child.end()


def test_how_long_a_process_was_queued_is_told_while_it_lives() -> None:
    child = Child(worker_command())
    assert child.queued_seconds >= 0.0
    child.end()
    assert child.queued_seconds == 0.0
