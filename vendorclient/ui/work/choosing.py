"""Asks for a file or a folder; nothing waits for the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

EXCEL = "Excel (*.xlsx)"
PDF = "PDF (*.pdf)"


def open_file(over: QWidget, title: str, kinds: str, done: Callable[[str], object]) -> None:
    """Let a person choose a file that is there."""
    dialog = QFileDialog(over, title, "", kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(done)
    _open(dialog)


def open_files(over: QWidget, title: str, done: Callable[[list[str]], object]) -> None:
    """Let a person choose several files of any kind."""
    dialog = QFileDialog(over, title)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.filesSelected.connect(done)
    _open(dialog)


def save_file(
    over: QWidget, title: str, name: str, kinds: str, done: Callable[[str], object]
) -> None:
    """Let a person choose where a file goes."""
    dialog = QFileDialog(over, title, name, kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(name.rpartition(".")[2])
    dialog.fileSelected.connect(done)
    _open(dialog)


def folder(over: QWidget, title: str, done: Callable[[str], object]) -> None:
    """Let a person choose a folder."""
    dialog = QFileDialog(over, title)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.fileSelected.connect(done)
    _open(dialog)


def _open(dialog: QFileDialog) -> None:
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
