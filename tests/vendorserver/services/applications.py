"""Applications with sensible defaults, one for each kind."""

from __future__ import annotations

from typing import Any

from vendorserver.services.registration import Application

PASSWORD = "긴 비밀번호 하나"
PDF = b"%PDF-1.7 scan"
VENDOR = {
    "organisation": "한빛가구",
    "business_no": "110-87-00012",
    "representative": "김대표",
    "factory": "경기도 화성시",
    "contact_name": "홍길동",
    "contact_email": "hong@example.kr",
    "contact_phone": "010-1234-5678",
    "certificate_until": "2027-05-31",
}
INSTITUTION = {
    "organisation": "조달청",
    "code": "1230000",
    "business_no": "110-87-00012",
    "contact_name": "정주무관",
    "contact_email": "jung@example.kr",
    "contact_phone": "042-724-1234",
}
VALUES = {"vendor": VENDOR, "cataloguer": VENDOR, "stockpile": VENDOR, "institution": INSTITUTION}


def an_application(kind: str = "vendor", login: str = "Hanbit", **changes: Any) -> Application:
    values = VALUES[kind] | changes.pop("values", {})
    return Application(kind=kind, login=login, password=PASSWORD, values=values, **changes)
