"""부정당업자 제재: felt by new submissions on its days alone; who may submit at all."""

from __future__ import annotations

from datetime import date

import pytest

from vendorcore.domain import Role, new_id
from vendorcore.errors import Refused

from tests.vendorserver.builders import (
    NOW,
    a_computer,
    a_stored_contract,
    a_submission,
    a_vendor,
    a_wish,
    an_account,
    an_attachment,
    an_institution,
)
from vendorserver.services import attaching, evidence, sanctions
from vendorserver.services.access import viewer_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]


def test_a_sanctioned_vendor_hands_in_nothing_new_and_keeps_what_it_has() -> None:
    operator, computer = an_account(Role.ADMIN), a_computer()
    contract = a_stored_contract(computer.viewer)
    days = (date(2026, 11, 1), date(2026, 12, 31))
    row = sanctions.impose(operator, computer.vendor.id, days, "담합", NOW)
    with pytest.raises(Refused, match="vendor-sanctioned"):
        a_submission(computer.viewer, contract)
    sanctions.lift(operator, row.id, "취소 판결", NOW)
    assert a_submission(computer.viewer, contract)


@pytest.mark.parametrize(
    ("days", "is_blocked"),
    [
        ((date(2026, 11, 20), date(2026, 11, 20)), True),
        ((date(2026, 11, 1), date(2026, 11, 20)), True),
        ((date(2026, 11, 21), date(2026, 12, 31)), False),
        ((date(2026, 1, 1), date(2026, 11, 19)), False),
    ],
)
def test_a_sanction_holds_on_its_days_alone_and_never_touches_evidence(
    days: tuple[date, date],
    is_blocked: bool,
) -> None:
    operator, office, computer = an_account(Role.ADMIN), an_institution(), a_computer()
    contract = a_stored_contract(computer.viewer, office)
    begun = new_id()
    submission = a_submission(computer.viewer, contract, begun)
    piece, receipt = an_attachment(computer, contract)
    sanctions.impose(operator, computer.vendor.id, days, "담합", NOW)
    officer = viewer_of(an_account(Role.MANAGER, office))
    assert evidence.one(officer, piece)["verdict"] == ""
    assert evidence.receipt(officer, piece) == receipt
    # What was handed in before is still received.
    wish = a_wish(computer, contract, submission, begun, b"on its way")
    assert attaching.attach(computer.viewer, wish, NOW)[1]
    if is_blocked:
        with pytest.raises(Refused, match="vendor-sanctioned"):
            a_submission(computer.viewer, contract)
    else:
        assert a_submission(computer.viewer, contract)


def test_a_vendor_that_was_not_admitted_hands_in_nothing() -> None:
    computer = a_computer(side=a_vendor(may_submit=False))
    contract = a_stored_contract(computer.viewer)
    with pytest.raises(Refused, match="vendor-not-admitted"):
        a_submission(computer.viewer, contract)
