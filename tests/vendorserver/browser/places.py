"""A world in which every page has something to show, and the people who open them."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

import av
from django.core import mail
from django.utils import timezone
from PIL import Image

from vendorcore import resources
from vendorcore.domain import Institution, Party, PartyRole, Role, new_id
from vendorcore.media import Workshop

from tests.vendorserver.browser.doorways import half_way
from tests.vendorserver.builders import (
    NEW,
    NOW,
    Computer,
    a_computer,
    a_contract,
    an_account,
    an_attachment,
    an_institution,
)
from tests.vendorserver.portal.conftest import browser_of
from tests.vendorserver.services.applications import an_application
from vendorserver import models
from vendorserver.services import (
    catalogue_requests,
    charges,
    contracts,
    invitations,
    one_time_links,
    registration,
    runner,
    supplements,
)
from vendorserver.services.access import viewer_of

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

CARD = "sample-card"
FILES = {
    "photo": f"{CARD}/camera/DCIM/103KODAK/DCP_4386.JPG",
    "heic": f"{CARD}/iphone/DCIM/100APPLE/IMG_3578.HEIC",
    "hevc": f"{CARD}/iphone/DCIM/100APPLE/IMG_3589.MOV",
    "avi": f"{CARD}/camera/DCIM/100CANON/MVI_0121.AVI",
}


@dataclass
class Places:
    """Sessions of the four kinds of people, and the addresses of things."""

    sessions: dict[str, str]
    ids: dict[str, str]


def a_stream(folder: Path) -> bytes:
    """Return a short film as cameras write it into .MTS files."""
    path = folder / "00001.mts"
    with av.open(str(path), "w", format="mpegts") as file:
        stream = file.add_stream("libx264", rate=25)
        stream.width, stream.height, stream.pix_fmt = 320, 240, "yuv420p"
        for shade in range(25):
            picture = Image.new("RGB", (320, 240), (shade * 10, 90, 120))
            file.mux(stream.encode(av.VideoFrame.from_image(picture)))
        file.mux(stream.encode(None))
    return path.read_bytes()


def a_small_photo(shade: int = 90) -> bytes:
    """Return a JPEG that costs nothing to read."""
    target = io.BytesIO()
    Image.new("RGB", (64, 48), (shade, 120, 160)).save(target, "JPEG")
    return target.getvalue()


def work() -> None:
    """Do what the server does after it has answered."""
    with Workshop() as shop:
        runner.run_due(shop, timezone.now)


def build() -> Places:
    """Make the contract, its people and everything that pages show."""
    institution = an_institution("속초시")
    computer = a_computer(an_account(Role.OWNER, name="김대표", email="maker@example.kr"))
    here = Institution(code=institution.code, name=institution.name)
    absent = Institution(code="", name="한빛초등학교")
    parties = (
        Party(role=PartyRole.CONTRACTING, institution=here),
        Party(role=PartyRole.DEMANDING, institution=absent),
    )
    made = a_contract(institution, number="R26TA01234567", parties=parties)
    contract = contracts.put(computer.viewer, replace(made, name="책상 120개 구매"), NEW, NOW)[0]
    photo = resources.path(FILES["photo"]).read_bytes()
    attachment, _receipt = an_attachment(computer, contract, photo)
    second, _receipt = an_attachment(computer, contract, a_small_photo())
    work()
    return _with_people(computer, institution, contract.id, attachment, second)


def _with_people(
    computer: Computer,
    institution: models.Institution,
    contract: str,
    attachment: str,
    second: str,
) -> Places:
    manager = an_account(Role.MANAGER, institution, name="정주무관", email="jung@korea.kr")
    officer, now = viewer_of(manager), timezone.now()
    an_account(Role.INSPECTOR, institution, name="한검수")
    charges.take(officer, contract, now)
    ask = supplements.Ask(
        reason="도장 두께가 보이는 사진", person="정주무관", phone="033-639-1", hours=8
    )
    asked = supplements.ask(officer, attachment, ask, now)
    supplements.reply(computer.viewer, asked.id, "내일 다시 찍겠습니다.", now)
    row = registration.apply(an_application(), now)
    invitations.invite(computer.viewer, contract, "한빛초등학교", "teacher@school.kr", now)
    invited = str(mail.outbox[-1].body).partition("/invited/")[2].split()[0]
    people = {
        "vendor": computer.device.account,
        "institution": manager,
        "operator": an_account(Role.ADMIN, name="운영자"),
        "auditor": an_account(Role.AUDITOR, name="감사"),
    }
    ids = {"contract_id": contract, "attachment_id": attachment, "second": second}
    ids |= {"registration_id": row.id, "invited": invited, "entry_id": new_id()}
    wish = {"name": "강원도 속초 시청", "class_name": "지방자치단체"}
    kind = models.EntryKind.INSTITUTION
    catalogue_requests.ask(computer.viewer, ids["entry_id"], kind, wish, "계약 준비", now)
    link = one_time_links.new(people["vendor"], now, timedelta(hours=1))
    ids["token"] = link.rpartition("/")[2]
    return Places({name: _session(one) for name, one in people.items()} | half_way(), ids)


def _session(account: models.Account) -> str:
    browser: Client = browser_of(account)
    return browser.session.session_key or ""
