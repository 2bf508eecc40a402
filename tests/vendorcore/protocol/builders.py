from __future__ import annotations

from typing import Any

from vendorcore.protocol import GENESIS, Manifest, Receipt, SigningKey

KEY = SigningKey(bytes(range(32)))
KEYS = {KEY.public.key_id: KEY.public}


def a_receipt(**changes: Any) -> Receipt:
    fields: dict[str, Any] = {
        "receipt_no": "2026-000001",
        "op_id": "019a9f6e-0000-7000-8000-000000000001",
        "sha256": "ab" * 32,
        "size_bytes": 12345,
        "contract": "019a9f6e-0000-7000-8000-000000000002",
        "process": "019a9f6e-0000-7000-8000-000000000003",
        "account": "1",
        "received_at": "2026-11-20T01:02:03.000000Z",
        "server_id": "srv",
        "log_index": 1,
        "previous_hash": GENESIS,
    }
    return Receipt(**{**fields, **changes})


def a_manifest(**changes: Any) -> Manifest:
    fields: dict[str, Any] = {
        "op_id": "019a9f6e-0000-7000-8000-000000000001",
        "sha256": "ab" * 32,
        "size_bytes": 12345,
        "name": "사진 1.JPG",
        "contract": "019a9f6e-0000-7000-8000-000000000002",
        "process": "019a9f6e-0000-7000-8000-000000000003",
        "source_key": "card:EOS",
        "source_label": "EOS_DIGITAL",
        "source_path": "DCIM/100CANON/IMG_0001.JPG",
        "modified_at": "2026-11-20T01:02:03.000000Z",
        "read_at": "2026-11-20T01:02:03.000000Z",
        "clock_error_ms": 0,
        "clock_known": True,
        "client_version": "0.1.0",
    }
    return Manifest(**{**fields, **changes})
