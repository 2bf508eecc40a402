import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendorcore.errors import InvalidEntry, Untrusted
from vendorcore.protocol import (
    EnrolmentTicket,
    Health,
    Problem,
    Signed,
    canonical_json,
    parse_object,
)
from vendorcore.protocol.keys import encode
from vendorcore.text import use_language

from tests.vendorcore.protocol.builders import KEY, KEYS

TICKET = EnrolmentTicket(url="https://server.example", fingerprint="ab" * 32, code="code")


def a_health(**changes):
    fields = {"server_id": "srv", "public_key": KEY.public.text, "nonce": "n", "now": "now"}
    return Health(**{**fields, **changes})


def test_health_names_who_helps_and_an_older_server_nobody():
    signed = a_health(support_email="help@server.example").signed(KEY)
    assert Health.check(signed, KEYS, "n").support_email == "help@server.example"
    older = {name: value for name, value in signed.payload.items() if name != "support_email"}
    assert Health.check(Signed.make(Health.CONTEXT, older, KEY), KEYS, "n").support_email == ""


def test_a_ticket_survives_being_pasted_with_line_breaks():
    text = TICKET.text
    assert EnrolmentTicket.from_text(f" {text[:20]}\n{text[20:]} ") == TICKET


@given(st.text())
def test_any_other_text_is_refused_as_a_ticket(text):
    with pytest.raises(InvalidEntry):
        EnrolmentTicket.from_text(text)


@pytest.mark.parametrize("fields", [b"[]", b"{}", b'{"u":1,"f":"","c":""}', b"no json"])
def test_a_ticket_with_other_contents_is_refused(fields):
    with pytest.raises(InvalidEntry, match="ticket-malformed"):
        EnrolmentTicket.from_text("vendor1." + encode(fields))


@pytest.mark.parametrize(
    "url",
    [
        "ftp://server",
        "https://",
        "server",
        "https://[",
        "https://a:b",
        "https://a:99999",
        "https://a:0",
    ],
)
def test_a_ticket_needs_an_address(url):
    with pytest.raises(InvalidEntry, match="address-malformed"):
        EnrolmentTicket(url=url, fingerprint="", code="")
    pasted = "vendor1." + encode(canonical_json({"c": "code", "f": "0" * 64, "u": url}))
    with pytest.raises(InvalidEntry, match="address-malformed") as caught:
        EnrolmentTicket.from_text(pasted)
    assert caught.value.details["url"] == url


def test_a_plain_address_is_taken_only_on_this_computer():
    EnrolmentTicket(url="http://127.0.0.1:8000", fingerprint="", code="")
    with pytest.raises(InvalidEntry, match="insecure-address"):
        EnrolmentTicket(url="http://server.example", fingerprint="", code="")


def test_the_server_answers_our_own_nonce():
    assert Health.check(a_health().signed(KEY), KEYS, "n") == a_health()


def test_an_answer_to_another_nonce_is_not_trusted():
    with pytest.raises(Untrusted):
        Health.check(a_health().signed(KEY), KEYS, "m")


def test_an_unreadable_protocol_number_counts_as_none():
    signed = a_health(protocol="new").signed(KEY)
    assert Health.check(signed, KEYS, "n").protocol == 0


def test_a_refusal_speaks_the_language_of_the_moment():
    with use_language("ko"):
        assert Problem(404, "not-found").to_json()["detail"] == "찾을 수 없습니다."


def test_a_refusal_survives_its_message():
    problem = Problem(412, "version-mismatch", {"version": 3})
    assert Problem.from_json(412, problem.to_json()) == problem


def test_an_unreadable_refusal_has_a_code_all_the_same():
    assert Problem.from_json(500, {"code": 7, "values": "x"}) == Problem(500, "refused")


def test_messages_have_one_form():
    assert canonical_json({"b": 1, "a": "가"}) == '{"a":"가","b":1}'.encode()


def test_what_cannot_be_written_in_one_form_is_refused():
    with pytest.raises(InvalidEntry):
        canonical_json({"a": float("nan")})


@pytest.mark.parametrize("text", ["", "[1]", "{", "7", "[" * 100_000])
def test_only_an_object_is_a_message(text):
    with pytest.raises(InvalidEntry):
        parse_object(text)


def test_servers_of_before_take_no_documents() -> None:
    assert [a_health(protocol=number).takes_documents for number in (1, 2)] == [False, True]
