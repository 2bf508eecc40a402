"""What a new version of the desktop program is, signed with a key that never touches a network."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from vendorcore.domain.days import instant_from_text
from vendorcore.errors import InvalidEntry, Untrusted
from vendorcore.protocol.signed import Keys, Signed

if TYPE_CHECKING:
    from datetime import datetime

    from vendorcore.protocol.canonical import JsonObject
    from vendorcore.protocol.keys import SigningKey

PRODUCT = "vendorclient"
_VERSION = re.compile(r"\d{1,6}(?:\.\d{1,6}){1,3}", re.ASCII)
_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)
# Never a way out of the folder in which installers are kept.
_NAME = re.compile(r"\w[\w.+-]{0,150}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Installer:
    """The file for one system, such as windows-x86_64."""

    system: str
    name: str
    url: str
    size_bytes: int
    sha256: str

    def __post_init__(self) -> None:
        sound = (
            _NAME.fullmatch(self.name),
            _SHA256.fullmatch(self.sha256),
            self.size_bytes > 0,
            self.url.startswith(("https://", "/")),
        )
        if not all(sound):
            raise InvalidEntry(field="update", reason="file")


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """One version for all systems; `sequence` grows with each manifest that is signed."""

    CONTEXT: ClassVar[str] = "vendor-update-v1"

    product: str = PRODUCT
    sequence: int
    version: str
    minimum_version: str
    issued_at: str
    expires_at: str
    notes: str = ""
    files: tuple[Installer, ...]

    def __post_init__(self) -> None:
        if self.product != PRODUCT or self.sequence < 1:
            raise InvalidEntry(field="update", reason="product")
        numbers(self.version)
        numbers(self.minimum_version)
        instant_from_text(self.issued_at)
        instant_from_text(self.expires_at)

    def signed(self, key: SigningKey) -> Signed:
        """Return the manifest with its signature."""
        payload: JsonObject = {**asdict(self), "files": [asdict(file) for file in self.files]}
        return Signed.make(self.CONTEXT, payload, key)

    def for_system(self, system: str) -> Installer | None:
        """Return the file for a system, none where this version has none."""
        return next((file for file in self.files if file.system == system), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """What a program holds against a manifest: its own version, the time, the newest it saw."""

    version: str
    now: datetime
    seen: int = 0

    def check(self, signed: Signed, keys: Keys) -> Release:
        """Return the manifest when it may be believed.

        Raises Untrusted: "update-untrusted" for a changed one or an unknown key, "update-older"
        for one from before the newest that was seen, "update-expired" for one shown too long.
        """
        try:
            release = from_payload(signed.check(Release.CONTEXT, keys))
        except (InvalidEntry, Untrusted) as error:
            raise Untrusted("update-untrusted") from error
        if release.sequence < self.seen or is_newer(self.version, release.version):
            raise Untrusted("update-older", version=release.version)
        if instant_from_text(release.expires_at) <= self.now:
            raise Untrusted("update-expired", on=release.expires_at[:10])
        return release


def from_payload(payload: JsonObject) -> Release:
    """Return the manifest in a JSON object; InvalidEntry when it has another shape."""
    values: dict[str, Any] = dict(payload)
    try:
        files = tuple(Installer(**file) for file in values.pop("files"))
        return Release(**values, files=files)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise InvalidEntry(field="update", reason="shape") from error


def numbers(version: str) -> tuple[int, ...]:
    """Return a version as numbers that can be compared; InvalidEntry for anything else."""
    if not isinstance(version, str) or _VERSION.fullmatch(version) is None:
        raise InvalidEntry(field="version", reason="not-a-version")
    found = [int(part) for part in version.split(".")]
    while found[-1] == 0 and len(found) > 1:
        found.pop()
    return tuple(found)


def is_newer(one: str, other: str) -> bool:
    """Whether a version is newer than another one."""
    return numbers(one) > numbers(other)
