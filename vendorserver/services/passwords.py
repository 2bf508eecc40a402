"""Which passwords are refused: words of this field however typed, and what was once leaked."""

from __future__ import annotations

import hashlib
import logging
from pathlib import Path
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError

from vendorcore.text import _

from vendorserver.settings import current

if TYPE_CHECKING:
    from typing import BinaryIO

    from vendorserver.models import Account

# What everybody here would try first: the site, the office, the work, the courtesy.
WORDS = (
    "직접생산",
    "직접생산확인",
    "나라장터",
    "공공구매",
    "조달청",
    "조달업체",
    "수요기관",
    "비밀번호",
    "관리자",
    "운영자",
    "담당자",
    "대한민국",
    "안녕하세요",
    "smpp",
    "koneps",
    "g2b",
    "vendor",
    "vendorserver",
    "admin",
    "manager",
    "password",
)
# The keys of a Korean keyboard, in the order in which Unicode builds syllables.
_KEYS = """
r R s e E f a q Q t T d w W c z x v g
k o i O j p u P h hk ho hl y n nj np nl b m ml l
- r R rt s sw sg e f fr fa fq ft fx fv fg a q qt t T d w c z x v g
"""
_FIRST, _MIDDLE, _LAST = (line.split() for line in _KEYS.split("\n")[1:4])
# As long as the fields of the pages let people type.
MOST_LETTERS = 1000
_log = logging.getLogger(__name__)
_SYLLABLES, _SYLLABLES_END = 0xAC00, 0xD7A3
_HASH_LETTERS = 40
_LINE_BYTES = 128


def reason_of(error: ValidationError) -> str:
    """Return why a password was refused, to stand inside a sentence that has its own full stop."""
    return str(error.messages[0]).rstrip(".")


class NotTooLong:
    """Refuses what no form of ours could ever send again."""

    def validate(self, password: str, _user: Account | None = None) -> None:
        """Raise ValidationError when the password is longer than the forms take."""
        if len(password) > MOST_LETTERS:
            raise ValidationError(self.get_help_text(), code="password_too_long")

    def get_help_text(self) -> str:
        """Say why."""
        return _("비밀번호는 {n}자까지 쓸 수 있습니다.", n=MOST_LETTERS)


class ContextWords:
    """Refuses a word of this field, of the server or of one's own organisation with some digits."""

    def validate(self, password: str, user: Account | None = None) -> None:
        """Raise ValidationError when nothing is left beside such a word."""
        letters = "".join(filter(str.isalpha, password)).casefold()
        if letters in _known(user):
            raise ValidationError(self.get_help_text(), code="password_of_context")

    def get_help_text(self) -> str:
        """Say why."""
        return _("업무 낱말이나 기관·업체 이름에 숫자만 붙인 비밀번호는 쉽게 알아맞힙니다.")


class Leaked:
    """Refuses what is in the operator's file of leaked passwords; Django's own list comes first."""

    def validate(self, password: str, _user: Account | None = None) -> None:
        """Raise ValidationError when the password was leaked somewhere."""
        place = current().leaked_passwords
        if place and _was_leaked(Path(place), password):
            raise ValidationError(self.get_help_text(), code="password_leaked")

    def get_help_text(self) -> str:
        """Say why."""
        return _("다른 곳에서 새어 나간 적이 있는 비밀번호입니다. 다른 비밀번호를 정해 주십시오.")


def _was_leaked(listed: Path, password: str) -> bool:
    try:
        return is_in(listed, password)
    except OSError as error:
        _log.error("the list of leaked passwords cannot be read: %s", type(error).__name__)
        return False


def typed(hangul: str) -> str:
    """Return what appears when Hangul is typed with the Latin keyboard on: 책상 is cortkd."""
    return "".join(map(_keys, hangul))


def is_in(listed: Path, password: str) -> bool:
    """Whether a file of SHA-1 hashes, in order, one a line (HASH or HASH:COUNT), has a password."""
    wanted = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper().encode()
    with listed.open("rb") as file:
        low, high = 0, listed.stat().st_size
        while high - low > _LINE_BYTES:
            middle = (low + high) // 2
            if _line_after(file, middle)[:_HASH_LETTERS].upper() <= wanted:
                low = middle
            else:
                high = middle
        file.seek(max(0, low - _LINE_BYTES))
        near = file.read(4 * _LINE_BYTES).upper().splitlines()
    return any(line[:_HASH_LETTERS] == wanted for line in near)


def _line_after(file: BinaryIO, place: int) -> bytes:
    """Return the first whole line behind a place; at the end something behind every hash."""
    file.seek(place)
    file.readline(_LINE_BYTES)
    return file.readline(_LINE_BYTES) or b"~"


def _known(user: Account | None) -> set[str]:
    names = {current().name, *WORDS}
    organisation = (user.vendor or user.institution) if user is not None else None
    if organisation is not None:
        names.add(organisation.name)
    plain = {"".join(filter(str.isalpha, name)).casefold() for name in names}
    return plain | {typed(name).casefold() for name in plain}


def _keys(letter: str) -> str:
    if not _SYLLABLES <= ord(letter) <= _SYLLABLES_END:
        return letter
    first, rest = divmod(ord(letter) - _SYLLABLES, 28 * 21)
    middle, last = divmod(rest, 28)
    return _FIRST[first] + _MIDDLE[middle] + _LAST[last].strip("-")
