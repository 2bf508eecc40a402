"""One contract in three states, seen by everybody there is; and a sample request per route."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from vendorcore.domain import Contract, Role, new_id

from tests.vendorserver.access_samples import FORMS, SAMPLES, UNKNOWN, plain
from tests.vendorserver.asgi_caller import Answer, Caller
from tests.vendorserver.builders import (
    NEW,
    NOW,
    Computer,
    a_computer,
    a_contract,
    a_paper,
    a_submission,
    a_vendor,
    a_wish,
    an_account,
    an_institution,
)
from tests.vendorserver.direct_caller import DirectCaller
from tests.vendorserver.services.applications import PDF, an_application
from vendorserver import models
from vendorserver.models import EntryKind
from vendorserver.services import (
    attaching,
    catalogue_requests,
    contracts,
    derived,
    papers,
    registration,
    supplements,
    viewing,
    withdrawing,
)
from vendorserver.services.access import token_hash, viewer_of
from vendorserver.services.policy import Relation, Standing
from vendorserver.settings import current

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorserver.services.attaching import NewAttachment
    from vendorserver.services.documents import NewDocument

BACKEND = "django.contrib.auth.backends.ModelBackend"
_QUERIES = (("/health", "?nonce=n"), ("{receipt_no}", "?number=1108700012"))
Door = type[Caller] | type[DirectCaller]
_MONDAY, _weeks = date(2030, 1, 7), count()


@dataclass
class Person:
    """Somebody in one relation and role, with both kinds of sign-in."""

    relation: Relation
    role: Role | None
    account: models.Account | None = None
    token: str = ""

    @property
    def session(self) -> str:
        """A fresh session of the portal; empty for nobody."""
        if self.account is None:
            return ""
        store = SessionStore()
        store[SESSION_KEY] = self.account.id
        store[BACKEND_SESSION_KEY] = BACKEND
        store[HASH_SESSION_KEY] = self.account.get_session_auth_hash()
        store.create()
        return store.session_key or ""


@dataclass
class Scene:
    """The contract in one state; ids of things that are not there yet are unknown ones."""

    contract: Contract
    submission: str = UNKNOWN
    attachment: str = UNKNOWN
    wish: NewAttachment | None = None
    withdrawal: str = field(default_factory=new_id)
    request: str = UNKNOWN
    paper: NewDocument | None = None


@dataclass
class World:
    """The vendor's computer, everybody, and the three scenes."""

    computer: Computer
    people: list[Person]
    scenes: dict[Standing, Scene]
    paper: models.RegistrationPaper
    wished: str

    def ask(
        self,
        method: str,
        route: str,
        person: Person,
        standing: Standing,
        door: Door = DirectCaller,
    ) -> Answer:
        """Send the sample request of a route as this person."""
        scene = self.scenes[standing]
        path = route.format(
            contract_id=scene.contract.id,
            submission_id=scene.submission,
            attachment_id=self._attachment(route, scene, standing),
            upload_id=self._upload(person) if "{upload_id}" in route else "",
            name="portal.css",
            token="unknown",
            request_id=scene.request,
            document_id=scene.paper.document if scene.paper else UNKNOWN,
            operation_id=scene.paper.id if scene.paper else UNKNOWN,
            search_id=UNKNOWN,
            entry_id=self.wished if route.startswith("/desk") else new_id(),
            session_id=UNKNOWN,
            device_id=UNKNOWN,
            kind_key="vendor",
            registration_id=self.paper.registration_id,
            paper_id=self.paper.id,
            vendor_id=self.computer.vendor.id,
            sanction_id=UNKNOWN,
            showcase_id=UNKNOWN,
            key="unknown",
            receipt_no="R2026-00001-AAAAA",
        )
        body, headers = SAMPLES.get((method, route), plain)(scene)
        if route.startswith(("/api/", "/uploads/")):
            query = next((said for end, said in _QUERIES if route.endswith(end)), "")
            return door(token=person.token).call(method, path + query, body, **headers)
        return _in_browser(door, method, path, person.session, _form(route))

    def _attachment(self, route: str, scene: Scene, standing: Standing) -> str:
        if not route.endswith("/withdrawal") or standing is not Standing.REGISTERED:
            return scene.attachment
        scene.withdrawal = new_id()
        return _attached(self.computer, scene.contract).attachment

    def _upload(self, person: Person) -> str:
        """Begin an upload: the vendor's own people each have theirs, others try the owner's."""
        own = person.relation is Relation.OWN_VENDOR and person.account is not None
        account = person.account if own else self.computer.device.account
        assert account is not None
        upload = models.Upload.objects.create(
            account=account,
            vendor=self.computer.vendor,
            length=4,
            created_at=timezone.now(),
            expires_at=timezone.now() + timedelta(days=1),
        )
        return upload.id


def build() -> World:
    """Make everybody and everything."""
    vendor, contracting, demanding = a_vendor(), an_institution(), an_institution()
    computer = a_computer(side=vendor)
    sides = {
        Relation.OWN_VENDOR: vendor,
        Relation.OTHER_VENDOR: a_vendor(),
        Relation.CONTRACTING: contracting,
        Relation.DEMANDING: demanding,
        Relation.OTHER_INSTITUTION: an_institution(),
        Relation.OPERATOR: None,
    }
    people = [Person(Relation.ANONYMOUS, None), *_people(sides)]
    scenes = _scenes(computer, contracting, demanding)
    return World(computer, people, scenes, _paper(), _wished(computer))


def _people(sides: dict[Relation, Any]) -> Iterator[Person]:
    for relation, side in sides.items():
        for role in (role for role in Role if role.side is relation.side):
            account = an_account(role, side)
            yield Person(relation, role, account, _token(account))


def _wished(computer: Computer) -> str:
    """Ask for an institution that the catalogue lacks."""
    entry_id, body = new_id(), {"name": "달나라시"}
    catalogue_requests.ask(computer.viewer, entry_id, EntryKind.INSTITUTION, body, "", NOW)
    return entry_id


def _paper() -> models.RegistrationPaper:
    """Hand in an application with one paper."""
    row = registration.apply(an_application(login="applicant"), NOW)
    return papers.put(row, "business-licence", "scan.pdf", PDF, NOW)


def _token(account: models.Account) -> str:
    token = f"token of {account.login}"
    now = timezone.now()
    models.AccessToken.objects.create(
        token_hash=token_hash(token),
        device=a_computer(account).device,
        issued_at=now,
        expires_at=now + timedelta(hours=1),
    )
    return token


def _scenes(computer: Computer, *institutions: models.Institution) -> dict[Standing, Scene]:
    drafts = [
        contracts.put(computer.viewer, a_contract(*institutions), NEW, NOW)[0] for _ in Standing
    ]
    withdrawn = _attached(computer, drafts[2], institutions[0])
    wish = withdrawing.NewWithdrawal(
        id=withdrawn.withdrawal, attachment=withdrawn.attachment, reason="사유"
    )
    withdrawing.withdraw(computer.viewer, wish, NOW)
    return {
        Standing.DRAFT: Scene(drafts[0]),
        Standing.REGISTERED: _attached(computer, drafts[1], institutions[0]),
        Standing.WITHDRAWN: withdrawn,
    }


def _attached(
    computer: Computer, contract: Contract, institution: models.Institution | None = None
) -> Scene:
    op_id = new_id()
    submission = a_submission(computer.viewer, contract, op_id)
    wish = a_wish(computer, contract, submission, op_id, b"a photo")
    attaching.attach(computer.viewer, wish, NOW)
    derived.keep_thumbnail(wish.sha256, b"a small photo")
    part = current().folder("derived") / "part"
    part.write_bytes(b"a larger photo")
    viewing.keep(wish.sha256, part, "image/jpeg")
    scene = Scene(contract, submission, op_id, wish)
    if institution is not None:
        scene.paper = a_paper(computer.viewer, contract)
        scene.contract = contracts.one(computer.viewer, contract.id)
        officer = viewer_of(an_account(Role.MANAGER, institution))
        ask = supplements.Ask(reason="사유", person="김담당", phone="02-1", hours=4)
        scene.request = supplements.ask(officer, op_id, ask, NOW).id
    return scene


def _form(route: str) -> str:
    if route.endswith("/postpone"):
        return f"reason=x&day={_MONDAY + timedelta(weeks=next(_weeks))}"
    return FORMS.get(route, "")


def _in_browser(door: Door, method: str, path: str, session: str, said: str) -> Answer:
    if method == "GET":
        return door(session=session).call(method, path)
    # So many wrong passwords from one address would make everybody wait.
    models.AddressPause.objects.all().delete()
    token = "t" * 32
    cookies = f"csrf={token}" + (f"; session={session}" if session else "")
    form = f"csrfmiddlewaretoken={token}&login=nobody&password=x&{said}".encode()
    kind = "application/x-www-form-urlencoded"
    return door().call(method, path, raw=form, cookie=cookies, content_type=kind)
