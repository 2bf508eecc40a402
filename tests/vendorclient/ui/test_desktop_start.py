"""The window opens at once: nothing that speaks to the network is loaded before it is shown."""

import subprocess
import sys

HEAVY = ("requests", "keyring", "vendorclient.sync.engine", "cryptography", "PIL", "av")


def test_what_is_heavy_is_not_loaded_with_the_window():
    asked = (
        "import sys, vendorclient.ui.window; print(*[m for m in sys.argv[1:] if m in sys.modules])"
    )
    line = [sys.executable, "-c", asked, *HEAVY]
    done = subprocess.run(line, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
