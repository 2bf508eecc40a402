"""The bell that tells the job runner of this process that there is work."""

import threading

RUNNER_BELL = threading.Event()
