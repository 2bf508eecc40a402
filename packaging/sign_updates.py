"""Makes update keys and signs manifests, on a computer without a network (docs/releasing.md).

sign_updates.py new-key FILE
sign_updates.py sign --key FILE --sequence N --url BASE [--minimum VERSION] [--days 60] FOLDER
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from places import version

from vendorcore.domain.days import instant_text
from vendorcore.protocol import SigningKey
from vendorcore.protocol.keys import decode, encode
from vendorcore.protocol.updates import Installer, Release

# How an installer's name tells for which system it is.
SYSTEMS = (
    (re.compile(r"-x64\.exe$"), "windows-x86_64"),
    (re.compile(r"-arm64\.dmg$"), "macos-arm64"),
    (re.compile(r"-x86_64\.dmg$"), "macos-x86_64"),
    (re.compile(r"_amd64\.deb$"), "linux-x86_64"),
    (re.compile(r"_arm64\.deb$"), "linux-arm64"),
)


def main(words: list[str] | None = None) -> int:
    """Do what the words say."""
    asked = _parser().parse_args(words)
    if asked.act == "new-key":
        print(new_key(asked.file))
        return 0
    key = SigningKey(decode(asked.key.read_text("ascii").strip()))
    text = sign(
        asked.folder,
        key,
        sequence=asked.sequence,
        url=asked.url,
        minimum=asked.minimum,
        now=datetime.now(UTC),
        days=asked.days,
    )
    print(asked.folder / "manifest.json", text[:60], "…")
    return 0


def new_key(path: Path) -> str:
    """Write a new secret key that only this person can read; return its public half."""
    key = SigningKey.generate()
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(encode(key.secret) + "\n")
    return key.public.text


def sign(
    folder: Path,
    key: SigningKey,
    *,
    sequence: int,
    url: str,
    now: datetime,
    minimum: str = "0.0",
    days: int = 60,
    release: str = "",
) -> str:
    """Write manifest.json for the installers of a folder and return its text."""
    files = [
        Installer(
            system=system,
            name=path.name,
            url=f"{url.rstrip('/')}/{path.name}",
            size_bytes=path.stat().st_size,
            sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        )
        for path in sorted(folder.iterdir())
        for pattern, system in SYSTEMS
        if pattern.search(path.name)
    ]
    if not files:
        raise SystemExit(f"no installers in {folder}")
    signed = Release(
        sequence=sequence,
        version=release or version(),
        minimum_version=minimum,
        issued_at=instant_text(now),
        expires_at=instant_text(now + timedelta(days=days)),
        files=tuple(files),
    ).signed(key)
    (folder / "manifest.json").write_text(signed.text, encoding="utf-8")
    return signed.text


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="sign_updates", description=__doc__)
    acts = parser.add_subparsers(dest="act", required=True)
    acts.add_parser("new-key").add_argument("file", type=Path)
    signing = acts.add_parser("sign")
    signing.add_argument("--key", type=Path, required=True)
    signing.add_argument("--sequence", type=int, required=True)
    signing.add_argument("--url", required=True, help="https://… or /api/v1/client/updates")
    signing.add_argument("--minimum", default="0.0")
    signing.add_argument("--days", type=int, default=60)
    signing.add_argument("folder", type=Path)
    return parser


if __name__ == "__main__":
    sys.exit(main())
