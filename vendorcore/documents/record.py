"""What stands in a ledger: the contract and its evidence, process by process."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vendorcore.evidence import Finding, Level, Verdict
from vendorcore.text import seen_sentence, seen_verdict_word

if TYPE_CHECKING:
    from vendorcore.domain import Contract, Process


def camera_words(make: str, model: str) -> str:
    """Return maker and model as people say them: many models repeat their maker."""
    first = model.casefold().partition(" ")[0]
    return model if first and first in make.casefold().split() else f"{make} {model}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """One photo or video in the ledger; texts that are empty are left out.

    verdict is None until somebody has checked it. The paper is read by the institution: it says
    what was seen, never what the firm ought to do.
    """

    process_id: str
    name: str
    sha256: str
    captured_at: str = ""
    camera: str = ""
    verdict: Verdict | None = Verdict.PASS
    findings: tuple[Finding, ...] = ()
    note: str = ""
    receipt_no: str = ""
    picture_jpeg: bytes = b""

    @property
    def verdict_word(self) -> str:
        """The outcome of the check in the words of the portal."""
        return seen_verdict_word(self.verdict or "")

    @property
    def excuses(self) -> bool:
        """Whether what the firm says is a reason; of a photo that is all right it only explains."""
        return self.verdict in (Verdict.WARN, Verdict.FAIL)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What a reader must know of it, as sentences; what is fine needs none."""
        return tuple(
            seen_sentence(finding.code, finding.values)
            for finding in self.findings
            if finding.level.rank >= Level.WARN.rank
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """The evidence of one contract, and who made the paper when; left_out counts the rest."""

    contract: Contract
    entries: tuple[LedgerEntry, ...]
    vendor_name: str = ""
    made_on: str = ""
    left_out: int = 0

    def of(self, process: Process) -> tuple[LedgerEntry, ...]:
        """Return the entries of one process in their order."""
        return tuple(entry for entry in self.entries if entry.process_id == process.id)
