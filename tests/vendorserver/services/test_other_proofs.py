"""A letter or a certificate as the second proof, and beginning anew by the help of another."""

from __future__ import annotations

import base64
import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding

from vendorcore.domain import Role
from vendorcore.errors import InvalidEntry, Refused, SignInNeeded

from tests.vendorserver.builders import NOW, an_account, later
from vendorserver.models import AuditEntry, PortalSession
from vendorserver.services import (
    certificates,
    mail_codes,
    one_time_links,
    recovery,
    recovery_codes,
    second_factor,
)
from vendorserver.services.access import viewer_of

if TYPE_CHECKING:
    from pathlib import Path

    from django.core.mail import EmailMessage

    from vendorserver.models import Account

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(data_dir: Path) -> Account:
    return an_account(Role.MANAGER, email="officer@korea.kr")


def code_in(letter: EmailMessage) -> str:
    found = re.search(r"\d{8}", str(letter.body))
    assert found
    return found[0]


def by_mail(account: Account, mailoutbox: list[EmailMessage]) -> list[str]:
    mail_codes.send(account, NOW)
    return second_factor.set_up_mail(account, code_in(mailoutbox[-1]), NOW)


def test_a_code_by_mail_works_once_and_for_ten_minutes(
    officer: Account, mailoutbox: list[EmailMessage]
) -> None:
    by_mail(officer, mailoutbox)
    mail_codes.send(officer, later(minutes=2))
    code = code_in(mailoutbox[-1])
    assert mailoutbox[-1].to == ["officer@korea.kr"]
    with pytest.raises(SignInNeeded):
        second_factor.prove(officer, code, later(minutes=12, seconds=1))
    mail_codes.send(officer, later(minutes=20))
    code = code_in(mailoutbox[-1])
    second_factor.prove(officer, code, later(minutes=21))
    with pytest.raises(SignInNeeded):
        second_factor.prove(officer, code, later(minutes=21))


def test_letters_go_out_once_a_minute(officer: Account, mailoutbox: list[EmailMessage]) -> None:
    for seconds in (0, 30, 59, 60):
        mail_codes.send(officer, later(seconds=seconds))
    assert len(mailoutbox) == 2


def test_a_code_of_one_person_is_none_of_another(
    officer: Account, mailoutbox: list[EmailMessage]
) -> None:
    other = an_account(Role.MANAGER, email="other@korea.kr")
    by_mail(officer, mailoutbox)
    by_mail(other, mailoutbox)
    mail_codes.send(officer, later(minutes=2))
    with pytest.raises(SignInNeeded):
        second_factor.prove(other, code_in(mailoutbox[-1]), later(minutes=2))


def test_who_has_no_address_is_told(data_dir: Path) -> None:
    with pytest.raises(Refused, match="mail-not-sent"):
        mail_codes.send(an_account(Role.MANAGER), NOW)


def test_guessing_codes_slows_down(officer: Account, mailoutbox: list[EmailMessage]) -> None:
    by_mail(officer, mailoutbox)
    for _guess in range(5):
        with pytest.raises(SignInNeeded):
            second_factor.prove(officer, "00000000", later(minutes=2))
    with pytest.raises(Refused, match="too-many-attempts"):
        second_factor.prove(officer, "00000000", later(minutes=2))


def test_addresses_are_shown_to_their_owner_alone() -> None:
    assert mail_codes.hidden("hong@korea.kr") == "h***@korea.kr"


RSA = rsa.generate_private_key(public_exponent=65537, key_size=2048)
CURVE = ec.generate_private_key(ec.SECP256R1())
Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


def a_certificate(key: Key, *, days: int = 365) -> str:
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "정주무관")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(NOW - timedelta(days=400))
        .not_valid_after(NOW + timedelta(days=days))
    )
    return made.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM).decode()


def signed(key: Key, text: str, *, browser: bool = False) -> str:
    if isinstance(key, rsa.RSAPrivateKey):
        said = key.sign(text.encode(), padding.PKCS1v15(), hashes.SHA256())
    else:
        said = key.sign(text.encode(), ec.ECDSA(hashes.SHA256()))
        if browser:
            said = b"".join(half.to_bytes(32, "big") for half in decode_dss_signature(said))
    return base64.b64encode(said).decode()


@pytest.mark.parametrize(("key", "browser"), [(RSA, False), (CURVE, False), (CURVE, True)])
def test_the_owner_of_a_certificate_proves_it_by_signing(
    officer: Account, key: Key, browser: bool
) -> None:
    question = certificates.new_question()
    certificate = a_certificate(key)
    second_factor.set_up_certificate(officer, certificate, question, signed(key, question), NOW)
    another = certificates.new_question()
    assert another != question
    second_factor.prove_certificate(officer, another, signed(key, another, browser=browser), NOW)


@pytest.mark.parametrize("case", ["old", "other key", "empty", "no base64", "expired"])
def test_wrong_signatures_prove_nothing(officer: Account, case: str) -> None:
    question = certificates.new_question()
    certificate = a_certificate(RSA, days=1)
    second_factor.set_up_certificate(officer, certificate, question, signed(RSA, question), NOW)
    fresh = certificates.new_question()
    other = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    said = {
        "old": signed(RSA, question),
        "other key": signed(other, fresh),
        "empty": "",
        "no base64": "가나다",
        "expired": signed(RSA, fresh),
    }[case]
    when = later(days=2) if case == "expired" else NOW
    with pytest.raises(SignInNeeded):
        second_factor.prove_certificate(officer, fresh, said, when)


def test_a_question_that_was_never_asked_proves_nothing(officer: Account) -> None:
    with pytest.raises(SignInNeeded):
        second_factor.set_up_certificate(officer, a_certificate(RSA), "", signed(RSA, ""), NOW)


@pytest.mark.parametrize("text", ["", "x", "A" * 30_000, "-----BEGIN CERTIFICATE-----\nx"])
def test_what_is_no_certificate_is_refused(data_dir: Path, text: str) -> None:
    with pytest.raises(InvalidEntry):
        certificates.read(text, NOW)


def test_weak_keys_and_old_certificates_are_refused(data_dir: Path) -> None:
    weak = rsa.generate_private_key(public_exponent=65537, key_size=1024)  # noqa: S505 - weak on purpose
    with pytest.raises(InvalidEntry, match="certificate-unusable"):
        certificates.read(a_certificate(weak), NOW)
    with pytest.raises(InvalidEntry, match="certificate-expired"):
        certificates.read(a_certificate(RSA, days=-1), NOW)
    assert "정주무관" in certificates.subject_of(certificates.read(a_certificate(RSA), NOW))


def test_recovery_codes_help_whatever_was_lost(officer: Account) -> None:
    question = certificates.new_question()
    certificate = a_certificate(CURVE)
    codes = second_factor.set_up_certificate(
        officer, certificate, question, signed(CURVE, question), NOW
    )
    second_factor.prove(officer, codes[0], NOW)
    with pytest.raises(SignInNeeded):
        second_factor.prove(officer, codes[0], NOW)
    fresh = recovery_codes.fresh(officer)
    with pytest.raises(SignInNeeded):
        second_factor.prove(officer, codes[1], NOW)
    second_factor.prove(officer, fresh[1], NOW)


def test_another_operator_lets_somebody_begin_anew_and_both_are_told(
    officer: Account, mailoutbox: list[EmailMessage]
) -> None:
    by_mail(officer, mailoutbox)
    PortalSession.objects.create(account=officer, session_key="s", started_at=NOW)
    helper = an_account(Role.ADMIN, email="operator@example.kr")
    recovery.begin_anew(viewer_of(helper), officer.login, "휴대폰 분실, 전화로 확인", NOW)
    assert not second_factor.is_set_up(officer)
    assert not PortalSession.objects.filter(account=officer).exists()
    copy, letter = mailoutbox[-2:]
    assert (letter.to, copy.to) == (["officer@korea.kr"], ["operator@example.kr"])
    assert "휴대폰 분실" in str(letter.body)
    assert "/begin/" not in str(copy.body)
    assert AuditEntry.objects.filter(action="account.recovered", subject=officer.id).exists()


def test_sign_ins_can_be_ended_and_the_proof_kept(
    officer: Account, mailoutbox: list[EmailMessage]
) -> None:
    by_mail(officer, mailoutbox)
    helper = viewer_of(an_account(Role.SUPPORT))
    recovery.begin_anew(helper, officer.login, "의심스러운 로그인", NOW, proof_too=False)
    assert second_factor.is_set_up(officer)


def test_nobody_recovers_themselves_or_without_a_reason(officer: Account) -> None:
    helper = an_account(Role.ADMIN)
    with pytest.raises(Refused, match="needs-second-person"):
        recovery.begin_anew(viewer_of(helper), helper.login, "사유", NOW)
    with pytest.raises(InvalidEntry):
        recovery.begin_anew(viewer_of(helper), officer.login, " ", NOW)
    with pytest.raises(Refused, match="forbidden"):
        recovery.begin_anew(viewer_of(officer), helper.login, "사유", NOW)


def test_a_link_opens_once_within_its_time(officer: Account) -> None:
    address = one_time_links.new(officer, NOW, timedelta(hours=1))
    token = address.rpartition("/")[2]
    assert one_time_links.look(token, later(hours=2)) is None
    link = one_time_links.look(token, NOW)
    assert link is not None
    with pytest.raises(InvalidEntry):
        one_time_links.begin(link, "짧다", NOW)
    assert one_time_links.begin(link, "긴 비밀번호 하나", NOW)
    assert one_time_links.look(token, NOW) is None
    with pytest.raises(Refused, match="link-spent"):
        one_time_links.begin(link, "긴 비밀번호 둘", NOW)
