"""Every page in a real browser: no accessibility violation, no complaint, nothing cut off."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.conf import settings

from vendorcore.domain import Role

from tests.vendorserver.browser.places import Places, build
from tests.vendorserver.browser.serving import served
from tests.vendorserver.builders import an_account
from tests.vendorserver.portal.conftest import browser_of
from vendorserver.services.policy import TABLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.vendorserver.browser.chromium import Chromium

AXE = Path(__file__).resolve().parents[2] / "data" / "axe" / "axe.min.js"
# Where somebody wants to look at the pages, they are photographed into this folder.
PICTURES = os.environ.get("PAGES_TO")
LOOKS = ((1366, "light"), (360, "dark"))
ASK_AXE = """axe.run(document, {resultTypes: ["violations"]}).then(found => found.violations.map(
  one => one.id + ": " + one.nodes.map(node => node.html.slice(0, 160)).join(" | ")))"""
HOW_WIDE = "document.documentElement.scrollWidth"
WHOLE = "document.readyState === 'complete' && document.querySelector('h1') !== null"
FILES = (".xlsx", ".pdf", "/static/", "/papers/", ".csv", "/metrics", "/healthz", "/readyz")
WHO = {
    "/sign-in/setup": "choosing",
    "/sign-in/code": "proving",
    "/applications/done": "applicant",
    "/applications/mine": "held",
    "/applications": "nobody",
    "/audit": "auditor",
    "/catalogue": "vendor",
    "/account/computers": "vendor",
    "/desk": "operator",
    "/break-glass": "operator",
    "/recover": "operator",
}


@pytest.fixture
def places(data_dir: Path, transactional_db: None) -> Places:
    return build()


@pytest.fixture
def address(places: Places) -> Iterator[str]:
    with served() as url:
        yield url


def pages(places: Places) -> list[tuple[str, str]]:
    """Return every page with somebody who may open it; some as more than one."""
    fill = dict.fromkeys(("kind_key",), "vendor") | places.ids
    found = []
    for method, route in TABLE:
        if method != "GET" or route.startswith(("/api/", "/uploads/")) or route == "/":
            continue
        if any(part in route for part in FILES) or not _known(route, fill):
            continue
        found += [(who, route.format_map(fill)) for who in _readers(route)]
    found = [(who, page) for who, page in found if not page.startswith("/invited/")]
    found.append(("nobody", f"/invited/{fill['invited']}"))
    found.append(("institution", f"/beside?id={fill['attachment_id']}&id={fill['second']}"))
    return found


def _known(route: str, fill: dict[str, str]) -> bool:
    names = [part[1:-1] for part in route.split("/") if part.startswith("{")]
    return all(name in fill for name in names)


def _readers(route: str) -> list[str]:
    for start, who in WHO.items():
        if route.startswith(start):
            return [who]
    if route.startswith(("/sign-in", "/begin", "/apply")):
        return ["nobody"]
    if route in ("/contracts/{contract_id}", "/contracts"):
        return ["vendor", "institution", "operator"][: 2 if "{" in route else 3]
    return ["institution"]


def enter(chromium: Chromium, address: str, places: Places, who: str) -> None:
    chromium.call("Network.clearBrowserCookies")
    if who != "nobody":
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": places.sessions[who]}
        chromium.call("Network.setCookie", url=address, **cookie)


def test_pages_are_for_everybody(chromium: Chromium, address: str, places: Places) -> None:
    rows = [(one, LOOKS[number % 2]) for number, one in enumerate(pages(places))]
    assert_well(chromium, address, places, rows)


@pytest.mark.long
def test_pages_are_for_everybody_in_every_look(
    chromium: Chromium, address: str, places: Places
) -> None:
    assert_well(chromium, address, places, [(one, look) for one in pages(places) for look in LOOKS])


def test_an_empty_desk_is_for_everybody(
    chromium: Chromium, data_dir: Path, transactional_db: None
) -> None:
    session = browser_of(an_account(Role.ADMIN)).session.session_key or ""
    with served() as url:
        empty = Places({"operator": session}, {})
        assert_well(chromium, url, empty, [(("operator", "/desk/done"), look) for look in LOOKS])
        assert chromium.run("location.pathname") == "/desk/done"


def assert_well(
    chromium: Chromium,
    address: str,
    places: Places,
    rows: list[tuple[tuple[str, str], tuple[int, str]]],
) -> None:
    """Open each page in a look; axe, the console and the width must be content."""
    axe, wrong = AXE.read_text("utf-8"), []
    for (who, page), (width, scheme) in rows:
        enter(chromium, address, places, who)
        chromium.wear(width, scheme)
        chromium.go(address + page)
        chromium.run(axe)
        said = chromium.run(ASK_AXE) + chromium.troubles()
        said += ["cut off at the side"] if chromium.run(HOW_WIDE) > width else []
        said += [] if chromium.run(WHOLE) else ["no page"]
        wrong += [(who, page, width, one) for one in said]
        _photograph(chromium, who, page, width)
    assert not wrong, "\n".join(map(str, wrong))


def _photograph(chromium: Chromium, who: str, page: str, width: int) -> None:
    if PICTURES:
        name = page.strip("/").partition("?")[0].replace("/", "_")[-60:]
        chromium.photograph(Path(PICTURES) / f"{who}-{name}-{width}.png")
