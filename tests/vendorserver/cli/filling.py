"""Fills a server's data folder with evidence: python -m tests.vendorserver.cli.filling DATA N."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path


def fill(count: int) -> None:
    """Store so many small originals with their receipts."""
    from django.db import transaction

    from vendorcore.domain import new_id

    from tests.vendorserver.builders import (
        NOW,
        a_computer,
        a_stored_contract,
        a_submission,
    )
    from vendorserver import models
    from vendorserver.services import holdings, receipts

    computer = a_computer()
    contract = a_stored_contract(computer.viewer)
    submission = a_submission(computer.viewer, contract)
    with transaction.atomic():
        for number in range(count):
            content = f"photo {number} ".encode() * 200
            sha256 = _stored(content)
            row = models.Attachment.objects.create(
                id=new_id(),
                vendor_id=computer.viewer.vendor_id,
                contract_id=contract.id,
                submission_id=submission,
                process_id=contract.processes[0].id,
                account_id=computer.viewer.account_id,
                device=computer.device,
                sha256=sha256,
                size_bytes=len(content),
                name=f"IMG_{number:04}.JPG",
                tagged_at=NOW,
                received_at=NOW,
                body_hash="x",
                manifest="{}",
            )
            receipts.give(row, NOW)
    list(holdings.miscounted(mend=True))


def _stored(content: bytes) -> str:
    """Put an original on the shelf, without waiting for the disk."""
    from tests.vendorserver.builders import NOW
    from vendorserver.models import Blob
    from vendorserver.settings import current

    sha256 = hashlib.sha256(content).hexdigest()
    folder = current().folder("blobs") / sha256[:2]
    folder.mkdir(exist_ok=True)
    (folder / sha256).write_bytes(content)
    Blob.objects.create(sha256=sha256, size_bytes=len(content), stored_at=NOW)
    return sha256


if __name__ == "__main__":
    from vendorserver.cli.program import start_django

    start_django(Path(sys.argv[1]))
    fill(int(sys.argv[2]))
