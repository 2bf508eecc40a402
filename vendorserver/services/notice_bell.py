"""The bell that tells the postman of this process that there are letters."""

import threading

NOTICE_BELL = threading.Event()
