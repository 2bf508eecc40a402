"""People, server and keys of one library."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from vendorcore.errors import NeedsPerson
from vendorcore.protocol import SigningKey

from tests.vendorclient.sync.builders import a_library, save_contract
from vendorclient.storage.accounts import Account, Server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from vendorclient.sync.library import Library

KEY = SigningKey.generate().public
SERVER = Server(id="server", url="http://127.0.0.1:1", name="시험 서버")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with a_library(tmp_path) as opened:
        yield opened


def enrolled(library: Library, server_account_id: str = "s1", device: str = "d1") -> Account:
    place = library.accounts.place_for(server_account_id)
    account = replace(
        place, server_account_id=server_account_id, device_id=device, login=server_account_id
    )
    library.accounts.enrol(account, SERVER, {KEY.key_id: KEY})
    return account


def test_somebody_works_here_before_any_server_is_known(library: Library) -> None:
    account = library.accounts.active()
    assert account.login == "local"
    assert not account.enrolled
    assert library.accounts.active() == account
    assert library.accounts.server() is None


def test_enrolment_keeps_what_the_local_account_made(library: Library) -> None:
    contract = save_contract(library)
    account = enrolled(library)
    row = library.db.row("SELECT account_id FROM contract WHERE id = ?", contract.id)
    assert row is not None
    assert row["account_id"] == account.id
    assert library.accounts.active() == account
    assert library.accounts.keys() == {KEY.key_id: KEY}


def test_a_second_person_gets_an_account_of_their_own(library: Library) -> None:
    first, second = enrolled(library, "s1"), enrolled(library, "s2")
    assert first.id != second.id
    assert library.accounts.active() == second
    assert library.accounts.get(first.id) == first
    assert len(library.accounts.all()) == 2


def test_enrolling_again_is_the_same_person(library: Library) -> None:
    first = enrolled(library, "s1", "d1")
    again = enrolled(library, "s1", "d2")
    assert first.id == again.id
    assert library.accounts.all() == [again]


def test_another_server_is_refused(library: Library) -> None:
    account = enrolled(library)
    other = replace(SERVER, id="other")
    with pytest.raises(NeedsPerson, match="other-server"):
        library.accounts.enrol(account, other, {})
    assert library.accounts.server() == SERVER


def test_a_server_may_move_to_another_address(library: Library) -> None:
    account = enrolled(library)
    library.accounts.enrol(account, replace(SERVER, url="http://127.0.0.1:2"), {})
    server = library.accounts.server()
    assert server is not None
    assert server.url == "http://127.0.0.1:2"


def test_the_clocks_error_is_remembered(library: Library) -> None:
    enrolled(library)
    library.accounts.learn_clock_error(-1500)
    server = library.accounts.server()
    assert server is not None
    assert (server.clock_error_ms, server.clock_known) == (-1500, True)


def test_an_unknown_account_is_none(library: Library) -> None:
    assert library.accounts.get("nobody") is None
