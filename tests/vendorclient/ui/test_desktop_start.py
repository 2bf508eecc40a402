"""The window opens at once: what is heavy and not on the first page is loaded after it is shown."""

import os
import subprocess
import sys

HEAVY = (
    "requests",
    "keyring",
    "vendorclient.sync.engine",
    "cryptography",
    "PIL",
    "av",
    "vendorcore.domain",
)
SHOWN = """
import sys
from pathlib import Path
from vendorclient.ui.window import WindowSession, application
session = WindowSession(application(), Path(sys.argv[1]), sending=False)
session.window.show()
print(*[name for name in sys.argv[2:] if name in sys.modules])
session.close()
"""


def test_what_is_heavy_is_not_loaded_with_the_window(tmp_path):
    line = [sys.executable, "-c", SHOWN, str(tmp_path / "data"), *HEAVY]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(line, capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.split() == []
