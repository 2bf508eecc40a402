"""The operator's settings: DATA/settings.toml, overruled by VENDORSERVER_* of the environment."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from vendorcore.errors import InvalidEntry

if TYPE_CHECKING:
    from collections.abc import Mapping

PREFIX = "VENDORSERVER_"
FILE = "settings.toml"
LOOPBACK = ("127.0.0.1", "localhost", "::1")
_GIB = 1024**3


def _setting(default: Any, meaning: str) -> Any:
    return field(default=default, metadata={"help": meaning})


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerSettings:
    """Everything an operator may set; the defaults fit one office on one computer."""

    data_dir: Path | None = None
    server_id: str = _setting("memory", "the lasting name of this server in receipts")
    name: str = _setting("vendorserver", "the name that people see")
    database_url: str = _setting("", "empty: SQLite in the data folder; postgresql://…")
    blob_url: str = _setting("", "empty: files in the data folder; s3://bucket?endpoint=…")
    public_url: str = _setting("http://127.0.0.1:8000", "the address people type")
    host: str = _setting("127.0.0.1", "the address to listen on")
    port: int = _setting(8000, "the port to listen on; 0 is any free one")
    tls_certificate: str = _setting("", "PEM file of the certificate")
    tls_key: str = _setting("", "PEM file of its key")
    trusted_proxies: tuple[str, ...] = _setting((), "addresses of the proxy that does TLS")
    mail_url: str = _setting("", "empty: files in DATA/mail; smtp://user:word@host, smtps://…")
    support_email: str = _setting("", "empty: none; where people send reports of faults")
    mail_from: str = _setting("vendorserver@localhost", "who letters are from")
    demo: bool = _setting(default=False, meaning="demo accounts: loopback only")
    standby_url: str = _setting("", "a folder or s3://… that has each file before its receipt")
    backup_dir: str = _setting("", "a folder for backups that the server makes by itself")
    backup_hours: int = _setting(24, "how often it makes them")
    metrics_token: str = _setting("", "empty: no metrics; what Prometheus shows as its token")
    sms_hook_url: str = _setting("", "empty: no short messages; the https address of a gateway")
    max_file_bytes: int = _setting(4 * _GIB, "the largest file that is taken")
    vendor_quota_bytes: int = _setting(200 * _GIB, "how much one vendor may store")
    vendor_open_uploads: int = _setting(1000, "how many unfinished uploads one vendor may have")
    reserve_bytes: int = _setting(_GIB, "disk that stays free")
    upload_days: int = _setting(7, "how long an unfinished upload is kept")
    virus_scanner: str = _setting("", "empty: none; clamd at host:port or the path of its socket")
    syslog: str = _setting("", "empty: none; a log server at host:port (UDP), or a socket's path")
    leaked_passwords: str = _setting("", "a file of SHA-1 hashes in order, one a line")
    silent_seconds: int = _setting(60, "how long who sends may be silent before it is let go")
    idle_minutes: int = _setting(60, "a browser that nobody uses is signed out after so long")
    audit_days: int = _setting(730, "how long the log of accesses is kept")
    retention_days: int = _setting(1826, "how long personal data of closed contracts are kept")

    @property
    def keys_dir(self) -> Path | None:
        """The folder of the keys."""
        return self.data_dir and self.data_dir / "keys"

    @property
    def secure(self) -> bool:
        """Whether people reach the server by https."""
        return urlsplit(self.public_url).scheme == "https"

    def folder(self, name: str) -> Path:
        """Return a folder in the data folder, such as "derived", made when missing."""
        if self.data_dir is None:
            raise InvalidEntry(field="data", reason="missing")
        found = self.data_dir / name
        found.mkdir(mode=0o700, parents=True, exist_ok=True)
        return found


def read(environ: Mapping[str, str]) -> ServerSettings:
    """Return the settings: the file of VENDORSERVER_DATA first, then the environment."""
    data = environ.get(PREFIX + "DATA", "")
    values = _of_file(Path(data)) if data else {}
    for entry in fields(ServerSettings):
        text = environ.get(PREFIX + entry.name.upper())
        if text is not None:
            values[entry.name] = text
    known: dict[str, Any] = {
        f.name: _typed(f.name, f.default, values[f.name]) for f in _known(values)
    }
    return ServerSettings(data_dir=Path(data).absolute() if data else None, **known)


def _known(values: Mapping[str, Any]) -> list[Any]:
    names = {entry.name for entry in fields(ServerSettings)} - {"data_dir"}
    unknown = set(values) - names
    if unknown:
        raise InvalidEntry(field=sorted(unknown)[0], reason="unknown")
    return [entry for entry in fields(ServerSettings) if entry.name in values]


def _of_file(data: Path) -> dict[str, Any]:
    try:
        return tomllib.loads((data / FILE).read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except tomllib.TOMLDecodeError as error:
        raise InvalidEntry(field=FILE, reason=str(error)) from error


def _typed(name: str, default: object, value: object) -> object:
    if isinstance(default, bool):
        return value in (True, "1", "true", "yes")
    if isinstance(default, tuple):
        parts = value.split(",") if isinstance(value, str) else value
        return tuple(str(part).strip() for part in _listed(name, parts) if str(part).strip())
    if isinstance(default, int):
        return _count(name, value)
    return str(value)


def _listed(name: str, value: object) -> list[object]:
    if not isinstance(value, list):
        raise InvalidEntry(field=name, reason="not-a-list")
    return value


def _count(name: str, value: object) -> int:
    try:
        return int(str(value))
    except ValueError as error:
        raise InvalidEntry(field=name, reason="not-a-number") from error
