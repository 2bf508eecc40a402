"""The style sheet: what Fusion and a palette alone do not draw well enough."""

from __future__ import annotations

from dataclasses import asdict
from string import Template
from typing import TYPE_CHECKING

from vendorclient.ui.theme import spacing, type_scale
from vendorclient.ui.theme.type_scale import Type

if TYPE_CHECKING:
    from vendorclient.ui.theme.palette import Palette

_TEXT = """
QLabel { background: transparent; }
*[tone="muted"] { color: $muted; }
*[tone="good"] { color: $good; }
*[tone="caution"] { color: $caution; }
*[tone="bad"] { color: $bad; }
*[tone="accent"] { color: $accent_text; }
*[tone="done"] { color: $done; }
"""

_GROUNDS = """
QWidget[ground="window"] { background: $window; }
QWidget[ground="surface"] { background: $surface; }
QFrame[ground="offline"] { background: $neutral_soft; border: 0; border-bottom: 1px solid $line; }
QWidget[ground="nav"] { background: $nav; border: 0; }
QFrame[frame="card"] { background: $surface; border: 1px solid $line; border-radius: 10px; }
QFrame[frame="card"][tone="bad"] { border: 1px solid $bad; background: $bad_soft; }
QFrame[frame="card"][tone="caution"] { border: 1px solid $caution; background: $caution_soft; }
QFrame[frame="card"][tone="open"] { border: 1px solid $caution; }
QFrame[frame="rule"] { background: $line; border: 0; max-height: 1px; min-height: 1px; }
QToolTip { background: $text; color: $surface; border: 0; padding: 6px 8px; }
"""

_BUTTONS = """
QPushButton { background: $surface; color: $text; border: 1px solid $control;
  border-radius: ${radius}px; padding: 0 14px; min-height: ${control_inner}px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $sunken; }
QPushButton:focus { border: 2px solid $focus; padding: 0 13px; min-height: ${focus_inner}px; }
QPushButton:disabled { color: $faint; border-color: $line; background: $window; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent; font-weight: 600;
  border: 1px solid $accent; }
QPushButton[kind="primary"]:hover { background: $accent_hover; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; }
QPushButton[kind="primary"]:disabled { background: $neutral_soft; color: $faint;
  border: 1px solid $line; }
QPushButton[kind="quiet"] { background: transparent; border: 1px solid transparent;
  color: $accent_text; padding: 0 10px; }
QPushButton[kind="quiet"]:hover { background: $hover; }
QPushButton[kind="quiet"]:focus { border: 2px solid $focus; padding: 0 9px; }
QPushButton[kind="quiet"]:disabled { color: $faint; }
QPushButton[kind="choice"] { padding: 0 10px; }
QPushButton[kind="choice"]:checked { background: $accent_soft; color: $accent_text;
  border: 2px solid $accent; padding: 0 9px; font-weight: 600; min-height: ${focus_inner}px; }
QPushButton[kind="choice"]:checked:focus { border: 2px solid $text; }
QPushButton[big="true"] { min-height: ${target_inner}px; }
QPushButton[huge="true"] { min-height: ${huge_inner}px; font-size: ${huge_type}px; }
QPushButton[huge="true"]:focus { min-height: ${huge_inner}px; }
QPushButton[kind="large"] { min-height: ${step_inner}px; padding: 0 8px;
  border: 2px solid $control; }
QPushButton[kind="large"]:checked { background: $accent; color: $on_accent; border-color: $accent; }
QPushButton[kind="large"]:focus { border: 3px solid $text; min-height: ${step_inner}px; }
QToolButton { border: 1px solid transparent; border-radius: 6px; padding: 5px; color: $text; }
QToolButton:hover { background: $hover; }
QToolButton:focus { border: 2px solid $focus; padding: 4px; }
"""

_STEPS = """
QPushButton[kind="step"] { background: $sunken; color: $muted; border: 1px solid $line;
  font-weight: 600; padding: 0 6px; }
QPushButton[kind="step"]:hover { background: $hover; }
QPushButton[kind="step"]:focus { border: 2px solid $focus; padding: 0 6px; }
QPushButton[kind="step"]:checked { border-color: $accent; background: $accent; color: $on_accent; }
QPushButton[kind="step"]:checked:focus { border: 2px solid $text; }
QPushButton[link="true"] { text-align: left; }
QTabBar::tab { background: transparent; color: $muted; padding: 8px 14px; border: 0;
  border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $text; font-weight: 600; border-bottom: 2px solid $accent; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected:focus { border: 2px solid $focus; border-radius: 6px; padding: 6px 12px; }
QTabWidget::pane { border: 0; }
QRadioButton, QCheckBox { color: $text; spacing: 8px; min-height: ${control_inner}px;
  border: 2px solid transparent; border-radius: 6px; padding-right: 4px; }
QRadioButton:disabled, QCheckBox:disabled { color: $faint; }
QRadioButton:focus, QCheckBox:focus { border: 2px solid $focus; }
QRadioButton::indicator { width: ${dot_inner}px; height: ${dot_inner}px;
  border-radius: ${dot_radius}px;
  border: 2px solid $control; background: $surface; }
QCheckBox::indicator { width: ${box_inner}px; height: ${box_inner}px; border-radius: 4px;
  border: 2px solid $control; background: $surface; }
QCheckBox::indicator:checked { border: 2px solid $accent; background: $accent; }
QCheckBox::indicator:disabled { border-color: $line; background: $window; }
QRadioButton::indicator:checked { width: ${dot_hole}px; height: ${dot_hole}px;
  border: ${dot_ring}px solid $accent;
  background: $on_accent; }
"""

_CHIPS = """
QPushButton[kind="chip"] { border-radius: ${chip_radius}px; padding: 0 12px;
  min-height: ${chip_inner}px; border: 1px solid $line; background: $surface; color: $text; }
QPushButton[kind="chip"]:hover { background: $hover; }
QPushButton[kind="chip"]:checked { background: $accent_soft; color: $accent_text;
  border: 1px solid $accent; font-weight: 600; }
QPushButton[kind="chip"]:focus { border: 2px solid $focus; padding: 0 11px;
  min-height: ${chip_focus}px; }
QPushButton[kind="chip"]:disabled { color: $faint; background: $window; }
QPushButton[kind="day"] { text-align: left; border: 0; border-radius: 4px; padding: 1px 4px;
  min-height: 18px; background: $accent_soft; color: $text; }
QPushButton[kind="day"]:hover { background: $hover; }
QPushButton[kind="day"]:focus { border: 2px solid $focus; padding: 0 2px; }
QPushButton[kind="day"][tone="caution"] { background: $caution_soft; color: $caution; }
QPushButton[kind="day"][tone="bad"] { background: $bad_soft; color: $bad; }
QWidget[ground="hover"] { background: $hover; }
QWidget[ground="line"] { background: $line; }
QLabel[ground="surface"] { background: $surface; }
"""

_SHEETS = """
QLineEdit[level="bad"] { border: 2px solid $bad; padding: 0 9px; }
QLineEdit[level="caution"] { border: 2px solid $caution; padding: 0 9px; }
QLineEdit[cell="true"] { border-radius: 0; padding: 0 3px; min-height: 0; }
QLineEdit[cell="true"]:focus { padding: 0 3px; }
QTableView[sheet="true"] { gridline-color: $line; border: 1px solid $control;
  selection-background-color: $accent_soft; }
QTableView[sheet="true"]:focus { border: 2px solid $focus; }
QTableView[sheet="true"]::item { border: 0; padding: 0 5px; }
QTableView[sheet="true"]::item:selected { background: $accent_soft; color: $text; }
QTableView[sheet="true"]::item:focus { border: 2px solid $focus; }
QTableView[sheet="true"] QHeaderView::section { padding: 6px 8px; }
QTableView[sheet="true"] QHeaderView::section:vertical { padding: 0 8px; border-bottom: 0;
  border-right: 1px solid $line; color: $faint; font-weight: 400; }
QTableView[sheet="true"] QComboBox { border-radius: 0; padding: 0 18px 0 3px; min-height: 0; }
QTableView[sheet="true"] QTableCornerButton::section { background: $surface; border: 0;
  border-bottom: 1px solid $line; border-right: 1px solid $line; }
QCalendarWidget QWidget { background: $surface; color: $text; }
QCalendarWidget QAbstractItemView:enabled { color: $text; selection-background-color: $accent;
  selection-color: $on_accent; }
QCalendarWidget QAbstractItemView:disabled { color: $faint; }
"""

_NAV = """
QPushButton[kind="place"] { background: transparent; border: 2px solid transparent;
  border-radius: ${radius}px; color: $text; text-align: left; padding: 0 10px;
  min-height: ${place_inner}px; }
QPushButton[kind="place"]:hover { background: $hover; }
QPushButton[kind="place"]:focus { border: 2px solid $focus; }
QPushButton[kind="place"]:checked { background: $accent; color: $on_accent; font-weight: 600; }
QPushButton[kind="place"]:checked:focus { border: 2px solid $text; }
"""

_FIELDS = """
QLineEdit, QPlainTextEdit, QDateTimeEdit { background: $surface; color: $text;
  border: 1px solid $control;
  border-radius: ${radius}px; padding: 0 10px; selection-background-color: $accent;
  selection-color: $on_accent; }
QLineEdit, QDateTimeEdit { min-height: ${control_inner}px; }
QPlainTextEdit { padding: 6px; }
QLineEdit[leading="true"] { padding-left: 2px; }
QLineEdit:focus, QPlainTextEdit:focus { border: 2px solid $focus; padding: 0 9px; }
QPlainTextEdit:focus { padding: 5px; }
QLineEdit:disabled { color: $faint; border-color: $line; background: $window; }
QComboBox { background: $surface; color: $text; border: 1px solid $control;
  border-radius: ${radius}px; padding: 0 34px 0 10px; min-height: ${control_inner}px; }
QComboBox:hover { background: $hover; }
QComboBox:focus { border: 2px solid $focus; padding: 0 33px 0 9px; min-height: ${focus_inner}px; }
QComboBox::drop-down { border: 0; width: 0; }
QComboBox::down-arrow { image: none; width: 0; height: 0; }
QComboBox QAbstractItemView { background: $surface; color: $text; border: 1px solid $control;
  selection-background-color: $accent; selection-color: $on_accent; outline: 0; padding: 4px; }
QSlider { min-height: 22px; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: $control; }
QSlider::handle:horizontal { width: 16px; height: 16px; margin: -6px 0; border-radius: 8px;
  background: $accent; border: 0; }
QSlider::handle:horizontal:hover { background: $accent_hover; }
QSlider:focus { border: 2px solid $focus; border-radius: 6px; }
QProgressBar { background: $neutral_soft; border: 0; border-radius: 4px; min-height: 8px;
  max-height: 8px; }
QProgressBar::chunk { background: $accent; border-radius: 4px; }
QMenu { background: $surface; color: $text; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 7px 24px 7px 14px; border-radius: 6px; }
QMenu::item:selected { background: $accent; color: $on_accent; }
QMenu::item:disabled { color: $faint; }
"""

_LISTS = """
QAbstractItemView { background: $surface; color: $text; border: 0; outline: 0;
  selection-background-color: $accent_soft; selection-color: $text; }
QAbstractItemView[ground="window"] { background: $window; }
QTableView { gridline-color: transparent; }
QTableView::item { border-bottom: 1px solid $line; padding: 0 5px; }
QTableView::item:selected { background: $accent_soft; color: $text; }
QHeaderView { background: $surface; border: 0; }
QHeaderView::section { background: $surface; color: $muted; border: 0;
  border-bottom: 1px solid $line; padding: 8px; font-weight: 600; }
QScrollArea { background: transparent; border: 0; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $faint; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 36px; }
QScrollBar::handle:horizontal { min-width: 36px; }
QScrollBar[idle="true"]::handle { background: transparent; }
QScrollBar::handle:hover { background: $control; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: transparent; }
"""


def sheet(palette: Palette, scale: float = 1.0) -> str:
    """Return the whole style sheet for one look and one size of type."""
    values = {**asdict(palette), **_measures(scale)}
    text = "".join((_TEXT, _GROUNDS, _BUTTONS, _STEPS, _NAV, _FIELDS, _LISTS, _CHIPS, _SHEETS))
    return Template(text).substitute(values) + _types(scale)


def _types(scale: float) -> str:
    return "".join(
        f'*[type="{kind}"] {{ font-size: {type_scale.pixels(kind, scale)}px;'
        f" font-weight: {type_scale.weight(kind)}; }}\n"
        for kind in Type
    )


def _measures(scale: float) -> dict[str, int]:
    dot, ring = round(18 * scale), round(5 * scale)
    control = max(spacing.CONTROL_HEIGHT, round(spacing.CONTROL_HEIGHT * min(scale, 1.3)))
    return {
        "radius": spacing.RADIUS,
        "chip_radius": (control - 8) // 2,
        "chip_inner": control - 10,
        "chip_focus": control - 12,
        "control_inner": control - 2,
        "focus_inner": control - 4,
        "target_inner": max(spacing.TARGET_HEIGHT, control) - 2,
        "huge_inner": max(spacing.HUGE_HEIGHT, round(spacing.HUGE_HEIGHT * min(scale, 1.3))) - 2,
        "step_inner": max(spacing.STEP_HEIGHT, round(spacing.STEP_HEIGHT * min(scale, 1.3))) - 6,
        "huge_type": type_scale.pixels(Type.HEADING, scale) + 2,
        "dot_inner": dot - 4,
        "dot_radius": dot // 2,
        "dot_ring": ring,
        "dot_hole": dot - 2 * ring,
        "box_inner": round(20 * scale) - 4,
        "place_inner": spacing.TARGET_HEIGHT - 4,
    }
