"""The mark on each method that answers a call from Qt.

Python 3.11 has no typing.override; the type checkers know it from typing_extensions, which is not
a package of ours, so at run time the mark is a function that changes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing_extensions import override
else:

    def override(method):
        """Return the method unchanged."""
        return method


__all__ = ["override"]
