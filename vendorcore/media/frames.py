"""How the worker process and its parent talk: a length-prefixed JSON object and bytes."""

import json
import struct
from typing import IO, Any

_HEAD = struct.Struct(">II")
MAX_JSON_BYTES = 1 << 20
MAX_BODY_BYTES = 16 << 20

Message = dict[str, Any]


def write_frame(stream: IO[bytes], message: Message, body: bytes = b"") -> None:
    """Send one message with its bytes."""
    text = json.dumps(message, ensure_ascii=False).encode("utf-8", "surrogatepass")
    stream.write(_HEAD.pack(len(text), len(body)) + text + body)
    stream.flush()


def read_frame(stream: IO[bytes]) -> tuple[Message, bytes] | None:
    """Return the next message and its bytes; none when the other side has gone or babbles."""
    head = stream.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    text_bytes, body_bytes = _HEAD.unpack(head)
    if text_bytes > MAX_JSON_BYTES or body_bytes > MAX_BODY_BYTES:
        return None
    text, body = stream.read(text_bytes), stream.read(body_bytes)
    if len(text) < text_bytes or len(body) < body_bytes:
        return None
    return json.loads(text.decode("utf-8", "surrogatepass")), body
