"""Cards, folders and the phone to practise on keep the contract of all devices."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.vendorclient.devices.contract import DeviceContract
from tests.vendorclient.devices.stages import FakePhoneStage, TreeStage

if TYPE_CHECKING:
    from pathlib import Path


class TestCard(DeviceContract):
    @pytest.fixture
    def stage(self, tmp_path: Path) -> TreeStage:
        return TreeStage(tmp_path / "card", is_card=True)


class TestFolder(DeviceContract):
    @pytest.fixture
    def stage(self, tmp_path: Path) -> TreeStage:
        return TreeStage(tmp_path / "folder", is_card=False)


class TestFakePhone(DeviceContract):
    @pytest.fixture
    def stage(self) -> FakePhoneStage:
        return FakePhoneStage()
