"""Changing the key that signs receipts: the old one vouches for the new one and is kept."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from vendorcore.domain import instant_text
from vendorcore.protocol import Signed, SigningKey, VerifyKey
from vendorcore.protocol.succession import Succession

from vendorserver.settings.key_files import SERVER, write_secret

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

FILE = "succession"


def links(folder: Path | None) -> list[Signed]:
    """Return the word of each key for the one after it, the oldest first."""
    file = folder / FILE if folder else None
    if file is None or not file.is_file():
        return []
    return [Signed.from_text(line) for line in file.read_text("utf-8").splitlines()]


def former_keys(folder: Path | None) -> dict[str, VerifyKey]:
    """Return the public keys that signed before; their receipts stay good."""
    keys = [VerifyKey.from_text(str(link.payload["previous"])) for link in links(folder)]
    return {key.key_id: key for key in keys}


def rotate(folder: Path, server_id: str, now: datetime) -> VerifyKey:
    """Put a new key in the old one's place; a rotation that broke off is finished."""
    present = SigningKey((folder / SERVER).read_bytes())
    coming = folder / f"{SERVER}.next"
    if not coming.exists():
        _put(coming, SigningKey.generate().secret)
    following = SigningKey(coming.read_bytes()).public
    said = links(folder)
    if following.text not in [link.payload["following"] for link in said]:
        word = Succession(
            server_id=server_id,
            previous=present.public.text,
            following=following.text,
            since=instant_text(now),
        )
        lines = [link.text for link in (*said, word.signed(present))]
        _put(folder / FILE, "".join(f"{line}\n" for line in lines).encode())
    coming.replace(folder / SERVER)
    _sync(folder)
    return following


def _put(path: Path, content: bytes) -> None:
    """Write a file that is there as a whole or not at all."""
    half = path.with_name(f"{path.name}.part")
    half.unlink(missing_ok=True)
    write_secret(half, content)
    half.replace(path)
    _sync(path.parent)


def _sync(folder: Path) -> None:
    """Make the names in a folder durable; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
