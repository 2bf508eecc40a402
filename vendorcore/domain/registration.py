"""The states of an application for an account (신청 심사)."""

from enum import StrEnum


class RegistrationState(StrEnum):
    """대기, 승인, 보류, 반려."""

    PENDING = "pending"
    APPROVED = "approved"
    ON_HOLD = "on-hold"
    REJECTED = "rejected"

    def may_become(self, following: "RegistrationState") -> bool:
        """Whether an operator or the applicant may take this step."""
        return following in _NEXT[self]

    @property
    def needs_reason(self) -> bool:
        """Whether the applicant must be told why."""
        return self in (RegistrationState.ON_HOLD, RegistrationState.REJECTED)


_NEXT = {
    RegistrationState.PENDING: (
        RegistrationState.APPROVED,
        RegistrationState.ON_HOLD,
        RegistrationState.REJECTED,
    ),
    RegistrationState.ON_HOLD: (
        RegistrationState.PENDING,
        RegistrationState.APPROVED,
        RegistrationState.REJECTED,
    ),
    RegistrationState.REJECTED: (RegistrationState.PENDING,),
    RegistrationState.APPROVED: (),
}
