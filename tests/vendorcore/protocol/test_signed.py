import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendorcore.errors import InvalidEntry, Untrusted, VendorError
from vendorcore.protocol import Manifest, Receipt, Signed, SigningKey

from tests.vendorcore.protocol.builders import KEY, KEYS, a_manifest, a_receipt

STORED = a_receipt().signed(KEY).text


def test_a_receipt_survives_storage_and_verifies():
    assert Receipt.check(Signed.from_text(STORED), KEYS) == a_receipt()


@given(st.integers(0, len(STORED.encode()) - 1), st.integers(0, 255))
def test_any_single_changed_byte_of_a_receipt_makes_it_invalid(place, byte):
    raw = bytearray(STORED.encode())
    if raw[place] == byte:
        return
    raw[place] = byte
    with pytest.raises((VendorError, UnicodeDecodeError)):
        Receipt.check(Signed.from_text(raw.decode()), KEYS)


def test_an_unknown_key_is_not_trusted():
    signed = a_receipt().signed(SigningKey.generate())
    with pytest.raises(Untrusted):
        Receipt.check(signed, KEYS)


def test_a_signature_for_another_purpose_is_not_trusted():
    signed = Signed.make("vendor-manifest-v1", a_receipt().payload, KEY)
    with pytest.raises(Untrusted):
        Receipt.check(signed, KEYS)


def test_a_malformed_signature_is_not_trusted():
    signed = Signed(a_receipt().payload, KEY.public.key_id, "not base64!")
    with pytest.raises(Untrusted):
        Receipt.check(signed, KEYS)


@pytest.mark.parametrize(
    "value",
    [None, [], {}, {"payload": {}, "key_id": "a"}, {"payload": 1, "key_id": "a", "signature": "b"}],
)
def test_another_shape_is_not_a_signed_message(value):
    with pytest.raises(InvalidEntry):
        Signed.from_json(value)


def test_a_stored_text_in_another_form_is_refused():
    with pytest.raises(InvalidEntry):
        Signed.from_text(STORED.replace(",", ", ", 1))


@pytest.mark.parametrize("kind", [Receipt, Manifest])
def test_a_signed_payload_with_a_missing_field_is_refused(kind):
    whole = a_receipt().signed(KEY) if kind is Receipt else a_manifest().signed(KEY)
    payload = {k: v for k, v in whole.payload.items() if k != "op_id"}
    with pytest.raises(InvalidEntry):
        kind.check(Signed.make(kind.CONTEXT, payload, KEY), KEYS)


@pytest.mark.parametrize("kind", [Receipt, Manifest])
def test_a_signed_payload_with_a_wrong_type_is_refused(kind):
    whole = a_receipt().signed(KEY) if kind is Receipt else a_manifest().signed(KEY)
    payload = {**whole.payload, "size_bytes": True}
    with pytest.raises(InvalidEntry):
        kind.check(Signed.make(kind.CONTEXT, payload, KEY), KEYS)


def test_a_manifest_verifies():
    assert Manifest.check(a_manifest().signed(KEY), KEYS) == a_manifest()


def test_the_hash_of_a_receipt_changes_with_any_field():
    assert a_receipt().hash != a_receipt(log_index=2).hash
