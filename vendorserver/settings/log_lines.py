"""Log lines that programs can read, one JSON object each, without anybody's secrets."""

from __future__ import annotations

import json
import logging
import re
from datetime import UTC, datetime

AUDIT = "vendorserver.audit"
_HIDDEN = "***"
_SECRETS = (
    re.compile(r"(?i)(bearer\s+)[\w.~+/=-]+"),
    re.compile(
        r"(?i)((?:password|passwd|secret|token|code|signature|cookie|sessionid|session|csrf\w*)"
        r"[\"']?\s*[=:]\s*[\"']?)[^\s\"'&,;}]+"
    ),
    re.compile(r"()[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    re.compile(r"(/(?:begin|invited)/)[\w-]+"),
    re.compile(r"()\b01[016789]-?\d{3,4}-?\d{4}\b"),
)


class JsonLine(logging.Formatter):
    """Writes one event as one line; what looks like a secret or a person is hidden."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        said = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": without_secrets(record.getMessage()),
        }
        if record.exc_info:
            said["trace"] = without_secrets(self.formatException(record.exc_info))
        return json.dumps(said, ensure_ascii=False)


def without_secrets(text: str) -> str:
    """Return a text in which tokens, passwords, codes, addresses and mobile numbers are hidden."""
    for pattern in _SECRETS:
        text = pattern.sub(rf"\g<1>{_HIDDEN}", text)
    return text
