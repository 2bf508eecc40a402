"""What a photo or video says about itself, and what that is worth against the promise."""

from vendorcore.domain import MediaKind
from vendorcore.evidence.cards import CardPicture, weigh_card
from vendorcore.evidence.circumstances import Circumstances, ClockHabit, Known, Rule
from vendorcore.evidence.correction import Correction, Source, error_of
from vendorcore.evidence.facts import Facts, Zone, possible
from vendorcore.evidence.finding import Finding, Level, Verdict, verdict_of
from vendorcore.evidence.hashes import NEAR_64, distance
from vendorcore.evidence.moments import habit_of, instants
from vendorcore.evidence.weigh import RULES, weigh

__all__ = [
    "NEAR_64",
    "RULES",
    "CardPicture",
    "Circumstances",
    "ClockHabit",
    "Correction",
    "Facts",
    "Finding",
    "Known",
    "Level",
    "MediaKind",
    "Rule",
    "Source",
    "Verdict",
    "Zone",
    "distance",
    "error_of",
    "habit_of",
    "instants",
    "possible",
    "verdict_of",
    "weigh",
    "weigh_card",
]
