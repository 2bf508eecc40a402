"""The two sides of a contract: the vendor (조달업체) and the institution (수요기관)."""

from dataclasses import dataclass
from enum import StrEnum

from vendorcore.domain.numbers import business_number_digits, is_business_number
from vendorcore.errors import InvalidEntry


class Side(StrEnum):
    """Which side somebody stands on."""

    VENDOR = "vendor"
    INSTITUTION = "institution"
    OPERATOR = "operator"


@dataclass(frozen=True, slots=True, kw_only=True)
class Vendor:
    """A firm that wins contracts; business_no is its ten digits (사업자등록번호)."""

    id: str
    name: str
    business_no: str

    def __post_init__(self) -> None:
        if not is_business_number(self.business_no):
            raise InvalidEntry(field="business_no", reason="check-digit")
        object.__setattr__(self, "business_no", business_number_digits(self.business_no))


@dataclass(frozen=True, slots=True, kw_only=True)
class Institution:
    """A public body; code is its 행정표준기관코드 (seven characters) or empty where it has none."""

    code: str
    name: str
    class_name: str = ""
    region: str = ""
