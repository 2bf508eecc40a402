from datetime import UTC, datetime, timedelta

import pytest

from vendorcore.errors import InvalidEntry, Untrusted
from vendorcore.protocol import ClockCode, Signed, SigningKey, canonical_json, is_clock_code
from vendorcore.protocol.keys import encode

KEY = SigningKey.generate()
KEYS = {KEY.public.key_id: KEY.public}
SHOWN = datetime(2026, 3, 12, 1, 15, 22, 250_000, tzinfo=UTC)


def a_code(**said) -> ClockCode:
    return ClockCode(**{"shown_at": SHOWN, "nonce": "n1", "error_ms": 2000, **said})


def signed(payload) -> str:
    made = Signed.make(ClockCode.CONTEXT, payload, KEY)
    raw = encode(canonical_json(payload))
    return ".".join(("vendorclock1", raw, made.key_id, made.signature))


@pytest.mark.parametrize("error_ms", [2000, -3, None])
def test_a_clock_comes_back_from_its_code(error_ms) -> None:
    assert ClockCode.check(a_code(error_ms=error_ms).text(KEY), KEYS) == a_code(error_ms=error_ms)


def test_the_servers_clock_is_the_true_one_where_it_is_known() -> None:
    assert a_code().true_at == SHOWN - timedelta(seconds=2)
    assert a_code(error_ms=None).true_at == SHOWN


def test_a_code_fits_into_a_picture_that_cameras_read() -> None:
    assert len(a_code().text(KEY)) < 213  # version 10 with medium correction


def test_a_code_is_known_by_its_first_word() -> None:
    assert is_clock_code(a_code().text(KEY))
    assert not is_clock_code("https://example.com")


def test_a_strangers_clock_is_not_believed() -> None:
    with pytest.raises(Untrusted):
        ClockCode.check(a_code().text(SigningKey.generate()), KEYS)


def test_a_changed_clock_is_not_believed() -> None:
    head, payload, *rest = a_code().text(KEY).split(".")
    other = a_code(nonce="n2").text(KEY).split(".")[1]
    assert payload != other
    with pytest.raises(Untrusted):
        ClockCode.check(".".join((head, other, *rest)), KEYS)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "vendorclock1.e30",
        "vendorclock1.!.a.b",
        signed({}),
        signed({"t": "now", "n": "n1"}),
        signed({"t": 1, "n": 2}),
        signed({"t": 1, "n": "n1", "e": "two"}),
        signed({"t": 2**53 - 1, "n": "n1"}),
    ],
)
def test_other_codes_are_no_clocks(text) -> None:
    with pytest.raises(InvalidEntry):
        ClockCode.check(text, KEYS)
