"""Every route × role × relation × state answers as the table says; a route without one fails."""

from __future__ import annotations

import dataclasses
import itertools
import re
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.vendorserver.access_world import Door, Person, World, build
from tests.vendorserver.asgi_caller import Caller
from tests.vendorserver.direct_caller import DirectCaller
from vendorserver.api.urls import api
from vendorserver.services.policy import TABLE, Relation, Standing, expected, sees
from vendorserver.uploads.app import ON_UPLOAD, ON_UPLOADS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytest_django.fixtures import Settings

    from tests.vendorserver.asgi_caller import Answer

CATCH_ALL = {"/api/v1/", "/api/v1/{rest}"}


@pytest.fixture(autouse=True)
def _quick(data_dir: Path, settings: Settings) -> None:
    # Wrong passwords are among the samples; how slowly they are weighed is not asked here.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.SERVER = dataclasses.replace(settings.SERVER, reserve_bytes=0)


@pytest.fixture
def world(_quick: None, db: None) -> World:
    return build()


@pytest.mark.parametrize("standing", Standing)
def test_everybody_gets_the_answer_of_the_table(world: World, standing: Standing) -> None:
    asked = [key for key in TABLE if not _streams(*key)]
    assert not _wrong(world, asked, standing, DirectCaller)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_quick")
def test_the_door_of_the_network_answers_as_the_table_says() -> None:
    world = build()
    streams = [key for key in TABLE if _streams(*key)]
    wrong = [one for standing in Standing for one in _wrong(world, streams, standing, Caller)]
    turns = itertools.cycle(world.people)
    for key in TABLE.keys() - set(streams):
        wrong += _wrong(world, [key], Standing.REGISTERED, Caller, [next(turns)])
    assert not wrong


def _streams(_method: str, route: str) -> bool:
    """Whether a route lives in the loop of the network itself: no thread of Django answers it."""
    return route.startswith("/uploads/") or route == "/api/v1/changes"


def _wrong(
    world: World,
    asked: list[tuple[str, str]],
    standing: Standing,
    door: Door,
    people: list[Person] | None = None,
) -> list[tuple[object, ...]]:
    """Return every answer that is another one than the table has."""
    return [
        (method, route, person.relation, person.role, due, answer.status, answer.body[:200])
        for method, route in asked
        for person in people or (world.people[:2] if TABLE[method, route].public else world.people)
        if not _agrees(
            answer := world.ask(method, route, person, standing, door),
            due := expected(TABLE[method, route], person.relation, person.role, standing),
        )
    ]


def _agrees(answer: Answer, due: int) -> bool:
    # A first withdrawal makes something new; repeated ones do not.
    return answer.status == due or (due, answer.status) == (200, 201)


@pytest.mark.parametrize("standing", Standing)
def test_a_list_holds_what_its_reader_may_see_and_nothing_else(
    world: World, standing: Standing
) -> None:
    rule = TABLE["GET", "/api/v1/contracts/{contract_id}"]
    wanted = world.scenes[standing].contract.id
    for person in (person for person in world.people if person.role):
        answer = world.ask("GET", "/api/v1/contracts", person, standing)
        listed = wanted in [contract["id"] for contract in answer.json["items"]]
        page = wanted in world.ask("GET", "/contracts", person, standing).body.decode()
        may = sees(rule.thing, person.relation, standing)
        assert (listed, page) == (may, may), (person.relation, person.role)


def test_no_refusal_tells_apart_what_is_hidden_and_what_is_not_there(world: World) -> None:
    stranger = next(p for p in world.people if p.relation is Relation.OTHER_VENDOR)
    hidden = world.ask("GET", "/api/v1/contracts/{contract_id}", stranger, Standing.REGISTERED)
    absent = world.ask("GET", "/api/v1/submissions/{submission_id}", stranger, Standing.DRAFT)
    assert hidden.json == absent.json


def test_a_route_that_the_table_lacks_fails() -> None:
    assert _routes() == set(TABLE)


def _routes() -> set[tuple[str, str]]:
    found = {(method, _API_PREFIX + route) for method, route in _api_routes()}
    found |= {("GET", _API_PREFIX + "/openapi.json"), ("OPTIONS", "/uploads/")}
    found |= {(method, "/uploads/") for method in ON_UPLOADS}
    found |= {(method, "/uploads/{upload_id}") for method in ON_UPLOAD}
    return found | set(_pages())


_API_PREFIX = "/api/v1"


def _api_routes() -> Iterator[tuple[str, str]]:
    for _, router in api._routers:
        for path, view in router.path_operations.items():
            for operation in view.operations:
                plain = path.replace("{id:", "{")
                yield from ((method, plain) for method in operation.methods)


def _pages() -> Iterator[tuple[str, str]]:
    """Yield every method and address outside the API that the resolver knows."""
    for route, view in _patterns(get_resolver().url_patterns, "/"):
        if not route.startswith("/api/"):
            yield from ((method, route) for method in _methods(view))
        else:
            assert route in CATCH_ALL or route in _known_api(), route


def _known_api() -> set[str]:
    return (
        {_API_PREFIX + path for _, path in _api_routes()}
        | {_API_PREFIX + "/openapi.json"}
        | {_API_PREFIX + "/"}
    )


def _patterns(patterns: list[Any], prefix: str) -> Iterator[tuple[str, Any]]:
    for pattern in patterns:
        route = prefix + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            yield from _patterns(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            yield route, pattern.callback


def _methods(view: Any) -> list[str]:
    """Return the methods that a page answers, read from its own guard."""
    for cell in view.__closure__ or ():
        content = cell.cell_contents
        if isinstance(content, list) and content and set(content) <= {"GET", "HEAD", "POST"}:
            return [method for method in content if method != "HEAD"]
    assert hasattr(view, "view_class"), f"{view} names no methods"
    return ["GET"]
