"""The feed of news: gap-free numbers, cursors, waiting; and the jobs behind it."""

from __future__ import annotations

import asyncio
import threading
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from asgiref.sync import sync_to_async
from django.db import connection, transaction

from vendorcore.domain import Role, instant_text, new_id
from vendorcore.errors import Refused

from tests.vendorserver.builders import (
    NOW,
    Computer,
    a_computer,
    a_stored_contract,
    a_vendor,
    a_viewer,
    an_account,
    an_attachment,
    later,
)
from vendorserver import models
from vendorserver.services import changes, jobs, news, receipts, withdrawing
from vendorserver.services.numbers import next_number
from vendorserver.services.waking import BELL, Bell

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]


def tell(vendor: models.Vendor, *subjects: str) -> None:
    with transaction.atomic():
        for subject in subjects:
            changes.add(vendor.id, "contract", subject, {}, NOW)


def tell_from_elsewhere(vendor: models.Vendor, subject: str) -> None:
    try:
        tell(vendor, subject)
    finally:
        connection.close()


def subjects(page: changes.Page) -> list[object]:
    return [change["id"] for change in page.changes]


def test_a_feed_goes_on_where_its_cursor_stands() -> None:
    vendor = a_vendor()
    viewer = a_viewer(Role.OWNER, vendor)
    tell(vendor, "1", "2")
    first = changes.read(viewer, "")
    tell(vendor, "3")
    second = changes.read(viewer, first.cursor)
    assert (subjects(first), subjects(second)) == (["1", "2"], ["3"])
    assert subjects(changes.read(viewer, second.cursor)) == []


def test_each_vendor_has_its_own_numbers() -> None:
    vendor, other = a_vendor(), a_vendor()
    tell(vendor, "1", "2")
    tell(other, "3")
    assert subjects(changes.read(a_viewer(Role.OWNER, other), "")) == ["3"]
    assert list(models.Change.objects.filter(vendor=other).values_list("number", flat=True)) == [1]


def test_a_long_feed_comes_in_pages() -> None:
    vendor = a_vendor()
    viewer = a_viewer(Role.OWNER, vendor)
    tell(vendor, *(str(n) for n in range(changes.PAGE + 1)))
    first = changes.read(viewer, "")
    second = changes.read(viewer, first.cursor)
    assert (len(first.changes), first.more) == (changes.PAGE, True)
    assert (len(second.changes), second.more) == (1, False)


@pytest.mark.parametrize("cursor", ["x", "AAAA", "!", "MDox", "MDotMQ"])
def test_a_strange_cursor_means_start_again(cursor: str) -> None:
    with pytest.raises(Refused, match="cursor-gone"):
        changes.read(a_viewer(), cursor)


def test_after_a_restore_every_cursor_is_gone() -> None:
    vendor = a_vendor()
    viewer = a_viewer(Role.OWNER, vendor)
    tell(vendor, "1")
    cursor = changes.read(viewer, "").cursor
    changes.begin_epoch(7)
    with pytest.raises(Refused, match="cursor-gone"):
        changes.read(viewer, cursor)


@pytest.mark.parametrize("role", [Role.MANAGER, Role.ADMIN])
def test_only_vendors_have_a_feed(role: Role) -> None:
    with pytest.raises(Refused, match="forbidden"):
        changes.read(a_viewer(role), "")


def test_a_failed_transaction_leaves_no_gap() -> None:
    vendor = a_vendor()
    with transaction.atomic():
        tell(vendor, "lost")
        transaction.set_rollback(True)
    tell(vendor, "kept")
    assert list(models.Change.objects.values_list("number", "subject")) == [(1, "kept")]


@pytest.mark.django_db(transaction=True)
def test_numbers_given_by_many_threads_have_no_gap() -> None:
    def give() -> None:
        with transaction.atomic():
            given.append(next_number("test"))

    given: list[int] = []
    in_threads([give] * 12)
    assert sorted(given) == list(range(1, 13))


@pytest.mark.django_db(transaction=True)
def test_receipts_given_by_many_threads_form_one_chain() -> None:
    computers = [a_computer() for _ in range(4)]
    works = [hand_in_two(computer) for computer in computers]
    in_threads(works)
    assert models.Receipt.objects.count() == 8
    assert receipts.first_broken() == 0


def hand_in_two(computer: Computer) -> Callable[[], None]:
    def work() -> None:
        contract = a_stored_contract(computer.viewer)
        for content in (b"1", b"2"):
            an_attachment(computer, contract, content)

    return work


def in_threads(works: list[Callable[[], None]]) -> None:
    def run(work: Callable[[], None]) -> None:
        try:
            work()
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.mark.django_db(transaction=True)
def test_who_waits_is_told_as_soon_as_there_is_news() -> None:
    vendor = a_vendor()
    viewer = a_viewer(Role.OWNER, vendor)

    async def wait_and_tell() -> changes.Page:
        waiting = asyncio.create_task(news.awaited(viewer, "", 20))
        await asyncio.sleep(0)
        await sync_to_async(tell_from_elsewhere)(vendor, "fresh")
        return await asyncio.wait_for(waiting, 5)

    assert subjects(asyncio.run(wait_and_tell())) == ["fresh"]


@pytest.mark.django_db(transaction=True)
def test_a_stopping_server_sends_home_who_waits() -> None:
    viewer = a_viewer()

    async def wait_and_stop() -> changes.Page:
        waiting = asyncio.create_task(news.awaited(viewer, "", 20))
        await asyncio.sleep(0)
        BELL.close()
        return await asyncio.wait_for(waiting, 5)

    try:
        assert asyncio.run(wait_and_stop()).changes == []
    finally:
        BELL.open()


def test_a_bell_rings_for_one_vendor_only() -> None:
    bell = Bell()

    async def listen() -> tuple[bool, bool]:
        with bell.listening("a") as mine, bell.listening("b") as other:
            bell.ring("a")
            await asyncio.wait_for(mine.wait(), 1)
            return mine.is_set(), other.is_set()

    assert asyncio.run(listen()) == (True, False)


def test_a_job_is_claimed_once_and_done() -> None:
    jobs.enqueue("weigh", "x", NOW)
    jobs.enqueue("weigh", "x", NOW)
    job = jobs.claim(NOW)
    assert job is not None
    assert jobs.claim(NOW) is None
    jobs.finish(job)
    assert jobs.counts() == {"ready": 0, "running": 0, "done": 1, "failed": 0}


def test_a_job_waits_for_its_time() -> None:
    jobs.enqueue("weigh", "x", later(minutes=1))
    assert jobs.claim(NOW) is None
    assert jobs.claim(later(minutes=1)) is not None


def test_a_job_whose_runner_died_is_claimed_again_after_its_lease() -> None:
    jobs.enqueue("weigh", "x", NOW)
    jobs.claim(NOW)
    again = jobs.claim(NOW + jobs.LEASE)
    assert again is not None
    assert again.attempts == 2


def test_a_failing_job_is_tried_again_later_and_given_up_in_the_end() -> None:
    jobs.enqueue("weigh", "x", NOW)
    moment = NOW
    for attempt in range(1, jobs.MOST_ATTEMPTS + 1):
        job = jobs.claim(moment)
        assert job is not None
        jobs.fail(job, "broken", moment)
        moment += jobs.pause_after(attempt)
    assert jobs.counts()["failed"] == 1
    assert jobs.claim(moment + timedelta(days=1)) is None


def test_pauses_grow_and_stop_growing() -> None:
    pauses = [jobs.pause_after(attempt) for attempt in (1, 2, 3, 50)]
    assert pauses == [timedelta(seconds=s) for s in (10, 20, 40, 3600)]


def test_a_withdrawal_says_who_while_the_name_lies_sealed_alone() -> None:
    computer = a_computer(an_account(Role.OWNER, name="남궁철수"))
    attachment, _ = an_attachment(computer, a_stored_contract(computer.viewer))
    wish = withdrawing.NewWithdrawal(id=new_id(), attachment=attachment, reason="잘못 보냄")
    withdrawing.withdraw(computer.viewer, wish, NOW)
    (news,) = [one for one in changes.read(computer.viewer, "").changes if one["id"] == wish.id]
    assert news["data"] == {
        "attachment": attachment,
        "reason": "잘못 보냄",
        "by": "남궁철수",
        "at": instant_text(NOW),
    }
    assert not [one.data for one in models.Change.objects.all() if "남궁철수" in str(one.data)]
