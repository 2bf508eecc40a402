"""One browser for all tests of this folder; where there is none, they say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.vendorserver.browser.chromium import Chromium, found

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    if not found():
        pytest.skip("no Chromium here: apt-get install chromium")
    with Chromium(tmp_path_factory.mktemp("chromium")) as browser:
        yield browser
