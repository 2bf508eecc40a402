"""Whether the file arrived whole and is what its name says."""

from vendorcore.domain import MediaKind
from vendorcore.evidence.circumstances import Circumstances, Rule
from vendorcore.evidence.facts import Facts
from vendorcore.evidence.file_names import extension_agrees
from vendorcore.evidence.finding import Finding, Level

PROBLEMS = ("I_EMPTY", "I_TRUNCATED", "I_UNREADABLE")


def not_whole(facts: Facts, _: Circumstances) -> Finding | None:
    """Refuse an empty, cut-off or unreadable file (I_EMPTY, I_TRUNCATED, I_UNREADABLE)."""
    if facts.problem not in PROBLEMS:
        return None
    return Finding(facts.problem, Level.FAIL)


def wrong_extension(facts: Facts, _: Circumstances) -> Finding | None:
    """Mention that the content is of another type than the name says (I_EXT)."""
    if facts.kind is MediaKind.OTHER or extension_agrees(facts.name, facts.mime):
        return None
    return Finding("I_EXT", Level.INFO, mime=facts.mime)


RULES: tuple[Rule, ...] = (not_whole, wrong_extension)
