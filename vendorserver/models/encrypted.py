"""Personal fields: encrypted in the database with a key that lies outside it."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import models

from vendorcore.errors import Untrusted
from vendorcore.protocol.keys import decode, encode

from vendorserver.settings import keys

if TYPE_CHECKING:
    _Text = models.TextField[str, str]
    _Json = models.TextField[dict[str, Any], dict[str, Any]]
    _Bytes = models.TextField[bytes | None, bytes | None]
else:
    _Text = _Json = _Bytes = models.TextField
_PREFIX, _NONCE_BYTES = "e1.", 12


def sealed(text: str) -> str:
    """Return the text as it is stored; an empty one stays empty."""
    if not text:
        return ""
    nonce = os.urandom(_NONCE_BYTES)
    return _PREFIX + encode(nonce + AESGCM(keys().field_key).encrypt(nonce, text.encode(), None))


def opened(stored: str) -> str:
    """Return the text of a stored value; Untrusted when the key is another one."""
    if not stored:
        return ""
    raw = decode(stored.removeprefix(_PREFIX))
    try:
        return (
            AESGCM(keys().field_key).decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], None).decode()
        )
    except InvalidTag as error:
        raise Untrusted(reason="field-key") from error


class EncryptedText(_Text):
    """A text such as a person's name that the database holds only in sealed form."""

    def from_db_value(self, value: str | None, *_: object) -> str:
        """Open what was stored."""
        return opened(value or "")

    def get_prep_value(self, value: Any) -> str:
        """Seal what is to be stored."""
        return sealed(str(value or ""))

    def value_to_string(self, obj: models.Model) -> str:
        """Return the sealed form: also a backup holds nothing else."""
        return self.get_prep_value(self.value_from_object(obj))

    def to_python(self, value: Any) -> str:
        """Open what a backup holds."""
        text = str(value or "")
        return opened(text) if text.startswith(_PREFIX) else text


class EncryptedJson(_Json):
    """Values such as a place of capture, sealed as one text."""

    def from_db_value(self, value: str | None, *_: object) -> dict[str, Any]:
        """Open what was stored."""
        return dict(json.loads(opened(value or "") or "{}"))

    def to_python(self, value: Any) -> dict[str, Any]:
        """Open what a backup holds; take other values as they are."""
        return value if isinstance(value, dict) else self.from_db_value(value)

    def value_to_string(self, obj: models.Model) -> str:
        """Return the sealed form: also a backup holds nothing else."""
        return self.get_prep_value(self.value_from_object(obj))

    def get_prep_value(self, value: Any) -> str:
        """Seal what is to be stored."""
        return sealed(json.dumps(value, ensure_ascii=False)) if value else ""


class EncryptedBytes(_Bytes):
    """A small file such as the scan of a 사업자등록증, sealed as one text."""

    def from_db_value(self, value: str | None, *_: object) -> bytes | None:
        """Open what was stored."""
        return decode(opened(value)) if value else None

    def to_python(self, value: Any) -> bytes | None:
        """Open what a backup holds; take other values as they are."""
        return value if isinstance(value, bytes) else self.from_db_value(value)

    def value_to_string(self, obj: models.Model) -> str:
        """Return the sealed form: also a backup holds nothing else."""
        return self.get_prep_value(self.value_from_object(obj)) or ""

    def get_prep_value(self, value: Any) -> str | None:
        """Seal what is to be stored."""
        return sealed(encode(value)) if value else None
