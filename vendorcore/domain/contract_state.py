"""How far a contract has come: 작성중 → 등록 → 생산중 → 납품 → 검수완료 → 종결, or 해지."""

from __future__ import annotations

from enum import StrEnum

from vendorcore.domain.organisations import Side


class ContractState(StrEnum):
    """작성중 → 등록 → 생산중 → 납품 → 검수완료 → 종결; 해지 ends it before."""

    DRAFT = "draft"
    REGISTERED = "registered"
    PRODUCING = "producing"
    DELIVERED = "delivered"
    INSPECTED = "inspected"
    CLOSED = "closed"
    CANCELLED = "cancelled"

    def may_become(self, following: ContractState, side: Side) -> bool:
        """Whether this side may take the contract there; forward only, steps may be skipped.

        The vendor goes as far as 납품, the institution says 검수완료 and 종결; either can note a
        해지, which needs its reason, as long as the contract is not over.
        """
        if self.is_over or following is self:
            return False
        if following is ContractState.CANCELLED:
            return side in _CANCELLING
        return side is _WHO[following] and _RANK[following] > _RANK[self]

    def is_before(self, other: ContractState) -> bool:
        """Whether this lies behind another on the road, as after a failed inspection."""
        return _RANK.get(self, _LAST) < _RANK.get(other, _LAST)

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen."""
        return self in (ContractState.CLOSED, ContractState.CANCELLED)

    @property
    def is_fulfilled(self) -> bool:
        """Whether the vendor owes nothing more: inspected, closed or called off."""
        return self in _FULFILLED

    @property
    def needs_reason(self) -> bool:
        """Whether the other side must be told why."""
        return self is ContractState.CANCELLED


_FULFILLED = (ContractState.INSPECTED, ContractState.CLOSED, ContractState.CANCELLED)
_ROAD = (
    ContractState.DRAFT,
    ContractState.REGISTERED,
    ContractState.PRODUCING,
    ContractState.DELIVERED,
    ContractState.INSPECTED,
    ContractState.CLOSED,
)
_RANK = {state: rank for rank, state in enumerate(_ROAD)}
_LAST = len(_ROAD)
_CANCELLING = (Side.VENDOR, Side.INSTITUTION)
_WHO = {
    ContractState.DRAFT: Side.VENDOR,
    ContractState.REGISTERED: Side.VENDOR,
    ContractState.PRODUCING: Side.VENDOR,
    ContractState.DELIVERED: Side.VENDOR,
    ContractState.INSPECTED: Side.INSTITUTION,
    ContractState.CLOSED: Side.INSTITUTION,
}
