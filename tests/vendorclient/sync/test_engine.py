"""The loop: patient while the server is away, unmoved by one bad item."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from vendorcore.errors import NeedsPerson, Offline
from vendorcore.protocol import SigningKey
from vendorcore.protocol.keys import encode

from tests.vendorclient.sync.builders import a_library, queue, save_contract
from tests.vendorclient.sync.site import SERVER_ID, unused_url
from vendorclient.storage.accounts import Server
from vendorclient.storage.operations import OperationState
from vendorclient.sync.clock import FakeClock
from vendorclient.sync.desk import Office
from vendorclient.sync.engine import Engine, only_engine
from vendorclient.sync.listener import Listener
from vendorclient.sync.secrets import FileSecrets, device_key_name, refresh_token_name
from vendorclient.sync.transport import HttpTransport

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from vendorclient.sync.library import Library


class StopAfter(FakeClock):
    """A clock that ends the work after so many waits."""

    def __init__(self, waits: int) -> None:
        super().__init__()
        self._most = waits

    def is_set(self) -> bool:
        return len(self.waits) >= self._most


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with a_library(tmp_path) as opened:
        yield opened


def join(library: Library) -> None:
    account = replace(library.accounts.active(), device_id="device", server_account_id="theirs")
    key = SigningKey.generate().public
    server = Server(id=SERVER_ID, url=unused_url(), name="서버")
    library.accounts.enrol(account, server, {key.key_id: key})


def an_office(library: Library, clock: FakeClock) -> Office:
    secrets = FileSecrets(library.folder.secrets_dir)
    secrets.put(device_key_name(library.accounts.active().id), encode(bytes(32)))
    secrets.put(refresh_token_name(library.accounts.active().id), "token")
    return Office(
        library=library,
        connect=lambda server: HttpTransport(server.url, server_id=server.id),
        secrets=secrets,
        clock=clock,
    )


def an_engine(library: Library, clock: FakeClock) -> Engine:
    return Engine(an_office(library, clock), source=random.Random(7))


def test_nobody_sends_before_enrolment(library: Library) -> None:
    with pytest.raises(NeedsPerson, match="not-enrolled"):
        an_engine(library, FakeClock())


def test_offline_it_asks_ever_more_rarely(library: Library) -> None:
    join(library)
    op = queue(library, save_contract(library))
    clock = StopAfter(12)
    an_engine(library, clock).run(clock)
    assert sum(clock.waits[:4]) < sum(clock.waits[4:8]) < sum(clock.waits[8:])
    assert max(clock.waits) <= 300
    assert library.outbox.states([op.id]) == {op.id: OperationState.QUEUED}
    assert library.trouble == "offline"


def test_asked_once_it_says_that_nobody_is_there(library: Library) -> None:
    join(library)
    with pytest.raises(Offline):
        an_engine(library, FakeClock()).run_until_done()


def test_the_listener_too_asks_ever_more_rarely(library: Library) -> None:
    join(library)
    clock = StopAfter(12)
    Listener(an_office(library, clock), source=random.Random(7)).run(clock)
    assert sum(clock.waits[:4]) < sum(clock.waits[4:8]) < sum(clock.waits[8:])


def test_the_lock_is_given_back(library: Library) -> None:
    for _ in range(2):
        with only_engine(library.folder.engine_lock_path):
            pass


def test_a_program_that_must_be_renewed_first_sends_nothing(library: Library) -> None:
    join(library)
    op = queue(library, save_contract(library))

    def never() -> None:
        raise NeedsPerson("update-needed")

    office = replace(an_office(library, FakeClock()), may_send=never)
    with Engine(office) as engine, pytest.raises(NeedsPerson, match="update-needed"):
        engine.send_round()
    assert library.outbox.get(op.id) == op
