"""Every kind of photo and video shows and plays in the browser; certificates open there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import PrivateFormat, pkcs12
from cryptography.hazmat.primitives.serialization.pkcs12 import PBES
from django.contrib.auth.hashers import make_password

from vendorcore import resources
from vendorcore.domain import Role

from tests.vendorserver.browser.places import FILES, a_stream, work
from tests.vendorserver.browser.serving import served
from tests.vendorserver.builders import (
    a_computer,
    a_stored_contract,
    an_account,
    an_attachment,
    an_institution,
)
from tests.vendorserver.portal.conftest import PASSWORD, browser_of
from tests.vendorserver.services.test_other_proofs import a_certificate
from vendorserver.models import SecondFactor
from vendorserver.settings.django import SESSION_COOKIE_NAME

if TYPE_CHECKING:
    from pathlib import Path

    from tests.vendorserver.browser.chromium import Chromium

PLAYS = """new Promise(done => {
  const film = document.querySelector("video");
  film.muted = true;
  film.addEventListener("timeupdate", () => film.currentTime > 0.1 && done(film.videoWidth));
  film.addEventListener("error", () => done("error " + film.error.message));
  film.play().catch(problem => done("refused " + problem));
})"""
WRONG = """new Promise(done => {
  const said = document.querySelector(".with-script .notice");
  const look = () => said.hidden || done(said.textContent);
  new MutationObserver(look).observe(said, {attributes: true});
  look();
})"""
SHOWS = "document.querySelector('.preview img').decode().then(() => 0).catch(String)"
WIDE = "document.querySelector('.preview img').naturalWidth"


_LONG = pytest.mark.long
KINDS = ["heic", "hevc", *(pytest.param(one, marks=_LONG) for one in ("photo", "avi", "mts"))]


@pytest.mark.parametrize("kind", KINDS)
def test_browser_shows_what_cameras_write(
    chromium: Chromium, data_dir: Path, transactional_db: None, tmp_path: Path, kind: str
) -> None:
    institution, computer = an_institution(), a_computer()
    contract = a_stored_contract(computer.viewer, institution)
    content = a_stream(tmp_path) if kind == "mts" else resources.path(FILES[kind]).read_bytes()
    attachment, _receipt = an_attachment(computer, contract, content)
    work()
    officer = browser_of(an_account(Role.MANAGER, institution))
    with served() as url:
        cookie = {"name": SESSION_COOKIE_NAME, "value": officer.session.session_key or ""}
        chromium.call("Network.clearBrowserCookies")
        chromium.call("Network.setCookie", url=url, **cookie)
        chromium.go(f"{url}/evidence/{attachment}")
        film = kind in ("hevc", "avi", "mts")
        told = chromium.run(PLAYS) if film else chromium.run(SHOWS) or chromium.run(WIDE)
        assert isinstance(told, int), told
        assert told > 100
        assert chromium.troubles() == []


RSA = rsa.generate_private_key(public_exponent=65537, key_size=2048)
CURVE = ec.generate_private_key(ec.SECP256R1())


def a_file(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey, word: str) -> bytes:
    """Return a PKCS#12 file as OpenSSL 3 and the authorities write it today."""
    certificate = x509.load_pem_x509_certificate(a_certificate(key, days=3650).encode())
    lock = (
        PrivateFormat.PKCS12.encryption_builder()
        .kdf_rounds(2000)
        .key_cert_algorithm(PBES.PBESv2SHA256AndAES256CBC)
        .build(word.encode())
    )
    return pkcs12.serialize_key_and_certificates("정주무관".encode(), key, certificate, None, lock)


def fill(chromium: Chromium, path: Path, word: str) -> None:
    """Choose a file and type its password, then press the button."""
    root = chromium.call("DOM.getDocument")["root"]["nodeId"]
    node = chromium.call("DOM.querySelector", nodeId=root, selector="#p12")["nodeId"]
    chromium.call("DOM.setFileInputFiles", nodeId=node, files=[str(path)])
    chromium.run(f"document.querySelector('#p12-password').value = {json.dumps(word)}")
    chromium.events.clear()
    chromium.run("document.querySelector('.with-script button').click()")


def sign_in(chromium: Chromium, url: str, *, scripts: bool = True) -> None:
    """Type login and password as a person does."""
    chromium.call("Network.clearBrowserCookies")
    chromium.call("Emulation.setScriptExecutionDisabled", value=not scripts)
    chromium.go(f"{url}/sign-in?next=/requests")
    for place, text in (("login", "officer"), ("password", PASSWORD)):
        chromium.run(f"document.querySelector('#{place}').focus()")
        chromium.call("Input.insertText", text=text)
    chromium.events.clear()
    for kind in ("rawKeyDown", "char", "keyUp"):
        key = {"windowsVirtualKeyCode": 13, "key": "Enter", "text": "\r"}
        chromium.call("Input.dispatchKeyEvent", type=kind, **key)
    chromium.wait_for("Page.loadEventFired")


@pytest.mark.parametrize("key", [RSA, CURVE])
def test_certificate_is_opened_in_the_browser_and_its_key_stays_there(
    chromium: Chromium,
    data_dir: Path,
    transactional_db: None,
    tmp_path: Path,
    key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey,
) -> None:
    an_account(Role.MANAGER, login="officer", password=make_password(PASSWORD))
    path = tmp_path / "mine.p12"
    path.write_bytes(a_file(key, "인증서 비밀"))
    with served() as url:
        sign_in(chromium, url)
        fill(chromium, path, "wrong")
        assert "p12" in chromium.run(WRONG)
        fill(chromium, path, "인증서 비밀")
        chromium.wait_for("Page.loadEventFired")
        assert SecondFactor.objects.get().kind == "certificate"
        sign_in(chromium, url)
        fill(chromium, path, "인증서 비밀")
        chromium.wait_for("Page.loadEventFired")
        assert chromium.run("location.pathname") == "/requests"


def test_pages_work_with_scripts_off(
    chromium: Chromium, data_dir: Path, transactional_db: None
) -> None:
    account = an_account(Role.OFFICE, login="officer", password=make_password(PASSWORD))
    contract = a_stored_contract(a_computer(account).viewer)
    with served() as url:
        try:
            sign_in(chromium, url, scripts=False)
            assert chromium.run("location.pathname") == "/requests"
            chromium.go(f"{url}/contracts/{contract.id}")
            assert "책상 구매" in chromium.run("document.querySelector('h1').textContent")
            assert chromium.run("document.documentElement.lang") == "ko"
        finally:
            chromium.call("Emulation.setScriptExecutionDisabled", value=False)
