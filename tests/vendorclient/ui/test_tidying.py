"""Python looks for what nobody needs in the window's thread, and never by itself beside it."""

import gc
import weakref

import pytest

from vendorclient.ui.tidying import Tidying, is_time_for_all

MANY = 5000


class Ring:
    """Something that only a look finds: it holds itself."""

    def __init__(self) -> None:
        self.me = self


@pytest.fixture
def tidying(office):
    made = Tidying(office.session.desk)
    yield made
    made.end()
    assert gc.isenabled()


def test_what_nobody_needs_goes(tidying, office):
    assert not gc.isenabled()
    last = [weakref.ref(Ring()) for _ in range(MANY)][-1]
    assert last() is not None
    office.until(lambda: last() is None)


@pytest.mark.parametrize(
    ("since_whole", "since_change", "expected"),
    [(30, 30, False), (61, 5, False), (61, 11, True), (1801, 0, True)],
)
def test_everything_is_looked_at_while_nothing_goes_on(since_whole, since_change, expected):
    assert is_time_for_all(since_whole, since_change) is expected
