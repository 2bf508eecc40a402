"""A library that has sent something, with receipts that a server signed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from vendorcore.domain import new_id
from vendorcore.protocol import GENESIS, Receipt, SigningKey

from tests.vendorclient.builders import Library, a_contract, at_noon
from vendorclient.app.submitting import submit
from vendorclient.app.tagging import tag
from vendorclient.storage.accounts import Accounts, Server
from vendorclient.storage.receipts import Receipts

if TYPE_CHECKING:
    from pathlib import Path

SERVER_KEY = SigningKey.generate()


def a_sent_photo(library: Library, folder: Path, content: bytes = b"picture") -> Receipt:
    """Return the receipt of a photo that was imported, tagged, handed in and delivered."""
    accounts = Accounts(library.db, at_noon)
    account = replace(accounts.active(), device_id="d", vendor_name="한빛가구")
    key = SERVER_KEY.public
    server = Server(id="server-1", url="http://127.0.0.1:1", name="조달")
    accounts.enrol(account, server, {key.key_id: key})
    sha256 = library.one(folder, content.hex()[:8] + ".jpg", content)
    library.know(sha256)
    contract = library.sign(a_contract())
    (tagged,) = tag(
        library.db,
        contract_id=contract.id,
        process_id=contract.processes[0].id,
        sha256s=[sha256],
        account_id=account.id,
        now=at_noon,
    )
    submit(library.db, contract_id=contract.id, account_id=account.id, now=at_noon)
    receipt = a_receipt(library, tagged.attachment_id, sha256, len(content))
    receipt = replace(receipt, contract=contract.id, process=contract.processes[0].id)
    Receipts(library.db, at_noon).store(receipt, receipt.signed(SERVER_KEY))
    return receipt


def a_receipt(library: Library, op_id: str, sha256: str, size_bytes: int) -> Receipt:
    """Return a receipt as the server would write it."""
    return Receipt(
        receipt_no=f"R-{new_id()}",
        op_id=op_id,
        sha256=sha256,
        size_bytes=size_bytes,
        contract="",
        process="",
        account=library.account_id,
        received_at="2026-11-20T03:00:00.000000Z",
        server_id="server-1",
        log_index=1,
        previous_hash=GENESIS,
    )
