"""Whether something looks like an e-mail address or a phone number."""

import re

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_PHONE = re.compile(r"\+?[0-9][0-9 ()-]{6,24}")


def is_email(text: str) -> bool:
    """Whether letters could be sent there."""
    return bool(_EMAIL.fullmatch(text))


def is_phone(text: str) -> bool:
    """Whether it could be called."""
    return bool(_PHONE.fullmatch(text))
