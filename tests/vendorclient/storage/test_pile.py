"""Many small files become durable together, and none counts before it is."""

from __future__ import annotations

import errno
import hashlib
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from vendorcore.errors import NotWritable

from tests.vendorclient.builders import files_below
from vendorclient.storage.pile import LARGE_BYTES, Pile
from vendorclient.storage.whole_disk import WholeDisk, kind_of_disk, version, whole_disk

if TYPE_CHECKING:
    from tests.vendorclient.builders import Library

MOUNTS = """\
22 1 254:0 / / rw,relatime - ext4 /dev/vda rw
31 22 0:27 / /run rw shared:12 - tmpfs tmpfs rw
40 22 8:17 / /media/my\\040card rw,nosuid shared:9 master:1 - fuseblk /dev/sdb1 rw
"""


class Disk(WholeDisk):
    """A disk that counts how often it was synced, and may break."""

    def __init__(self) -> None:
        self.flushed = 0
        self.error: OSError | None = None

    def close(self) -> None:
        """There is nothing to give back."""

    def flush(self) -> None:
        self.flushed += 1
        if self.error is not None:
            raise self.error


def sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def numbered(count: int) -> list[bytes]:
    return [bytes([number]) * 10 for number in range(count)]


def test_small_files_share_two_syncs(library: Library) -> None:
    disk = Disk()
    with closing(Pile(library.originals, disk)) as pile:
        laid = [pile.take([content]) for content in numbered(50)]
        assert files_below(library.folder.originals_dir) == []

        pile.settle(laid)

    assert disk.flushed == 2
    assert all(library.originals.verify(sha(content)) for content in numbered(50))
    assert files_below(library.folder.parts_dir) == []


def test_a_large_file_is_durable_by_itself(library: Library) -> None:
    disk = Disk()
    with closing(Pile(library.originals, disk)) as pile:
        laid = pile.take([b"x" * LARGE_BYTES], LARGE_BYTES)
        assert laid.part is None
        pile.settle([laid])

    assert disk.flushed == 0
    assert library.originals.verify(sha(b"x" * LARGE_BYTES))


def test_where_no_disk_can_be_trusted_each_file_is_synced(library: Library) -> None:
    with closing(Pile(library.originals, None)) as pile:
        laid = [pile.take([content]) for content in numbered(9)]
        pile.settle(laid)

    assert all(one.part is None for one in laid)
    assert all(library.originals.verify(sha(content)) for content in numbered(9))


def test_a_disk_that_could_not_write_makes_no_originals(library: Library) -> None:
    disk = Disk()
    disk.error = OSError(errno.EIO, "bad disk")
    with closing(Pile(library.originals, disk)) as pile:
        laid = [pile.take([content]) for content in numbered(3)]

        with pytest.raises(NotWritable):
            pile.settle(laid)

    assert files_below(library.folder.originals_dir) == []
    assert files_below(library.folder.parts_dir) == []


def test_what_is_given_up_leaves_nothing(library: Library) -> None:
    with closing(Pile(library.originals, Disk())) as pile:
        laid = pile.take([b"given up"])
        pile.drop([laid])
        pile.drop([laid])

    assert files_below(library.folder.parts_dir) == []


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux syncs a whole disk")
def test_an_error_of_the_disk_is_told_for_ever(tmp_path: Path) -> None:
    disk = WholeDisk(tmp_path)
    disk.close()  # from now on the system refuses

    for _ in range(2):
        with pytest.raises(OSError, match="Bad file descriptor") as raised:
            disk.flush()
        assert raised.value.errno == errno.EBADF


@pytest.mark.parametrize(
    ("device", "kind"), [((254, 0), "ext4"), ((8, 17), "fuseblk"), ((9, 9), "")]
)
def test_the_disk_of_a_folder_is_found_among_the_mounts(device: tuple[int, int], kind: str) -> None:
    assert kind_of_disk(MOUNTS, *device) == kind


def test_kernels_before_5_8_keep_silent_about_errors() -> None:
    assert version("5.4.0-212-generic") < (5, 8) <= version("6.1.0-28-amd64")
    assert version("odd") == (0, 0)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has such a disk")
def test_a_disk_without_such_a_promise_is_synced_file_by_file() -> None:
    assert whole_disk(Path("/proc")) is None
