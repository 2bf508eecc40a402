"""Reads what new files say about themselves, with a bar; used by import and tag."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorcore.text import _, finding_sentence

from vendorclient.app.reading import read_facts, unread
from vendorclient.cli.output import one_line
from vendorclient.cli.progress import Bar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vendorcore.evidence import Facts

    from vendorclient.cli.output import Output
    from vendorclient.cli.session import Session


def read_missing(session: Session, out: Output, sha256s: Iterable[str] | None = None) -> None:
    """Read every file, or each of those named, that was not read yet; name those that are bad."""
    files = unread(session.db, sha256s)
    if not files:
        return
    bad: list[Facts] = []
    with Bar(out, _("촬영 정보를 읽는 중"), len(files)) as bar:
        read_facts(
            files,
            writer=session.writer,
            originals=session.originals,
            thumbs=session.thumbs,
            workshop=session.workshop,
            now=session.now,
            on_file=lambda facts: _read(facts, bar, bad),
        )
    name_bad(bad, out)


def name_bad(bad: Iterable[Facts], out: Output) -> None:
    """Name the files that are broken, so that they can be copied anew from the card."""
    for facts in bad:
        out.remark(f"{one_line(facts.name)}  {finding_sentence(facts.problem, {})}")


def _read(facts: Facts, bar: Bar, bad: list[Facts]) -> None:
    bar.grow()
    if facts.problem:
        bad.append(facts)
