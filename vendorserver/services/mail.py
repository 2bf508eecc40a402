"""Sends one letter; a mail server that is away stops nobody's work."""

from __future__ import annotations

import logging
import smtplib

from django.core.mail import EmailMessage

_log = logging.getLogger(__name__)


def send(to: str, subject: str, body: str) -> bool:
    """Hand a letter over; return whether that went well. Never inside a transaction.

    The log names neither the reader nor what the letter says.
    """
    if not to.strip():
        return False
    letter = EmailMessage(subject=" ".join(subject.split()), body=body, to=[to.strip()])
    try:
        return letter.send() == 1
    except (smtplib.SMTPException, OSError, ValueError) as error:
        _log.warning("a letter could not be sent: %s", type(error).__name__)
        return False
