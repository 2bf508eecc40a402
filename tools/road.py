"""The road from a card to signed receipts, walked through the client's commands."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import PurePath
from typing import Any

from vendorcore.text import finding_sentence

from tools.commands import Row, Trouble, client_line, server_line, text_of, words_of
from tools.places import DEMO, RESOURCES, say

CONTRACT_FILE = RESOURCES / "demo" / "contract.json"
TAGS_FILE = RESOURCES / "demo" / "tags.json"
CARD = RESOURCES / "sample-card"
STEPS = DEMO / "steps.json"
VENDOR_LOGIN = "demo-office"


def cards() -> dict[str, str]:
    """Return the environment that lets the client find the sample card."""
    folders = [str(folder) for folder in sorted(CARD.iterdir()) if folder.is_dir()]
    return {"VENDORCLIENT_CARDS": os.pathsep.join(folders)}


def join(url: str) -> None:
    """Enrol this computer and let the client make its first contract, each once."""
    _once("enrol", "1. 이 컴퓨터를 서버에 등록합니다 / enrolment", lambda: _enrol(url))
    _once("contract", "2. 계약을 만듭니다 / the contract", lambda: _add_contract(_contract()))


def walk() -> None:
    """Do each step once; a step that was done on an earlier start is not repeated."""
    contract = _contract()
    say("\n3. 메모리 카드와 휴대폰을 찾습니다 / cards and phones")
    imported = _import_all()
    _once("tag", "5. 공정에 넣습니다 / tagging", lambda: _tag(contract, imported))
    _once("submit", "6. 제출합니다 / submission", lambda: _submit(contract))
    say("\n7. 보냅니다 / sending")
    _sync()
    _tell_state()


def _contract() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(CONTRACT_FILE.read_text(encoding="utf-8"))
    return found


def _once(step: str, title: str, action: Any) -> None:
    done = json.loads(STEPS.read_text(encoding="utf-8")) if STEPS.exists() else []
    if step in done:
        return
    say(f"\n{title}")
    action()
    STEPS.write_text(json.dumps([*done, step]), encoding="utf-8")


def _client(*words: str) -> list[Row]:
    return words_of(client_line(*words), cards())


def _enrol(url: str) -> None:
    ticket = text_of(server_line("account", "ticket", "--login", VENDOR_LOGIN, "--url", url))
    _client("enrol", ticket)
    say(f"   {VENDOR_LOGIN} → {url}")


def _add_contract(contract: dict[str, Any]) -> None:
    _client("contracts", "add", str(CONTRACT_FILE))
    say(f"   {contract['name']} ({contract['signed_on']} – {contract['due_on']})")
    for process in contract["processes"]:
        say(f"   · {process['name']}: {process['starts_on']} – {process['ends_on']}")


def _import_all() -> dict[str, str]:
    """Import every sample device; return where each file lay and its SHA-256."""
    devices = [d for d in _client("devices", "--json") if _is_sample(d)]
    if not devices:
        raise Trouble("시연용 카드를 찾지 못했습니다 / the sample card was not found")
    for device in devices:
        say(f"   {device['label']} ({device['kind']})")
    say("\n4. 가져옵니다 / importing")
    found: dict[str, str] = {}
    for device in devices:
        rows = _client("import", device["key"], "--json")
        found |= {row["path"]: row["sha256"] for row in rows if row.get("sha256")}
        counts = Counter(row["outcome"] for row in rows if "outcome" in row)
        told = ", ".join(f"{outcome} {count}" for outcome, count in sorted(counts.items()))
        say(f"   {device['label']}: {told}")
    return found


def _is_sample(device: Row) -> bool:
    return str(CARD) in device["key"] or str(CARD) in json.dumps(device, ensure_ascii=False)


def _tag(contract: dict[str, Any], imported: dict[str, str]) -> None:
    wanted = json.loads(TAGS_FILE.read_text(encoding="utf-8"))
    by_process: dict[str, list[str]] = {}
    for path, sha256 in imported.items():
        process = _process_for(path, wanted)
        if process and sha256 not in by_process.setdefault(process, []):
            by_process[process].append(sha256)
    names = {sha256: PurePath(path).name for path, sha256 in imported.items()}
    ids = {process["name"]: process["id"] for process in contract["processes"]}
    for name, hashes in by_process.items():
        place = ("--contract", contract["id"], "--process", ids[name])
        rows = [row for row in _client("tag", *place, "--json", *hashes) if "verdict" in row]
        verdicts = Counter(row["verdict"] for row in rows)
        told = ", ".join(f"{verdict} {count}" for verdict, count in sorted(verdicts.items()))
        say(f"   {name}: {len(hashes)} ({told})")
        _tell_remarks(rows, names)
        _take_out([row["sha256"] for row in rows if row["verdict"] == "fail"], place)


def _tell_remarks(rows: list[Row], names: dict[str, str]) -> None:
    for row in rows:
        for finding in row["findings"]:
            if finding["level"] in ("warn", "fail"):
                sentence = finding_sentence(finding["code"], finding["values"])
                say(f"     · {names[row['sha256']]}: {sentence}")


def _take_out(failed: list[str], place: tuple[str, ...]) -> None:
    """Do what a careful clerk does: not hand in what cannot serve as evidence."""
    if failed:
        _client("tag", *place, "--remove", *failed)
        say(f"     → 제출에서 뺐습니다 / left out: {len(failed)}")


def _process_for(path: str, wanted: dict[str, str]) -> str:
    """Find the process of a card's file by the end of its path, the card's own folder left out."""
    place = PurePath(path.replace("\\", "/")).as_posix()
    for entry, process in wanted.items():
        if place.endswith(entry.partition("/")[2]):
            return process
    return ""


def _submit(contract: dict[str, Any]) -> None:
    for row in _client("submit", "--contract", contract["id"], "--json"):
        say(f"   {row['attachments']} files")


def _sync() -> None:
    rows = _client("sync", "--once", "--json")
    last = {row["op"]: row["state"] for row in rows if "op" in row}
    for state, count in sorted(Counter(last.values()).items()):
        say(f"   {state}: {count}")


def _tell_state() -> None:
    say("\n8. 결과 / the result")
    for row in _client("status", "--json"):
        say(f"   보낸 일 / operations done {row['delivered']}, 대기 / waiting {row['waiting']}")
    receipts = [row for row in _client("verify", "--json") if "valid" in row]
    valid = sum(bool(row["valid"]) for row in receipts)
    say(f"   접수증 확인 / receipts verified: {valid} / {len(receipts)}")
