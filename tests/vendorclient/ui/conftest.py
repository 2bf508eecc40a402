"""A window without a screen: the look is put on once, settings stay in the test's folder."""

import gc
import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QApplication

from vendorcore.text import use_language

from tests.vendorclient.ui.office import Office
from vendorclient.ui.theme.palette import Scheme
from vendorclient.ui.theme.style import look


@pytest.fixture(autouse=True)
def tidied():
    """Let no other thread throw widgets away: Qt and Python would wait for each other for ever.

    The window itself does so too (Tidying); most tests open it without.
    """
    gc.disable()
    yield
    gc.collect(1)
    gc.enable()


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["vendorclient"]


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication):
    QStandardPaths.setTestModeEnabled(True)
    with use_language("ko"):
        if look().scheme is not Scheme.LIGHT or look().scale != 1.0:
            look().wear(Scheme.LIGHT)
        yield


@pytest.fixture
def office(qtbot, tmp_path):
    made = Office(qtbot, tmp_path)
    yield made
    made.close()
