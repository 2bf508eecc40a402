"""The question of satisfaction on the page of a completed contract, and its figures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vendorcore.domain import Role

from tests.vendorserver.builders import NOW, an_account
from tests.vendorserver.portal.conftest import Scene, browser_of
from vendorserver.models import Contract, Satisfaction

if TYPE_CHECKING:
    from django.test import Client

QUESTION = "이 서비스에 얼마나 만족하셨습니까?"


def page(browser: Client, path: str) -> str:
    return browser.get(path).content.decode()


def test_a_party_answers_once_on_the_page_of_a_completed_contract(scene: Scene) -> None:
    browser, here = scene.vendor, f"/contracts/{scene.contract.id}"
    assert QUESTION not in page(browser, here)
    Contract.objects.filter(id=scene.contract.id).update(state="closed")
    assert QUESTION in page(browser, here)
    assert browser.post(f"{here}/satisfaction", {"score": "nine"}).status_code == 422
    done = browser.post(f"{here}/satisfaction", {"score": "4"})
    assert done.status_code == 302
    after = page(browser, done.url)  # type: ignore[attr-defined] # a redirect has its address
    assert "답해 주셔서 고맙습니다." in after
    assert QUESTION not in after
    assert browser.post(f"{here}/satisfaction", {"score": "1"}).status_code == 422
    assert Satisfaction.objects.get().score == 4


def test_operators_alone_see_the_figures(scene: Scene) -> None:
    for number, score in enumerate((5, 5, 4)):
        Satisfaction.objects.create(
            contract_id=scene.contract.id,
            side="vendor",
            organisation_id=str(number),
            score=score,
            answered_on=NOW.date(),
        )
    shown = page(browser_of(an_account(Role.ADMIN)), "/statistics")
    row = re.search(r">2026-4<.*?</tr>", shown, re.S)
    assert row is not None
    assert re.findall(r">([\d.]+)<", row[0]) == ["3", "4.7", "100"]
    assert "평균(5점)" not in page(scene.vendor, "/statistics")
