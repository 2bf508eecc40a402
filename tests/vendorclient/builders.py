"""Small things to test with: a library, a card, a contract, pictures; with sensible values."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from PIL import Image

from vendorcore.domain import (
    Contract,
    ContractItem,
    Institution,
    Party,
    PartyRole,
    Process,
    ProcessPlan,
    new_id,
)
from vendorcore.evidence import Facts, MediaKind

from vendorclient.app.importing import ImportedFile, ImportListener, import_media
from vendorclient.devices import Device, open_folder
from vendorclient.paths import DataFolder, open_data_folder
from vendorclient.storage.accounts import Accounts
from vendorclient.storage.contracts import Contracts
from vendorclient.storage.database import Database
from vendorclient.storage.lane import Direct
from vendorclient.storage.media import Media
from vendorclient.storage.originals import Originals
from vendorclient.storage.thumbs import Thumbs

NOON = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
INSIDE = datetime(2026, 10, 20, 10, 0)  # noqa: DTZ001 - a camera's clock has no zone


def at_noon() -> datetime:
    """Return noon in Korea on the day of the tests."""
    return NOON


@dataclass
class Heard(ImportListener):
    """What an import told."""

    files: list[ImportedFile] = field(default_factory=list)
    wanted: tuple[int, int] = (0, 0)

    def expected(self, files: int, size_bytes: int) -> None:
        self.wanted = (files, size_bytes)

    def finished(self, file: ImportedFile) -> None:
        self.files.append(file)


class Library:
    """A data folder with everything open."""

    def __init__(self, root: Path, **originals: Any) -> None:
        self.folder: DataFolder = open_data_folder(root)
        self.db = Database(self.folder.database_path)
        self.writer = Direct(self.db)
        self.originals = Originals(self.folder, **originals)
        self.thumbs = Thumbs(self.folder)
        self.media = Media(self.db)
        self.heard = Heard()

    @property
    def account_id(self) -> str:
        return Accounts(self.db).active().id

    def bring(self, device: Device | Path, **more: Any) -> Any:
        """Import a device or a folder."""
        self.heard = Heard()
        source = open_folder(device) if isinstance(device, Path) else device
        settings = {"now": at_noon, "listener": self.heard, **more}
        return import_media(source, writer=self.writer, originals=self.originals, **settings)

    def one(self, folder: Path, name: str = "a.jpg", content: bytes = b"picture") -> str:
        """Import one file and return its hash."""
        write(folder / name, content)
        self.bring(folder)
        return next(file.sha256 for file in self.heard.files if file.path == name)

    def know(self, sha256: str, **facts: Any) -> None:
        """Say what a file says about itself."""
        usual: dict[str, Any] = {"captured": INSIDE, "kind": MediaKind.PHOTO, "has_exif": True}
        about = Facts(sha256=sha256, **{"name": "a.jpg", **usual, **facts})
        self.media.set_facts(about, NOON)

    def sign(self, contract: Contract) -> Contract:
        """Keep a contract."""
        Contracts(self.db).save(contract, account_id=self.account_id, at=NOON)
        return contract

    def close(self) -> None:
        self.originals.close()
        self.db.close()


def write(path: Path, content: bytes = b"picture") -> Path:
    """Write a file and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def a_picture(shade: int = 120, size: tuple[int, int] = (64, 48)) -> bytes:
    """Return a real JPEG of one shade."""
    target = io.BytesIO()
    Image.new("RGB", size, (shade, shade, shade)).save(target, "JPEG")
    return target.getvalue()


def a_contract(**changes: Any) -> Contract:
    """Return a contract with one product and two processes in October 2026."""
    item = ContractItem(id=new_id(), detail_no="5610170301", detail_name="책상")
    party = Party(role=PartyRole.DEMANDING, institution=Institution(code="", name="속초시"))
    defaults: dict[str, Any] = {
        "id": new_id(),
        "name": "사무용 책상 구매",
        "number": "2026-1",
        "signed_on": date(2026, 10, 1),
        "due_on": date(2026, 11, 30),
        "parties": (party,),
        "items": (item,),
        "processes": (
            a_process(item.id, 1, "재단", date(2026, 10, 19), date(2026, 10, 23)),
            a_process(item.id, 2, "조립", date(2026, 10, 26), date(2026, 10, 30)),
        ),
    }
    return Contract(**{**defaults, **changes})


def a_process(item_id: str, seq: int, name: str, starts_on: date, ends_on: date) -> Process:
    """Return one process with its planned days."""
    plan = ProcessPlan(process=name, starts_on=starts_on, ends_on=ends_on)
    return Process(id=new_id(), item_id=item_id, seq=seq, plan=plan)


def files_below(folder: Path) -> list[Path]:
    """Return the files in a folder and below, without locks."""
    return [path for path in folder.rglob("*") if path.is_file() and path.name != "lock"]
