"""Letters: handed over, or said to have failed; the log says nothing private."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from vendorcore.errors import InvalidEntry

from vendorserver.services import mail
from vendorserver.settings.mail import mail as described
from vendorserver.settings.server import ServerSettings

if TYPE_CHECKING:
    from pathlib import Path

    from django.core.mail import EmailMessage
    from pytest_django.fixtures import Settings


def test_a_letter_arrives(mailoutbox: list[EmailMessage]) -> None:
    assert mail.send(" clerk@example.kr ", "제목", "본문")
    (letter,) = mailoutbox
    assert (letter.to, letter.subject, letter.body) == (["clerk@example.kr"], "제목", "본문")


def test_a_subject_stays_one_line(mailoutbox: list[EmailMessage]) -> None:
    assert mail.send("clerk@example.kr", "제목\r\nBcc: other@example.kr", "본문")
    assert mailoutbox[0].subject == "제목 Bcc: other@example.kr"
    assert mailoutbox[0].bcc == []


@pytest.mark.parametrize("to", ["", " ", "a@example.kr\nBcc: b@example.kr"])
def test_no_letter_to_what_is_no_address(mailoutbox: list[EmailMessage], to: str) -> None:
    assert not mail.send(to, "제목", "본문")
    assert mailoutbox == []


def test_a_mail_server_that_is_away_is_said(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    with caplog.at_level(logging.WARNING):
        assert not mail.send("clerk@example.kr", "제목", "비밀 123456")
    assert "clerk" not in caplog.text
    assert "123456" not in caplog.text


def test_letters_lie_in_files_without_a_mail_server(tmp_path: Path) -> None:
    said = described(ServerSettings(data_dir=tmp_path))
    assert said["EMAIL_FILE_PATH"] == str(tmp_path / "mail")


@pytest.mark.parametrize(
    ("url", "port", "ssl", "tls"),
    [
        ("smtp://a:b%40@mail.example.kr", 587, False, True),
        ("smtps://mail.example.kr:4650", 4650, True, False),
        ("smtp://127.0.0.1:2525", 2525, False, False),
    ],
)
def test_letters_travel_protected(url: str, port: int, ssl: bool, tls: bool) -> None:
    said = described(ServerSettings(mail_url=url))
    assert (said["EMAIL_PORT"], said["EMAIL_USE_SSL"], said["EMAIL_USE_TLS"]) == (port, ssl, tls)


def test_an_unknown_way_of_sending_is_refused() -> None:
    with pytest.raises(InvalidEntry):
        described(ServerSettings(mail_url="http://mail.example.kr"))
