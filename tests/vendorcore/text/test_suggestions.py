"""Why a process is suggested, in words."""

from vendorcore.text.sentences import suggestion_sentence


def test_an_unknown_suggestion_is_shown_as_it_is() -> None:
    assert suggestion_sentence("X_UNKNOWN", {}) == "X_UNKNOWN"
