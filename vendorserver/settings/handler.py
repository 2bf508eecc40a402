"""Django behind ASGI: one change of threads for a request, on threads that keep their database."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import django
from asgiref.sync import ThreadSensitiveContext, sync_to_async
from django.core.handlers.asgi import ASGIHandler
from django.core.handlers.base import BaseHandler

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from django.http import HttpRequest, HttpResponseBase

# So many threads, each with an open database, wait for the next request; more are let go.
MOST_IDLE = 8


class KeptThreads:
    """Threads that are lent to one request each and come back."""

    def __init__(self) -> None:
        self._idle: list[ThreadPoolExecutor] = []

    @contextmanager
    def lent(self) -> Iterator[ThreadPoolExecutor]:
        """Lend one thread; it keeps what it has opened, such as the database."""
        thread = self._idle.pop() if self._idle else ThreadPoolExecutor(1, "django")
        try:
            yield thread
        finally:
            if len(self._idle) < MOST_IDLE:
                self._idle.append(thread)
            else:
                thread.shutdown(wait=False)


class Handler(ASGIHandler):
    """Django's own handler, but views that do not wait for anything run in one go.

    Django changes threads at every middleware otherwise, and opens a thread for each request.
    """

    def __init__(self, waiting: Collection[str] = ()) -> None:
        super().__init__()
        self._waiting = frozenset(waiting)
        self._straight = BaseHandler()
        self._straight.load_middleware()
        self._threads = KeptThreads()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request."""
        with self._threads.lent() as thread:
            async with ThreadSensitiveContext(executor=thread):
                await self.handle(scope, receive, send)

    async def get_response_async(self, request: HttpRequest) -> HttpResponseBase:
        """Let the view answer, in one go unless it waits for news."""
        if request.path_info in self._waiting:
            return await super().get_response_async(request)
        return await sync_to_async(self._straight.get_response)(request)


def handler(waiting: Collection[str] = ()) -> Handler:
    """Return Django, ready to answer; the views at these addresses wait without a thread."""
    django.setup(set_prefix=False)
    return Handler(waiting)
