"""The agreement between the desktop program and the server: messages, signatures, receipts."""

from vendorcore.protocol.canonical import JsonObject, JsonValue, canonical_json, parse_object
from vendorcore.protocol.clock_code import ClockCode, is_clock_code
from vendorcore.protocol.enrolment import EnrolmentTicket
from vendorcore.protocol.health import Health
from vendorcore.protocol.keys import SigningKey, VerifyKey
from vendorcore.protocol.manifest import Manifest
from vendorcore.protocol.messages import contract_from_json, contract_to_json
from vendorcore.protocol.problems import Problem
from vendorcore.protocol.receipts import GENESIS, Receipt
from vendorcore.protocol.signed import Signed

__all__ = [
    "GENESIS",
    "ClockCode",
    "EnrolmentTicket",
    "Health",
    "JsonObject",
    "JsonValue",
    "Manifest",
    "Problem",
    "Receipt",
    "Signed",
    "SigningKey",
    "VerifyKey",
    "canonical_json",
    "contract_from_json",
    "contract_to_json",
    "is_clock_code",
    "parse_object",
]
