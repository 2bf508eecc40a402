"""Work that waits for the disk or the database, done beside the event loop."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from django.db import OperationalError, close_old_connections

from vendorserver.services.database_troubles import told

if TYPE_CHECKING:
    from collections.abc import Callable

_P = ParamSpec("_P")
_T = TypeVar("_T")

_database = ThreadPoolExecutor(4, "upload-database")
_disk = ThreadPoolExecutor(4, "upload-disk")


async def in_database(work: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
    """Run work that asks the database; its connection is closed afterwards."""
    call = partial(_connected, partial(work, *args, **kwargs))
    return await asyncio.get_running_loop().run_in_executor(_database, call)


async def on_disk(work: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
    """Run work that reads or writes files."""
    call = partial(work, *args, **kwargs)
    return await asyncio.get_running_loop().run_in_executor(_disk, call)


async def on_disk_then_in_database(
    work: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs
) -> _T:
    """Run work that writes a file and says so in the database, without changing threads."""
    call = partial(_connected, partial(work, *args, **kwargs))
    return await asyncio.get_running_loop().run_in_executor(_disk, call)


def _connected(work: Callable[[], _T]) -> _T:
    close_old_connections()
    try:
        return work()
    except OperationalError as error:
        raise told(error) from error
    finally:
        close_old_connections()
