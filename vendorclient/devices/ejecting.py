"""Takes a card out in the way of each system, so that it may be pulled."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vendorclient.devices.card import Mount


def take_out(mount: Mount) -> None:
    """Take out the card at a mount; NeedsDevice when somebody uses it or nobody can."""
    if sys.platform == "win32":
        from vendorclient.devices.windows import volumes

        volumes.take_out(str(mount.root))
    elif sys.platform == "darwin":
        from vendorclient.devices.macos import disks

        disks.take_out(mount.root)
    else:
        from vendorclient.devices.events import udisks

        udisks.take_out(mount.node)
