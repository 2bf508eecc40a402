"""Shows a bar on the terminal while something takes longer than a second."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from types import TracebackType

    from tqdm import tqdm

    from vendorclient.cli.output import Output

_DELAY_S = 1.0


class Bar:
    """A bar that grows by counts or bytes; without a terminal it does nothing."""

    def __init__(
        self,
        out: Output,
        title: str,
        total: int,
        *,
        in_bytes: bool = False,
        delay_s: float = _DELAY_S,
    ) -> None:
        self._bar: tqdm[Any] | None = None
        if out.has_watcher and total:
            from tqdm import tqdm  # only where somebody looks: the import takes time

            self._bar = tqdm(
                file=out.stderr,
                total=total,
                desc=title,
                delay=delay_s,
                leave=False,
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
