"""After 등록 a contract keeps its parties, and what was changed stays to be seen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client

from vendorcore.domain import Contract, Role
from vendorcore.errors import Refused
from vendorcore.media import Workshop

from tests.vendorserver.builders import (
    NOW,
    Computer,
    a_computer,
    a_stored_contract,
    a_viewer,
    an_account,
    an_attachment,
    an_institution,
    later,
)
from vendorserver import models
from vendorserver.services import contracts, jobs, revisions, visible, weighing
from vendorserver.services.contracts import Precondition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]


def registered(computer: Computer, *institutions: models.Institution) -> tuple[Contract, str]:
    contract = a_stored_contract(computer.viewer, *institutions)
    attachment, _ = an_attachment(computer, contract, b"no photo")
    return contracts.one(computer.viewer, contract.id), attachment


def changed(computer: Computer, contract: Contract, hours: int = 1) -> Contract:
    condition = Precondition(if_match=f'"{contract.version}"')
    reasoned = contract if contract.reason else replace(contract, reason="납품 일정 협의")
    return contracts.put(computer.viewer, reasoned, condition, later(hours=hours))[0]


def widened(contract: Contract) -> Contract:
    process = contract.processes[0]
    plan = replace(process.plan, ends_on=date(2026, 11, 30))
    return replace(contract, processes=(replace(process, plan=plan),))


def remarks_of(attachment: str) -> list[str]:
    with Workshop() as shop:
        weighing.weigh(attachment, shop, later(hours=5))
    row = models.Attachment.objects.get(id=attachment)
    return [finding["code"] for finding in row.findings]


def test_a_registered_contract_keeps_its_parties() -> None:
    computer, institution = a_computer(), an_institution()
    contract, _ = registered(computer, institution)
    with pytest.raises(Refused, match="parties-fixed"):
        changed(computer, replace(contract, parties=()))
    assert visible.contracts(a_viewer(Role.MANAGER, institution)).exists()


def test_a_party_may_still_be_added() -> None:
    computer, demanding = a_computer(), an_institution("강릉시")
    contract, _ = registered(computer, an_institution())
    more = a_stored_contract(computer.viewer, demanding).parties
    assert len(changed(computer, replace(contract, parties=contract.parties + more)).parties) == 2


def test_a_draft_may_still_lose_a_party() -> None:
    computer = a_computer()
    draft = a_stored_contract(computer.viewer, an_institution())
    assert changed(computer, replace(draft, parties=())).parties == ()


def test_a_party_stays_bound_when_a_namesake_is_registered_later() -> None:
    computer, institution = a_computer(), an_institution("속초시", code="")
    contract, _ = registered(computer, institution)
    an_institution("속초시")
    changed(computer, replace(contract, name="의자 구매"))
    assert visible.contracts(a_viewer(Role.MANAGER, institution)).exists()


def test_a_change_is_kept_with_who_and_when() -> None:
    computer, institution = a_computer(), an_institution()
    contract, _ = registered(computer, institution)
    changed(computer, widened(contract))
    (seen,) = revisions.of(a_viewer(Role.MANAGER, institution), contract.id)
    assert (seen.row.account_id, seen.row.at) == (computer.viewer.account_id, later(hours=1))
    (one,) = seen.differences
    assert (one.field, one.subject) == ("plan", "조립")
    assert (one.before, one.after) == (
        "조립 · 2026-11-02 ~ 2026-11-06",
        "조립 · 2026-11-02 ~ 2026-11-30",
    )


def test_strangers_see_no_changes() -> None:
    computer = a_computer()
    contract, _ = registered(computer, an_institution())
    changed(computer, widened(contract))
    assert revisions.of(a_viewer(Role.MANAGER), contract.id) == []


def test_evidence_of_a_changed_plan_is_weighed_again_with_a_remark() -> None:
    computer = a_computer()
    contract, attachment = registered(computer)
    models.Job.objects.update(state=models.JobState.DONE)
    assert "T_PLAN_CHANGED" not in remarks_of(attachment)
    changed(computer, widened(contract))
    assert models.Job.objects.get(subject=attachment).state == models.JobState.READY
    assert "T_PLAN_CHANGED" in remarks_of(attachment)


def test_a_plan_that_is_put_back_leaves_no_remark() -> None:
    computer = a_computer()
    contract, attachment = registered(computer)
    stored = changed(computer, widened(contract))
    changed(computer, replace(contract, version=stored.version), hours=2)
    assert "T_PLAN_CHANGED" not in remarks_of(attachment)


def test_evidence_of_other_changes_is_left_alone() -> None:
    computer = a_computer()
    contract, attachment = registered(computer)
    models.Job.objects.update(state=models.JobState.DONE)
    changed(computer, replace(contract, name="의자 구매"))
    assert models.Job.objects.get(subject=attachment).state == models.JobState.DONE


def test_a_job_that_is_asked_for_anew_while_in_hand_is_done_once_more() -> None:
    jobs.enqueue("weigh", "x", NOW)
    job = jobs.claim(NOW)
    assert job is not None
    jobs.again("weigh", "x", NOW)
    jobs.finish(job)
    assert models.Job.objects.get().state == models.JobState.READY


def test_the_institution_reads_the_change_on_the_page_of_the_contract() -> None:
    computer, institution = a_computer(), an_institution()
    contract, _ = registered(computer, institution)
    changed(computer, widened(contract))
    browser = Client()
    officer = an_account(Role.MANAGER, institution)
    browser.force_login(officer, "django.contrib.auth.backends.ModelBackend")
    page = browser.get(f"/contracts/{contract.id}").content.decode()
    assert "이행계획 조립: 조립 · 2026-11-02 ~ 2026-11-06 → 조립 · 2026-11-02 ~ 2026-11-30" in page
