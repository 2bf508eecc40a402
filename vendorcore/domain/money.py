"""Amounts in whole won and quantities, as people and spreadsheets write them."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

_WON = re.compile(r"(KRW|₩|\\)?\s*(.*?)\s*(원정?|KRW|₩|\\)?", re.IGNORECASE | re.DOTALL)
_GROUPED = re.compile(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?")
_PLAIN = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)")
_MOST_DIGITS, _LONGEST = 18, 80
MOST_WON = 2**53 - 1  # JSON carries no larger whole number unharmed (RFC 8785)


def number_from_text(text: str) -> Decimal | None:
    """Return the number that a text writes, with or without thousands' commas."""
    whole = unicodedata.normalize("NFKC", text).strip()
    found = _WON.fullmatch(whole) if len(whole) <= _LONGEST else None
    plain = found[2] if found else ""
    if len(plain) > 2 * _MOST_DIGITS or not (_GROUPED.fullmatch(plain) or _PLAIN.fullmatch(plain)):
        return None
    return Decimal(plain.replace(",", ""))


def won_from_text(text: str) -> int | None:
    """Return an amount in whole won; None for a text that is none, below zero, or too large."""
    number = number_from_text(text)
    if number is None or not 0 <= number <= MOST_WON or number != number.to_integral_value():
        return None
    return int(number)


def quantity_from_text(text: str) -> Decimal | None:
    """Return a quantity above zero."""
    number = number_from_text(text)
    return number if number is not None and number > 0 else None


def product_in_won(quantity: Decimal, unit_price: int) -> int:
    """Return quantity times unit price, cut to whole won as invoices do."""
    return int(quantity * unit_price)
