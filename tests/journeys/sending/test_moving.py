"""A file that was handed in to the wrong contract moves to the right one, and is sent once."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from vendorcore.domain import MediaKind
from vendorcore.evidence import Facts

from tests.journeys.sending.builders import some_bytes
from tests.vendorclient.sync.builders import NOW, save_contract
from vendorclient.app.moving import move
from vendorclient.storage.media import Media
from vendorclient.storage.operations import OperationState

if TYPE_CHECKING:
    from tests.journeys.between import Line
    from tests.journeys.desktop import Desktop

pytestmark = pytest.mark.journey


def test_it_leaves_the_one_before_it_comes_to_the_other(desktop: Desktop, line: Line) -> None:
    content = some_bytes()
    (old,) = desktop.hand_in(content)
    desktop.send()
    captured = datetime(2026, 3, 2, 9, 0)  # noqa: DTZ001 - a camera's clock has no zone
    facts = Facts(name="a.jpg", sha256=old.sha256, kind=MediaKind.PHOTO, captured=captured)
    Media(desktop.library.db).set_facts(facts, NOW)
    right = save_contract(desktop.library)
    account = desktop.library.accounts.active().id
    done = move(
        desktop.library.db,
        attachment_id=old.id,
        contract_id=right.id,
        process_id=right.processes[0].id,
        reason="다른 계약의 사진입니다",
        account_id=account,
        now=lambda: NOW,
    )
    desktop.send()
    new = desktop.library.outbox.get(done.attachment_id)
    assert new is not None
    assert new.state is OperationState.DELIVERED
    assert [receipt.contract for receipt in desktop.receipts()] == [old.contract_id, right.id]
    assert len(line.seen("PATCH")) == 1
    road = [f"{request.method} {request.path}" for request in line.requests]
    gone = road.index(f"PUT /api/v1/attachments/{old.id}/withdrawal")
    assert gone < road.index(f"PUT /api/v1/attachments/{new.id}")
