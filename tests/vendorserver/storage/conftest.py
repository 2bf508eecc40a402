"""Both shelves: files in a folder, and a real S3-compatible store on loopback."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.swift import Swift
from tests.vendorserver.storage.shelves import PIECE
from vendorserver.storage import Blobs, LocalBlobs
from vendorserver.storage.bucket import Address, Bucket
from vendorserver.storage.s3 import S3Blobs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def swift(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Swift]:
    if not Swift.installed():
        pytest.skip("OpenStack Swift is not for this system")
    with Swift(tmp_path_factory.mktemp("swift")) as store:
        yield store


@pytest.fixture(params=["files", "s3"])
def reopened(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Blobs]:
    """Return what opens the shelf as after a restart."""
    if request.param == "files":
        return lambda: LocalBlobs(tmp_path)
    store: Swift = request.getfixturevalue("swift")
    bucket = Bucket(Address.from_url(store.url(tmp_path.name)))
    bucket.make()
    return lambda: S3Blobs(bucket, PIECE)


@pytest.fixture
def shelf(reopened: Callable[[], Blobs]) -> Blobs:
    return reopened()
