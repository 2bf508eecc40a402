"""Writes down what nobody expected, for those who mend the program."""

from __future__ import annotations

import traceback
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from vendorcore.text import _

if TYPE_CHECKING:
    from pathlib import Path

_LOG = "vendorclient.log"
_LONGEST = 4 << 20


def write_down(root: Path, error: BaseException) -> str:
    """Append the error to the log and return a sentence that says where; people see no traceback.

    Nothing is written where there is no data folder yet.
    """
    log = root / "logs" / _LOG
    try:
        if log.exists() and log.stat().st_size > _LONGEST:
            log.replace(log.with_suffix(".old.log"))
        with log.open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(f"{datetime.now(UTC).isoformat()}\n")
            file.write("".join(traceback.format_exception(error)))
    except OSError:
        return ""
    return _("자세한 기록은 {path}에 있습니다.", path=log)
