"""제출 묶음: a folder per process, files named 계약_공정_날짜_순번, the form, texts to paste."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from vendorcore.catalogue import contract_methods
from vendorcore.documents import write_contract_sheet, write_statement
from vendorcore.domain import PartyRole, korean_day
from vendorcore.errors import NoSpace, NotReadable
from vendorcore.evidence import Circumstances, instants

from vendorclient.app.damaged import read_anew_if_damaged
from vendorclient.app.exporting import refuse_released
from vendorclient.app.file_names import Names, fresh_folder, safe_name
from vendorclient.app.looking_up import known_institutions
from vendorclient.app.materials import columns
from vendorclient.storage.accounts import Accounts
from vendorclient.storage.attachments import Attachments
from vendorclient.storage.contracts import Contracts
from vendorclient.storage.corrections import Corrections
from vendorclient.storage.durable import disk_border
from vendorclient.storage.media import Media

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from vendorcore.domain import Contract, Process

    from vendorclient.storage.database import Database
    from vendorclient.storage.originals import Originals

# Words of the national site and its forms name the files, whatever language the reader speaks.
BUNDLE, TEXTS, STATEMENT, SHEET = (
    "제출묶음",
    "붙여넣기.txt",
    "원부자재 구매내역서.xlsx",
    "계약 내용.pdf",
)
_NOTHING: Mapping[str, str] = {}
UNDATED = "날짜없음"
_LONGEST = 40
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """Where the bundle lies, how many files are in it, and which processes have none."""

    folder: Path
    files: int
    without: tuple[str, ...]


def write_bundle(
    db: Database,
    *,
    originals: Originals,
    contract_id: str,
    to: Path,
    now: Callable[[], datetime],
    free: Callable[[Path], int] = lambda folder: shutil.disk_usage(folder).free,
) -> Bundle:
    """Write what a person needs to file on the national site; each copy is compared by hash."""
    contract = Contracts(db).get(contract_id)
    refuse_released(db, originals, contract_id)
    chosen = _chosen(db, contract)
    needed = sum(Media(db).get(sha256).size_bytes for rows in chosen.values() for sha256 in rows)
    with disk_border(to, needed=needed):
        to.mkdir(parents=True, exist_ok=True)
        if needed > (present := free(to)):
            raise NoSpace(path=str(to), needed=needed, free=present)
        folder = fresh_folder(to, f"{BUNDLE} {contract.name}")
    files = 0
    for process in contract.processes:
        files += _write_process(db, originals, contract, process, chosen[process.id], folder)
    _write_papers(db, contract, folder, now())
    without = tuple(one.name for one in contract.processes if not chosen[one.id])
    return Bundle(folder=folder, files=files, without=without)


def save_sheet(db: Database, contract_id: str, path: Path, at: datetime) -> None:
    """Write the contract's own sheet as PDF."""
    contract = Contracts(db).get(contract_id)
    with disk_border(path), path.open("wb") as file:
        write_contract_sheet(
            contract,
            file,
            vendor_name=Accounts(db).active().vendor_name,
            made_on=korean_day(at).isoformat(),
            method_name=_method(contract),
            columns=columns(db),
        )


def paste_texts(
    contract: Contract, method_name: str = "", classes: Mapping[str, str] = _NOTHING
) -> str:
    """Return the texts of the national site's form in its order, ready to be pasted.

    classes are the 공공기관 분류 by code or name: the site asks for it before the name.
    """
    return "\n".join(_paste_lines(contract, method_name, classes)) + "\n"


def _paste_lines(contract: Contract, method_name: str, classes: Mapping[str, str]) -> Iterator[str]:
    yield "[1. 수주정보]"
    for party in contract.parties:
        if party.role is PartyRole.DEMANDING:
            known = classes.get(party.institution.code) or classes.get(party.institution.name)
            if known:
                yield f"공공기관 분류: {known}"
            yield f"수요기관: {party.institution.name}"
    yield f"계약명: {contract.name}"
    yield f"계약번호: {contract.number}"
    yield f"계약일: {contract.signed_on}"
    yield f"납품기한: {contract.due_on}"
    yield f"계약방법: {method_name or contract.method}"
    yield f"원부자재 구매내역서: {STATEMENT}"
    yield ""
    yield "[2. 수주제품]"
    for item in contract.items:
        amount = f"{item.quantity} {item.unit}".strip()
        yield f"{item.detail_no}  {item.detail_name}  {amount}".rstrip()
    yield ""
    yield "[3. 공정별 이행계획]"
    names = {item.id: item.detail_name for item in contract.items}
    for process in contract.processes:
        plan, record = process.plan, process.record
        yield f"{names[process.item_id]} / {plan.process}"
        yield f"시작일: {plan.starts_on}"
        yield f"종료일: {plan.ends_on}"
        yield f"이행계획: {plan.text}"
        if record.done:
            yield f"이행내역: {record.done}"
        yield f"첨부 폴더: {_folder_of(process)}"
        yield ""


def _chosen(db: Database, contract: Contract) -> dict[str, list[str]]:
    """Return the originals of each process by the time they were taken."""
    chosen: dict[str, list[str]] = {process.id: [] for process in contract.processes}
    for one in Attachments(db).of_contract(contract.id):
        place = chosen.get(one.attachment.process_id)
        if place is not None and not one.withdrawn_at:
            place.append(one.attachment.sha256)
    for rows in chosen.values():
        rows.sort(key=lambda sha256: _taken(db, sha256))
    return chosen


def _taken(db: Database, sha256: str) -> str:
    facts = Media(db).facts(sha256)
    return facts.captured_text if facts else ""


def _write_process(
    db: Database,
    originals: Originals,
    contract: Contract,
    process: Process,
    chosen: list[str],
    folder: Path,
) -> int:
    target, names = folder / _folder_of(process), Names()
    with disk_border(target):
        target.mkdir(exist_ok=True)
    for number, sha256 in enumerate(chosen, start=1):
        ending = Media(db).get(sha256).name.rpartition(".")[2].lower()
        day = _day_of(db, sha256)
        stem = f"{_short(contract.name)}_{_short(process.name)}_{day}_{number:03}"
        with read_anew_if_damaged(db, sha256):
            _copy(originals.path(sha256), target / names.next(f"{stem}.{ending}"), sha256)
    return len(chosen)


def _day_of(db: Database, sha256: str) -> str:
    facts, correction = Media(db).facts(sha256), Corrections(db).of_file(sha256)
    set_right = Circumstances(clock_correction=correction.shift if correction else timedelta(0))
    taken_at = next(iter(instants(facts, set_right)), None) if facts else None
    return f"{korean_day(taken_at):%Y%m%d}" if taken_at else UNDATED


def _folder_of(process: Process) -> str:
    return safe_name(f"{process.seq:02} {process.name}")


def _short(name: str) -> str:
    """Return a name as a part of a file name: the parts are divided by _ alone."""
    return "-".join(safe_name(name).replace("_", " ").split())[:_LONGEST]


def _copy(source: Path, target: Path, sha256: str) -> None:
    digest = hashlib.sha256()
    try:
        original = source.open("rb")
    except OSError as error:
        raise NotReadable("source-missing", path=str(source)) from error
    with original, disk_border(target), target.open("wb") as copy:
        while piece := original.read(_PIECE):
            digest.update(piece)
            copy.write(piece)
    if digest.hexdigest() != sha256:
        target.unlink()
        raise NotReadable("file-changed", path=str(source))


def _write_papers(db: Database, contract: Contract, folder: Path, at: datetime) -> None:
    head = (
        ("계약명", contract.name),
        ("계약번호", contract.number),
        ("조달업체", Accounts(db).active().vendor_name),
    )
    with disk_border(folder):
        texts = paste_texts(contract, _method(contract), _classes(db))
        (folder / TEXTS).write_text(texts, "utf-8-sig")
        with (folder / STATEMENT).open("wb") as file:
            write_statement(head, columns(db), contract.materials, file)
    save_sheet(db, contract.id, folder / SHEET, at)


def _classes(db: Database) -> dict[str, str]:
    known = known_institutions(db)
    names = {one.name: one.class_name for one in known}
    return names | {one.code: one.class_name for one in known if one.code}


def _method(contract: Contract) -> str:
    """Return the Korean name of the way of contracting; other words stay as they are."""
    names = {method.key: method.name for method in contract_methods()}
    return names.get(contract.method, contract.method)
