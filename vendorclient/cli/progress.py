"""Shows a bar on the terminal while something takes longer than a second."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Any, Self, TextIO

if TYPE_CHECKING:
    from types import TracebackType

    from tqdm import tqdm

    from vendorclient.cli.output import Output


_USUAL = (80, 24)


class Bar:
    """A bar that grows by counts or bytes; without a terminal it does nothing.

    Of what nobody has counted yet (no total) it shows the count alone. Since is when the work began
    of which this is a part: somebody who has waited long enough sees the next part at once.
    """

    def __init__(
        self,
        out: Output,
        title: str,
        total: int | None,
        *,
        in_bytes: bool = False,
        since: float | None = None,
    ) -> None:
        self._bar: tqdm[Any] | None = None
        if out.has_watcher and total != 0:
            from tqdm import tqdm  # only where somebody looks: the import takes time

            waited = time.monotonic() - since if since is not None else 0.0
            columns, rows = _shape(out.stderr)
            self._bar = tqdm(
                file=out.stderr,
                total=total,
                desc=title,
                delay=max(out.bar_after_s - waited, 0.0),
                leave=False,
                ncols=columns,
                nrows=rows,
                unit="B" if in_bytes else "",
                unit_scale=in_bytes,
                unit_divisor=1024,
            )

    def grow(self, amount: int = 1) -> None:
        """Be so much further."""
        if self._bar is not None:
            self._bar.update(amount)

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _shape(stream: TextIO) -> tuple[int, int] | tuple[None, None]:
    """Return the usual size where a terminal knows none (serial lines); else the bar asks it."""
    try:
        return (None, None) if os.get_terminal_size(stream.fileno()).columns else _USUAL
    except (OSError, ValueError):
        return None, None
