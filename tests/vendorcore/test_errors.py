"""Errors carry a code and the values of their sentence."""

import pytest

from vendorcore import errors
from vendorcore.errors import Busy, Conflict, NoSpace, VendorError
from vendorcore.text import PROBLEMS

KINDS = [kind for kind in vars(errors).values() if isinstance(kind, type)]


def test_the_log_sees_code_and_values() -> None:
    assert str(NoSpace(needed=5, free=1)) == "no-space needed=5 free=1"


def test_a_code_of_its_own_comes_first() -> None:
    assert Conflict("version-mismatch").code == "version-mismatch"
    assert Conflict().code == "conflict"


def test_patience_has_a_length() -> None:
    assert Busy(retry_after=2.5).retry_after == 2.5


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_error_has_a_sentence(kind: type[VendorError]) -> None:
    assert kind.code in PROBLEMS or kind.code == "cancelled"
