"""Fetches a paper that another computer of the firm put to a contract."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from vendorcore.errors import NotReadable, Refused

from vendorclient.app.releasing import Askers
from vendorclient.storage.document_files import DocumentFiles
from vendorclient.sync import custody
from vendorclient.sync.library import Library

if TYPE_CHECKING:
    from vendorcore.domain import Document

    from vendorclient.app.way import Way
    from vendorclient.paths import DataFolder


def fetch_paper(folder: DataFolder, way: Way, contract_id: str, document: Document) -> None:
    """Bring a paper here from the server; nothing happens when it is here.

    NotReadable("paper-elsewhere") while only the computer that has it knows it.
    """
    with Library(folder) as library, closing(Askers(library, way)) as askers:
        if library.originals.path(document.sha256).is_file():
            return
        caller = askers.of(library.accounts.active().id)
        path = f"/api/v1/contracts/{contract_id}/documents/{document.id}"
        pieces = custody.bytes_at(caller, path, document.sha256, document.size_bytes)
        try:
            stored = library.originals.receive(pieces, document.size_bytes)
        except Refused as error:
            if error.details.get("status") == 404:
                raise NotReadable("paper-elsewhere", name=document.name) from error
            raise
        DocumentFiles(library.db).add_fetched(stored, way.clock.now())
