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

# The collector walks through all that lives with every thread waiting: what stays is left out.
SETTLED = """
import gc, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from vendorclient.ui.window import WindowSession, application
app = application()
session = WindowSession(app, Path(sys.argv[1]), sending=False)
session.open(watching=False)
look = QTimer(interval=20)
look.timeout.connect(lambda: gc.get_freeze_count() and app.quit())
look.start()
left_out = gc.get_freeze_count()
app.exec()
print(left_out, gc.get_freeze_count() > 10_000, len(session.window.places.made))
session.window.close()
session.close()
"""


def test_what_is_heavy_is_not_loaded_with_the_window(tmp_path):
    line = [sys.executable, "-c", SHOWN, str(tmp_path / "data"), *HEAVY]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(line, capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.split() == []


def test_the_collector_leaves_out_what_stands_once_all_places_are_made(tmp_path):
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    line = [sys.executable, "-c", SETTLED, str(tmp_path / "data")]
    done = subprocess.run(
        line, capture_output=True, text=True, check=True, env=environment, timeout=120
    )
    assert done.stdout.split() == ["0", "True", "5"]
