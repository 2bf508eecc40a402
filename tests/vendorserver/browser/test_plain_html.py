"""Every page works with scripts off: whatever can be done there is a plain link or form."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.urls import resolve

from tests.vendorserver.browser.places import build
from tests.vendorserver.browser.test_pages import pages

if TYPE_CHECKING:
    from pathlib import Path

_LONE = frozenset(
    ["area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_LOOSE = {"input", "select", "textarea"}


@dataclass
class Form:
    """One form: where it goes, how, and what it holds."""

    method: str
    action: str
    submits: int = 0
    vouched: bool = False


@dataclass
class Reader(HTMLParser):
    """Reads a page as a browser without scripts does; what a script would uncover is not there."""

    forms: list[Form] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[tuple[str, bool]] = []
        self._form: Form | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag not in _LONE | {"source", "track", "wbr"}:
            self._open.append((tag, "hidden" in said))
        if any(hidden for _tag, hidden in self._open):
            return
        self.wrong += [f"{tag} {name}" for name in said if name.startswith("on")]
        if said.get("href", "").startswith("javascript:") or said.get("href") == "#":
            self.wrong.append(f"a link for a script: {said['href']}")
        if tag == "form":
            self._form = Form(said.get("method", ""), said.get("action", ""))
            self.forms.append(self._form)
        elif tag == "button" or (tag == "input" and said.get("type") == "submit"):
            self._button(said)
        elif tag in _LOOSE:
            self._entry(tag, said)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass
        if tag == "form":
            self._form = None

    def _button(self, said: dict[str, str]) -> None:
        if self._form is None and "form" not in said:
            self.wrong.append(f"a button outside of every form: {said}")
        elif self._form is not None and said.get("type", "submit") == "submit":
            self._form.submits += 1

    def _entry(self, tag: str, said: dict[str, str]) -> None:
        if self._form is None and "form" not in said and "readonly" not in said:
            self.wrong.append(f"a {tag} outside of every form: {said}")
        elif self._form is not None and said.get("name") == "csrfmiddlewaretoken":
            self._form.vouched = True


def complaints(page: str, text: str) -> list[str]:
    """Return what would not work on a page without scripts."""
    reader = Reader()
    reader.feed(text)
    found = list(reader.wrong)
    for form in reader.forms:
        resolve(urlsplit(form.action or page).path)  # a form without action goes to its own page
        found += [] if form.method in ("get", "post") else [f"no method: {form}"]
        found += [] if form.submits else [f"no button that sends: {form}"]
        found += [] if form.vouched == (form.method == "post") else [f"csrf: {form}"]
    return found


def test_every_page_works_with_scripts_off(data_dir: Path, transactional_db: None) -> None:
    places, wrong, forms = build(), [], 0
    for who, page in pages(places):
        browser = Client(headers={"Accept-Language": "ko"})
        if who != "nobody":
            browser.cookies[settings.SESSION_COOKIE_NAME] = places.sessions[who]
        answer = browser.get(page, follow=True)
        assert answer.status_code == 200, (who, page, answer.status_code)
        text = answer.content.decode()
        forms += text.count("<form")
        wrong += [(who, page, one) for one in complaints(answer.request["PATH_INFO"], text)]
    assert not wrong, "\n".join(map(str, wrong))
    assert forms > 50


@pytest.mark.parametrize(
    "text",
    [
        "<button>x</button>",
        "<input name=a>",
        '<a href="#">x</a>',
        '<a href="javascript:x()">x</a>',
        '<form method="get" action="/sign-in"><button type="button">x</button></form>',
        '<form action="/sign-in"><button>x</button></form>',
        '<form method="post" action="/sign-in"><button>x</button></form>',
        '<p onclick="x()">x</p>',
    ],
)
def test_what_needs_a_script_is_seen(text: str) -> None:
    assert complaints("/sign-in", text)
