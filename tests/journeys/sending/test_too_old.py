"""A client that must be brought up to date before it may send."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from vendorcore.errors import NeedsPerson

from tests.journeys.sending.builders import some_bytes
from vendorclient.app.reasons import Reason
from vendorclient.app.sending import status
from vendorclient.storage.operations import OperationState
from vendorclient.storage.settings import Settings

if TYPE_CHECKING:
    from tests.journeys.desktop import Desktop

pytestmark = pytest.mark.journey
MINIMUM = "update-minimum"


def test_everything_waits_for_the_newer_program_and_then_goes(desktop: Desktop) -> None:
    Settings(desktop.library.db).set(MINIMUM, "99.0.0")
    (op,) = desktop.hand_in(some_bytes())
    with pytest.raises(NeedsPerson, match="update-needed"):
        desktop.send()
    assert desktop.state(op) is OperationState.QUEUED
    assert status(desktop.folder).reasons == (Reason(code="update-needed"),)
    desktop.way = replace(desktop.way, version="99.0.0")
    desktop.send()
    assert desktop.state(op) is OperationState.DELIVERED
    assert status(desktop.folder).reasons == ()
