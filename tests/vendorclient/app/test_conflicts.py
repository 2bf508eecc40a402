"""Two forms of one contract laid beside each other."""

from dataclasses import replace
from datetime import timedelta

from tests.vendorclient.builders import a_contract
from vendorclient.app.conflicts import Field, conflict, differences
from vendorclient.storage.server_words import ServerWords


def test_only_what_differs_is_shown():
    mine = a_contract()
    theirs = replace(mine, name="다른 이름", due_on=mine.due_on + timedelta(days=3))
    found = differences(mine, theirs)
    assert [one.field for one in found] == [Field.NAME, Field.DUE_ON]
    assert (found[0].mine, found[0].theirs) == (mine.name, "다른 이름")


def test_equal_forms_do_not_differ():
    assert differences(a_contract(), a_contract()) == ()


def test_a_conflict_is_there_until_it_is_settled(library):
    contract = library.sign(a_contract())
    assert conflict(library.db, contract.id) is None
    ServerWords(library.db).keep_theirs(contract.id, replace(contract, number="R26-1"))
    found = conflict(library.db, contract.id)
    assert found.name == contract.name
    assert [one.field for one in found.differences] == [Field.NUMBER]
