"""copies: chooses the folder of the second copies, and copies what is not there yet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from vendorcore.errors import VendorError
from vendorcore.text import _, n_, problem_sentence

from vendorclient.app.second_copy import choose_place, chosen_place, copy_missing

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from vendorclient.cli.output import Output
    from vendorclient.cli.session import Session


def arguments(parser: ArgumentParser) -> None:
    """Take the folder, or the wish for none."""
    parser.add_argument(
        "folder", metavar="FOLDER", nargs="?", default="", help=_("다른 디스크나 NAS의 폴더")
    )
    parser.add_argument("--off", action="store_true", help=_("두 번째 사본을 더 만들지 않습니다"))


def run(options: Namespace, session: Session, out: Output) -> int:
    """Choose, copy, and say how much."""
    if options.off or options.folder:
        choose_place(session.db, None if options.off else Path(options.folder))
    place = chosen_place(session.db)
    copied = copy_missing(session.db, session.originals)
    if not place:
        out.show({"folder": "", "copied": 0}, _("두 번째 사본을 두는 폴더가 없습니다."))
        return 0
    told = n_("{n}개를 복사했습니다", "{n}개를 복사했습니다", len(copied))
    out.show({"folder": place, "copied": len(copied)}, f"{place}  {told}")
    return 0


def copy_what_came(session: Session, out: Output) -> None:
    """Make the second copies after an import; one that fails is told and waits."""
    try:
        copy_missing(session.db, session.originals)
    except VendorError as error:
        out.remark(_("두 번째 사본을 아직 만들지 못했습니다. 다음에 다시 합니다."))
        out.remark(str(problem_sentence(error.code, error.details)))
