"""Imports one card into a new library, reads facts and embedded previews meanwhile, and ends."""

from __future__ import annotations

import sys
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING

from vendorcore.media import Workshop

from vendorclient.app.importing import ImportedFile, ImportListener, Result, import_media
from vendorclient.app.reading import read_facts
from vendorclient.cli.session import Session
from vendorclient.devices import open_folder
from vendorclient.storage.lane import Lane
from vendorclient.storage.media import Media

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorcore.domain import MediaFile
    from vendorcore.media import Reading

ROOT = Path(__file__).parents[1]


class Quick(Workshop):
    """Reads facts and the embedded preview; pixels are left for later."""

    def read(self, path: Path, name: str = "", *, thorough: bool = False) -> Reading:
        return super().read(path, name, thorough=thorough)


class Came(ImportListener):
    """Hands on each file that came, and a last word."""

    def __init__(self) -> None:
        self.files: SimpleQueue[str] = SimpleQueue()

    def finished(self, file: ImportedFile) -> None:
        if file.result is Result.IMPORTED:
            self.files.put(file.sha256)


def run(card: str, data: str) -> None:
    """Import the card into this data folder."""
    with Session(data) as session:
        lane, came = Lane(session.folder.database_path), Came()

        def arrived() -> Iterator[MediaFile]:
            while sha256 := came.files.get():
                yield lane.do(lambda db, one=sha256: Media(db).get(one))  # type: ignore[misc]  # bound now

        def read() -> None:
            with Quick() as workshop:
                read_facts(
                    arrived(),
                    writer=lane,
                    originals=session.originals,
                    thumbs=session.thumbs,
                    workshop=workshop,
                    now=session.now,
                )

        reader = Thread(target=read)
        reader.start()
        import_media(
            open_folder(card),
            writer=lane,
            originals=session.originals,
            now=session.now,
            listener=came,
        )
        came.files.put("")
        reader.join()
        lane.close()


if __name__ == "__main__":
    run(*sys.argv[1:3])
