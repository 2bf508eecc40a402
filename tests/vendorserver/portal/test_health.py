"""Alive and ready, told to machines without a sign-in and without a detail."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest
from django.test import Client

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django.fixtures import Settings

pytestmark = pytest.mark.django_db


def test_a_server_says_that_it_lives_and_can_serve(data_dir: Path, settings: Settings) -> None:
    settings.SERVER = dataclasses.replace(settings.SERVER, reserve_bytes=0)
    assert Client().get("/healthz").json() == {"alive": True}
    answer = Client().get("/readyz")
    assert (answer.status_code, set(answer.json().values())) == (200, {True})


def test_a_server_without_room_is_not_ready(data_dir: Path, settings: Settings) -> None:
    settings.SERVER = dataclasses.replace(settings.SERVER, reserve_bytes=1 << 62)
    answer = Client().get("/readyz")
    assert (answer.status_code, answer.json()["room"]) == (503, False)
    assert Client().get("/healthz").status_code == 200


def test_a_server_whose_folder_is_gone_is_not_ready(data_dir: Path, settings: Settings) -> None:
    settings.SERVER = dataclasses.replace(settings.SERVER, data_dir=data_dir / "gone")
    assert Client().get("/readyz").status_code == 503


def test_tracing_is_not_answered(data_dir: Path) -> None:
    assert Client().trace("/sign-in").status_code == 405
    assert Client().trace("/api/v1/keys").status_code == 405
