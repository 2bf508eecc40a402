"""Which tag gave the capture time, and what to say when none did."""

from vendorcore.evidence.circumstances import Circumstances, Rule
from vendorcore.evidence.facts import Facts
from vendorcore.evidence.finding import Finding, Level


def no_capture_time(facts: Facts, _: Circumstances) -> Finding | None:
    """Warn when the file does not say when it was taken (T_NONE)."""
    if facts.captured is not None or not facts.is_readable:
        return None
    return Finding("T_NONE", Level.WARN)


def from_another_tag(facts: Facts, _: Circumstances) -> Finding | None:
    """Say that a weaker tag had to serve (T_FROM_DIGITIZED, T_FROM_MODIFY)."""
    if facts.capture_source == "ExifIFD:CreateDate":
        return Finding("T_FROM_DIGITIZED", Level.INFO)
    if facts.capture_source == "IFD0:ModifyDate":
        return Finding("T_FROM_MODIFY", Level.WARN)
    return None


RULES: tuple[Rule, ...] = (no_capture_time, from_another_tag)
