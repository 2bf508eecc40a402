"""Reads the command line, starts Django on the data folder, runs one command."""

from __future__ import annotations

import locale
import os
import sys
from typing import TYPE_CHECKING

import django
from django.db import DatabaseError

from vendorcore.errors import (
    Cancelled,
    InvalidEntry,
    NotReadable,
    NotWritable,
    Refused,
    VendorError,
)
from vendorcore.text import set_language

from vendorserver.cli.arguments import parser
from vendorserver.cli.output import Output
from vendorserver.cli.reading import Misuse
from vendorserver.settings.folder import check_folder

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Sequence
    from pathlib import Path

    Command = Callable[[Namespace, Output], int]

DONE, COULD_NOT, MISUSE = 0, 1, 2
# As shells write down what SIGINT ended: 128 and the number of the signal.
INTERRUPTED = 130
_INTERRUPTED = {name: f"{name}-interrupted" for name in ("backup", "restore", "move")}
# These make their data folder themselves.
_MAKERS = ("init", "restore")


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; 0 done, 1 could not, 2 misuse, 130 interrupted with Ctrl-C."""
    set_language(_language())
    words = sys.argv[1:] if words is None else words
    out = Output(as_json="--json" in words)
    try:
        asked = parser().parse_args(words)
    except Misuse as error:
        out.problem(error)
        print(error.usage, file=sys.stderr)
        return MISUSE
    try:
        return _run_safely(asked, out)
    except VendorError as error:
        out.problem(error)
        return COULD_NOT
    except KeyboardInterrupt:
        out.problem(Cancelled(_INTERRUPTED.get(asked.command, "interrupted")))
        return INTERRUPTED


def start_django(data: Path) -> None:
    """Make Django work on this data folder, whose files are nobody else's to read."""
    os.umask(0o077)
    os.environ["VENDORSERVER_DATA"] = str(data.absolute())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vendorserver.settings.django")
    django.setup()


def _run_safely(asked: Namespace, out: Output) -> int:
    try:
        return _run(asked, out)
    except DatabaseError as error:
        raise _refusal(error) from error
    except PermissionError as error:
        raise NotWritable(path=str(error.filename or asked.data)) from error


def _refusal(error: DatabaseError) -> VendorError:
    """Say why the database gave no answer: tables of an older program are no damage."""
    from vendorserver.services import schema

    try:
        steps = len(schema.pending())
    except DatabaseError:
        steps = 0
    if steps:
        return Refused("older-data", steps=steps)
    return NotReadable("data-damaged", reason=str(error))


def _run(asked: Namespace, out: Output) -> int:
    if asked.data is None:
        out.problem(InvalidEntry(field="--data", reason="missing"))
        return MISUSE
    if asked.command not in _MAKERS:
        check_folder(asked.data)
        start_django(asked.data)
        _check_database()
    return _command(asked)(asked, out)


def _check_database() -> None:
    from vendorserver.services import schema

    schema.check_known()


def _command(asked: Namespace) -> Command:
    # Imported late: the commands know the tables, and those need a started Django.
    if asked.command in _MAKERS:
        from vendorserver.cli import making

        return {"init": making.init, "restore": making.restore}[asked.command]
    from vendorserver.cli import cataloguing, erasing, keeping, people, serving

    commands: dict[str, Command] = {
        "serve": serving.serve,
        "account": people.account,
        "approve": people.approve,
        "catalogue": cataloguing.run,
        "erase": erasing.erase,
        "backup": keeping.backup,
        "fsck": keeping.fsck,
        "move": keeping.move,
        "rotate-key": keeping.rotate_key,
        "doctor": keeping.doctor,
    }
    return commands[asked.command]


def _language() -> str:
    chosen = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG", "")
    return chosen or (locale.getlocale()[0] or "ko")


if __name__ == "__main__":
    sys.exit(main())
