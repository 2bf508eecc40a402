"""A ledger to print, with sensible values."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

from PIL import Image

from vendorcore.documents import Ledger, LedgerEntry
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


def a_contract(name: str = "사무용 책상 구매") -> Contract:
    item = ContractItem(id=new_id(), detail_no="", detail_name="책상", quantity="120", unit="개")
    days = (date(2026, 10, 19), date(2026, 10, 23))
    plans = [
        ProcessPlan(process=process, starts_on=days[0], ends_on=days[1])
        for process in ("판재 재단", "조립")
    ]
    return Contract(
        id=new_id(),
        name=name,
        number="2026-1",
        signed_on=date(2026, 10, 1),
        due_on=date(2026, 11, 30),
        parties=(Party(role=PartyRole.DEMANDING, institution=Institution(code="", name="속초시")),),
        items=(item,),
        processes=tuple(
            Process(id=new_id(), item_id=item.id, seq=seq, plan=plan)
            for seq, plan in enumerate(plans, start=1)
        ),
    )


def an_entry(contract: Contract, **changes: Any) -> LedgerEntry:
    usual: dict[str, Any] = {
        "process_id": contract.processes[0].id,
        "name": "용접 사진.jpg",
        "sha256": "ab" * 32,
        "captured_at": "2026-10-20T10:15:22",
        "camera": "Canon EOS R6",
    }
    return LedgerEntry(**{**usual, **changes})


def a_ledger(contract: Contract, *entries: LedgerEntry) -> Ledger:
    return Ledger(contract=contract, entries=entries, vendor_name="한빛가구", made_on="2026-11-20")


def a_picture() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (32, 24), (90, 120, 60)).save(target, "JPEG")
    return target.getvalue()
