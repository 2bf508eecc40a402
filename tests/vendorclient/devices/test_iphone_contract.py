"""Our own reader of iPhones keeps the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.vendorclient.devices.contract import DeviceContract
from tests.vendorclient.devices.iphone_stage import IphoneStage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class TestIphone(DeviceContract):
    @pytest.fixture
    def stage(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[IphoneStage]:
        stage = IphoneStage(tmp_path)
        monkeypatch.setenv("USBMUXD_SOCKET_ADDRESS", stage.service.address)
        yield stage
        stage.close()
