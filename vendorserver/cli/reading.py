"""A reader of the command line that speaks the operator's language."""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING, NoReturn

from vendorcore.errors import NeedsPerson
from vendorcore.text import _

if TYPE_CHECKING:
    from collections.abc import Iterable


class Misuse(NeedsPerson):
    """The line that was typed is no command of ours."""

    code = "misuse"

    def __init__(self, message: str, usage: str) -> None:
        super().__init__(said=message)
        self.usage = usage


class Parser(argparse.ArgumentParser):
    """A parser that raises instead of ending the program, with help in our language."""

    def __init__(self, **settings: object) -> None:
        super().__init__(add_help=False, allow_abbrev=False, formatter_class=_Formatter, **settings)  # type: ignore[arg-type]  # only names that argparse itself knows are given
        self.add_argument("-h", "--help", action="help", help=_("이 도움말을 보여 줍니다"))

    def error(self, message: str) -> NoReturn:
        """Raise Misuse."""
        raise Misuse(_in_words(message), self.format_usage().strip())


_MISSING = re.compile(r"the following arguments are required: (.+)")
_STRANGE = re.compile(r"unrecognized arguments: (.+)")
_NO_CHOICE = re.compile(r"argument .+?: invalid (?:choice|\w+ value): '?([^'(]*)'?")
_ONE_OF = re.compile(r"one of the arguments (.+) is required")
_NO_VALUE = re.compile(r"argument (.+?): expected .*argument")


def _in_words(message: str) -> str:
    """Return what argparse remarked, in the reader's language where we know how."""
    if found := _MISSING.match(message):
        return _("빠진 값: {names}", names=found[1])
    if found := _STRANGE.match(message):
        return _("모르는 말: {words}", words=found[1])
    if found := _NO_CHOICE.match(message):
        return _("쓸 수 없는 값: {word}", word=found[1].strip())
    if found := _NO_VALUE.match(message):
        return _("값이 없는 선택: {name}", name=found[1])
    if found := _ONE_OF.match(message):
        return _("하나를 골라야 하는 선택: {names}", names=found[1])
    return message


class _Formatter(argparse.HelpFormatter):
    def start_section(self, heading: str | None) -> None:
        super().start_section(
            {"options": _("선택"), "positional arguments": _("값")}.get(heading or "", heading)
        )

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, _("사용법: ") if prefix is None else prefix)
