"""Whoever types what no form expects gets an answer: never a server error, never a half page."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

import pytest

from vendorcore.domain import Role

from tests.vendorserver.access_world import Person, World, build
from tests.vendorserver.direct_caller import DirectCaller
from vendorserver.models import AddressPause, LoginPause
from vendorserver.services.policy import TABLE, Relation, Rule, Standing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytest_django.fixtures import Settings

    from tests.vendorserver.asgi_caller import Answer

pytestmark = pytest.mark.django_db
ODD = (
    "\0",
    "%ED%A0%80",
    "\u202egpj.exe",
    "x" * 5_000,
    "-1",
    "9" * 400,
    "９９",
    "../../../../etc/passwd",
    "'\"><script>alert(1)</script>{{ 7*7 }}{% now %}",
    "=cmd|' /C calc'!A0",
    "0001-01-01",
    "9999-12-31",
    "한\nSet-Cookie: a=b\r\n\r\n<html>",
    "//elsewhere.example/%2e%2e",
)
FIELDS = """login password present reason name query next state hours person phone text day contract
party contact_email substitute until_on giver taker leave note on kind result quantity code
signature certificate id product method q from to period vendor no page by process verdict review
proof receipt_no number version missing paper organisation contact_name mail events""".split()  # noqa: SIM905 - a list that people read
# Whoever signs out can ask nothing more.
ENDS = ("/sign-out",)
PEOPLE = (
    (Relation.OWN_VENDOR, Role.OWNER),
    (Relation.CONTRACTING, Role.MANAGER),
    (Relation.OPERATOR, Role.ADMIN),
    (Relation.OPERATOR, Role.AUDITOR),
)


@pytest.fixture
def world(data_dir: Path, settings: Settings) -> World:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return build()


def people(world: World, rule: Rule, *, everybody: bool) -> list[Person]:
    """Return who asks: somebody who may, or one of each kind."""
    known = {(one.relation, one.role): one for one in world.people}
    wanted = [known[one] for one in PEOPLE]
    able = [one for one in wanted if one.role in rule.roles]
    return [*wanted, Person(Relation.ANONYMOUS, None)] if everybody else able[:1]


def pages(world: World, method: str) -> Iterator[tuple[str, Rule]]:
    scene = world.scenes[Standing.REGISTERED]
    known = {
        "contract_id": scene.contract.id,
        "attachment_id": scene.attachment,
        "request_id": scene.request,
        "registration_id": world.paper.registration_id,
        "entry_id": world.wished,
        "vendor_id": world.computer.vendor.id,
        "paper_id": world.paper.id,
        "kind_key": "vendor",
    }
    for (verb, route), rule in TABLE.items():
        if verb == method and not route.startswith(("/api/", "/uploads/", *ENDS)):
            yield route.format_map(defaultdict(lambda: "unknown", known)), rule


@pytest.mark.parametrize("everybody", [False, pytest.param(True, marks=pytest.mark.long)])
def test_odd_words_in_forms_are_answered(world: World, *, everybody: bool) -> None:
    wrong = []
    for path, rule in pages(world, "POST"):
        for person in people(world, rule, everybody=everybody):
            for word in words(path, everybody=everybody):
                answer = _post(path, person.session, dict.fromkeys(FIELDS, word))
                wrong += troubles(path, word, answer)
    assert not wrong, wrong[:20]


@pytest.mark.parametrize("everybody", [False, pytest.param(True, marks=pytest.mark.long)])
def test_odd_words_in_addresses_are_answered(world: World, *, everybody: bool) -> None:
    wrong = []
    for path, rule in pages(world, "GET"):
        for person in people(world, rule, everybody=everybody):
            caller = DirectCaller(session=person.session)
            for word in words(path, everybody=everybody):
                query = urlencode(dict.fromkeys(FIELDS, word))
                instead = f"{path.rpartition('/')[0]}/{quote(word, safe='')}"
                for asked in (f"{path}?{query}", instead):
                    wrong += troubles(asked[:60], word, caller.call("GET", asked))
    assert not wrong, wrong[:20]


def words(path: str, *, everybody: bool) -> tuple[str, ...]:
    """Return what is typed here: everything, or every third of it, other words at other pages."""
    return ODD if everybody else ODD[len(path) % 3 :: 3]


def _post(path: str, session: str, said: dict[str, str]) -> Answer:
    token = "t" * 32
    answer = DirectCaller().call(
        "POST",
        path,
        raw=urlencode(said | {"csrfmiddlewaretoken": token}).encode(),
        cookie=f"csrf={token}" + (f"; session={session}" if session else ""),
        content_type="application/x-www-form-urlencoded",
    )
    AddressPause.objects.all().delete()
    LoginPause.objects.all().delete()
    return answer


def troubles(path: str, word: str, answer: Answer) -> list[tuple[str, str, str]]:
    """Return a server error, a way off this server, a word that became a header or a tag."""
    place = answer.headers.get("location", "")
    found = [str(answer.status)] * (answer.status >= 500)
    found += [place] * (place.startswith(("//", "http")) or "\\" in place[:2])
    found += ["a header"] * ("a=b" in answer.headers.get("set-cookie", ""))
    found += ["a tag"] * (b"<script>alert" in answer.body)
    return [(path, word[:20], one) for one in found]
