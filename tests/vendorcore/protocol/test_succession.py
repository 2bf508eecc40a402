"""A new key counts only by the word of one that is trusted."""

from __future__ import annotations

from vendorcore.protocol import Signed, SigningKey
from vendorcore.protocol.succession import Succession, followed

SERVER = "server"
FIRST, SECOND, THIRD, STRANGER = (SigningKey.generate() for _ in range(4))


def word(old: SigningKey, new: SigningKey, by: SigningKey | None = None) -> Signed:
    said = Succession(
        server_id=SERVER, previous=old.public.text, following=new.public.text, since="2026-03-02"
    )
    return said.signed(by or old)


def names(*links: Signed, server: str = SERVER) -> list[str]:
    trusted = {FIRST.public.key_id: FIRST.public}
    return list(followed(links, trusted, server))


def test_a_chain_leads_from_the_pinned_key_to_the_present_one() -> None:
    chain = (word(FIRST, SECOND), word(SECOND, THIRD))
    assert names(*chain) == [SECOND.public.key_id, THIRD.public.key_id]


def test_nobody_vouches_for_himself() -> None:
    assert names(word(FIRST, STRANGER, by=STRANGER), word(STRANGER, THIRD)) == []


def test_a_missing_link_ends_the_chain() -> None:
    assert names(word(SECOND, THIRD)) == []


def test_the_word_of_another_server_is_not_followed() -> None:
    assert names(word(FIRST, SECOND), server="other") == []


def test_a_word_of_another_shape_counts_for_nothing() -> None:
    short = Signed.make(Succession.CONTEXT, {"server_id": SERVER}, FIRST)
    assert names(short) == []
