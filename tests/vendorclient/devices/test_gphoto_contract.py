"""The real libgphoto2 keeps the contract: on its virtual USB camera and on PTP/IP."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tests.vendorclient.devices.contract import DeviceContract
from tests.vendorclient.devices.gphoto_stages import (
    FolderOnDevice,
    NetworkCamera,
    VirtualCamera,
    staged,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="libgphoto2 is the way to phones and cameras on Linux alone"
)


class GphotoContract(DeviceContract):
    """One device and one worker process serve all tests: both take a while to start."""

    @pytest.fixture
    def stage(self, plugged: FolderOnDevice) -> FolderOnDevice:
        plugged.empty()
        return plugged


class TestVirtualCamera(GphotoContract):
    @pytest.fixture(scope="class")
    @classmethod
    def plugged(cls, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FolderOnDevice]:
        with staged(VirtualCamera(tmp_path_factory.mktemp("usb"))) as stage:
            yield stage


class TestAndroidPhone(GphotoContract):
    @pytest.fixture(scope="class")
    @classmethod
    def plugged(cls, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FolderOnDevice]:
        with staged(NetworkCamera(tmp_path_factory.mktemp("phone"), "--android")) as stage:
            yield stage
