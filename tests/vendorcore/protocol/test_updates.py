"""A new version is believed only with the right signature, in order, and while it is fresh."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import Any

import pytest

from vendorcore.errors import InvalidEntry, Untrusted
from vendorcore.protocol import Signed, SigningKey
from vendorcore.protocol.updates import Guard, Installer, Release, from_payload, is_newer, numbers

KEY, OTHER = SigningKey.generate(), SigningKey.generate()
KEYS = {KEY.public.key_id: KEY.public}
NOW = datetime(2026, 4, 1, tzinfo=UTC)
FILE = Installer(
    system="windows-x86_64",
    name="VendorClient-0.2.0-x64.exe",
    url="/api/v1/client/updates/VendorClient-0.2.0-x64.exe",
    size_bytes=5,
    sha256="a" * 64,
)
RELEASE = Release(
    sequence=7,
    version="0.2.0",
    minimum_version="0.1",
    issued_at="2026-03-01T00:00:00Z",
    expires_at="2026-05-01T00:00:00Z",
    files=(FILE,),
)
AS_JSON: dict[str, Any] = asdict(FILE)
ODD_FILES: list[dict[str, Any]] = [
    {"name": "../evil.exe"},
    {"name": ""},
    {"sha256": "A" * 64},
    {"size_bytes": 0},
    {"url": "http://example.test/a"},
    {"url": "file:///etc/passwd"},
]
GUARD = Guard(version="0.1.0", now=NOW, seen=7)


def refusal(signed: Signed, guard: Guard = GUARD) -> str:
    with pytest.raises(Untrusted) as caught:
        guard.check(signed, KEYS)
    return caught.value.code


def test_a_fresh_and_signed_release_is_believed() -> None:
    release = GUARD.check(Signed.from_text(RELEASE.signed(KEY).text), KEYS)
    assert release == RELEASE
    assert release.for_system("windows-x86_64") == FILE
    assert release.for_system("beos-ppc") is None


def test_the_same_version_again_is_no_rollback() -> None:
    assert replace(GUARD, version="0.2").check(RELEASE.signed(KEY), KEYS) == RELEASE


@pytest.mark.parametrize("field", ["version", "minimum_version", "expires_at", "sequence"])
def test_a_changed_manifest_is_refused(field: str) -> None:
    good = RELEASE.signed(KEY)
    changed: dict[str, Any] = {"sequence": 99, "expires_at": "2030-01-01T00:00:00Z"}
    payload = {**good.payload, field: changed.get(field, "9.9")}
    assert refusal(Signed(payload, good.key_id, good.signature)) == "update-untrusted"


def test_another_key_is_refused() -> None:
    assert refusal(RELEASE.signed(OTHER)) == "update-untrusted"


def test_an_older_manifest_or_version_is_refused() -> None:
    assert refusal(replace(RELEASE, sequence=6).signed(KEY)) == "update-older"
    assert refusal(RELEASE.signed(KEY), replace(GUARD, version="0.3.0")) == "update-older"


def test_a_manifest_that_is_shown_for_ever_is_refused() -> None:
    assert refusal(replace(RELEASE, expires_at="2026-04-01T00:00:00Z").signed(KEY)) == (
        "update-expired"
    )


@pytest.mark.parametrize(
    "change",
    [
        {"product": "another"},
        {"sequence": 0},
        {"sequence": "7"},
        {"version": "latest"},
        {"version": 2},
        {"expires_at": "soon"},
        {"expires_at": "2026-05-01T00:00:00"},
        {"files": None},
        {"files": ["x"]},
        {"strange": 1},
        {"files": [{"system": "windows-x86_64"}]},
        *({"files": [{**AS_JSON, **odd}]} for odd in ODD_FILES),
    ],
)
def test_another_shape_is_refused_even_when_signed(change: dict[str, Any]) -> None:
    payload = {**RELEASE.signed(KEY).payload, **change}
    with pytest.raises(InvalidEntry):
        from_payload(payload)
    signed = Signed.make(Release.CONTEXT, payload, KEY)
    assert refusal(signed) == "update-untrusted"


def test_versions_are_numbers() -> None:
    assert is_newer("0.10", "0.9.9")
    assert not is_newer("1.0.0", "1.0")
    assert numbers("0.0") == (0,)
