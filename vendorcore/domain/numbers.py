"""Registration numbers of firms and their check digits."""

_WEIGHTS = (1, 3, 7, 1, 3, 7, 1, 3, 5)


def business_number_digits(text: str) -> str:
    """Return the digits of a 사업자등록번호 written with or without hyphens."""
    return "".join(ch for ch in text if ch.isascii() and ch.isdigit())


def is_business_number(text: str) -> bool:
    """Whether the check digit of a 사업자등록번호 is right; one repeated digit is refused."""
    digits = [int(ch) for ch in business_number_digits(text)]
    if len(digits) != 10 or len(set(digits)) == 1:
        return False
    total = sum(d * w for d, w in zip(digits, _WEIGHTS, strict=False)) + digits[8] * 5 // 10
    return (10 - total % 10) % 10 == digits[9]
