"""The command line: finds the command, gives it what it needs, tells how it ended."""

from __future__ import annotations

import logging
import os
import sys
from argparse import SUPPRESS
from typing import TYPE_CHECKING

from vendorcore.errors import Cancelled, NoSpace, VendorError
from vendorcore.text import _, set_language

from vendorclient.cli import language, window
from vendorclient.cli.command import Misuse, Parser, add_common
from vendorclient.cli.commands import COMMANDS, help_of
from vendorclient.cli.interrupting import say_interrupted
from vendorclient.cli.output import Output
from vendorclient.cli.session import Session
from vendorclient.cli.trouble import write_down
from vendorclient.paths import is_full

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

DONE, COULD_NOT, MISUSED = 0, 1, 2


def main(words: Sequence[str] | None = None) -> int:
    """Do what the words say; return the exit code."""
    words = sys.argv[1:] if words is None else words
    _make_streams_safe(as_json="--json" in words)
    set_language(language.choose(words, os.environ))
    out = Output(as_json="--json" in words)
    try:
        options = parser(words).parse_args(words)
    except Misuse as error:
        out.problem(error)
        out.remark(error.usage)
        return MISUSED
    except SystemExit:  # argparse has shown the help
        return DONE
    return _run(options, out)


def parser(words: Sequence[str]) -> argparse.ArgumentParser:
    """Return the parser; only the command that is named is loaded, so that help is quick."""
    top = Parser(
        prog="vendorclient",
        description=_("사진과 동영상을 가져와 공정에 넣고 수요기관에 보냅니다."),
    )
    add_common(top)
    top.add_argument(
        "--self-test", action="store_true", help=_("설치된 프로그램의 각 부분을 한 번씩 시험합니다")
    )
    top.add_argument("--self-test-window", action="store_true", help=SUPPRESS)
    below = top.add_subparsers(dest="command", metavar=_("명령"), title=_("명령"))
    for name, load in COMMANDS.items():
        text = help_of(name)
        command = below.add_parser(name, help=text, description=text)
        add_common(command)
        if name in words:
            load().arguments(command)
    return top


def _run(options: argparse.Namespace, out: Output) -> int:
    session = Session(getattr(options, "data", ""))
    try:
        with session:
            return _do(options, session, out)
    except KeyboardInterrupt as error:
        return say_interrupted(error, out)
    except Cancelled:
        return COULD_NOT
    except BrokenPipeError:  # whoever read our output has gone
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return COULD_NOT
    except VendorError as error:
        logging.getLogger(__name__).info("%s", error)
        out.problem(error)
        return COULD_NOT
    except Exception as error:
        if isinstance(error, OSError) and is_full(error):
            out.problem(NoSpace())
            return COULD_NOT
        out.problem(VendorError("unknown"))
        out.remark(write_down(session.root, error))
        return COULD_NOT


def _do(options: argparse.Namespace, session: Session, out: Output) -> int:
    if options.self_test:
        from vendorclient.cli import self_test

        return self_test.run(out)
    if options.self_test_window:
        return window.try_window(session.root)
    if options.command is not None:
        return COMMANDS[options.command]().run(options, session, out)
    if window.can_open():
        return window.open_window(session.root, language=getattr(options, "lang", ""))
    out.remark(_("화면이 없어 창을 열 수 없습니다. 아래 명령은 쓸 수 있습니다."))
    parser([]).print_help(sys.stderr)
    return MISUSED


def _make_streams_safe(*, as_json: bool) -> None:
    """Never fail on a name that a terminal cannot show; programs always get UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        if as_json or not stream.isatty():
            reconfigure(encoding="utf-8", errors="backslashreplace")
        else:
            reconfigure(errors="backslashreplace")
