"""Shows findings: as records for programs, as sentences for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vendorcore.evidence import Level
from vendorcore.text import finding_sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vendorcore.evidence import Finding


def records(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Return findings for programs."""
    return [finding.to_json() for finding in findings]


def sentences(findings: Iterable[Finding]) -> list[str]:
    """Return what a person must know, the gravest first; what is fine needs no words."""
    told = sorted(findings, key=lambda finding: -finding.level.rank)
    return [
        finding_sentence(finding.code, finding.values)
        for finding in told
        if finding.level not in (Level.PASS, Level.INFO)
    ]
