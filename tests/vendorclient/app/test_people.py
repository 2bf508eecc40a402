"""Several people on one computer."""

from dataclasses import replace

import pytest

from vendorcore.domain import new_id
from vendorcore.errors import NeedsPerson

from vendorclient.app.changed import Kind
from vendorclient.app.people import people, take_over
from vendorclient.storage.accounts import Account, Accounts, Server


def join(db, name):
    server = Server(id="s", url="https://example.com", name="서버")
    account = Account(id=new_id(), login=name, name=name, vendor_name="한빛", device_id=new_id())
    account = replace(account, server_account_id=new_id())
    Accounts(db).enrol(account, server, {})
    return account


def test_whoever_is_alone_is_there(library):
    (only,) = people(library.db)
    assert only.is_active


def test_another_person_takes_over_and_is_announced(library):
    first, second = join(library.db, "김철수"), join(library.db, "이영희")
    assert [one.name for one in people(library.db)] == ["이영희", "김철수"]
    heard = []
    taken = take_over(library.db, first.id, announce=heard.append)
    assert (taken.name, taken.is_active) == ("김철수", True)
    assert Accounts(library.db).active().id == first.id
    assert [one.name for one in people(library.db)] == ["김철수", "이영희"]
    assert heard[0].kinds == {Kind.SETTINGS, Kind.OUTBOX}
    assert second.name == "이영희"


def test_an_unknown_person_is_refused(library):
    with pytest.raises(NeedsPerson):
        take_over(library.db, new_id())
