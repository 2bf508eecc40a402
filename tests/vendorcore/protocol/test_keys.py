import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendorcore.errors import InvalidEntry, Untrusted
from vendorcore.protocol import SigningKey, VerifyKey
from vendorcore.protocol.keys import decode, encode

from tests.vendorcore.protocol.builders import KEY


@given(st.binary())
def test_bytes_survive_their_text(raw):
    assert decode(encode(raw)) == raw


@pytest.mark.parametrize("text", ["a", "QQ==", "QR", "한글", "Q Q"])
def test_only_the_one_exact_text_form_is_read(text):
    with pytest.raises(InvalidEntry):
        decode(text)


def test_a_public_key_survives_its_text():
    assert VerifyKey.from_text(KEY.public.text) == KEY.public


def test_a_key_of_another_length_is_refused():
    with pytest.raises(InvalidEntry):
        VerifyKey(b"short")


def test_a_key_is_named_by_its_fingerprint():
    assert KEY.public.fingerprint.startswith(KEY.public.key_id)


def test_a_signature_of_the_wrong_length_is_not_trusted():
    with pytest.raises(Untrusted):
        KEY.public.check(b"message", b"short")


def test_a_secret_key_does_not_show_itself():
    assert KEY.secret.hex() not in repr(KEY)
    assert "\\x" not in repr(KEY)


def test_two_new_keys_differ():
    assert SigningKey.generate() != SigningKey.generate()
