"""Requests share a few kept threads; more at once than are kept are served too."""

from __future__ import annotations

import asyncio
import json
import threading
from typing import Any

import pytest

from tests.vendorserver.asgi_caller import Caller
from vendorserver.settings.handler import MOST_IDLE, KeptThreads


def test_a_thread_that_came_back_serves_again() -> None:
    threads, served = KeptThreads(), set()
    for _ in range(3):
        with threads.lent() as thread:
            served.add(thread.submit(threading.get_ident).result())
    assert len(served) == 1


def test_more_than_are_kept_are_lent_and_let_go() -> None:
    threads = KeptThreads()
    lent = [threads.lent() for _ in range(MOST_IDLE + 2)]
    given = [one.__enter__() for one in lent]
    assert len({one.submit(threading.get_ident).result() for one in given}) == MOST_IDLE + 2
    for one in lent:
        one.__exit__(None, None, None)
    refused = 0
    for one in given:
        try:
            one.submit(int).result()
        except RuntimeError:
            refused += 1
    assert refused == 2


@pytest.mark.django_db(transaction=True)
def test_health_answers_ten_who_ask_at_once(data_dir: Any) -> None:
    from vendorserver.asgi import application

    async def ask() -> list[int]:
        return list(await asyncio.gather(*(_health(application) for _ in range(10))))

    assert asyncio.run(ask()) == [200] * 10
    assert Caller().call("GET", "/api/v1/health?nonce=once").status == 200


async def _health(application: Any) -> int:
    said: list[dict[str, Any]] = []
    asked = [{"type": "http.request", "body": b"", "more_body": False}]
    scope = {
        "type": "http",
        "method": "GET",
        "path": "/api/v1/health",
        "query_string": b"nonce=once",
        "headers": [(b"host", b"127.0.0.1")],
    }

    async def receive() -> dict[str, Any]:
        if asked:
            return asked.pop()
        await asyncio.Event().wait()
        raise AssertionError

    async def send(message: dict[str, Any]) -> None:
        said.append(message)

    await application(scope, receive, send)
    assert json.loads(b"".join(message.get("body", b"") for message in said))["payload"]
    return int(said[0]["status"])
