"""Whether the picture was changed after it was taken."""

from datetime import UTC, timedelta

from vendorcore.evidence.circumstances import Circumstances, Rule
from vendorcore.evidence.editors import editor_in, is_re_encoder
from vendorcore.evidence.facts import Facts
from vendorcore.evidence.finding import Finding, Level

# 237 of 237 unedited files carry the same time twice; five seconds gave no false alarm.
SAVED_AGAIN = timedelta(seconds=5)
ONE_DAY = timedelta(days=1)
LOWEST_NCC, LARGEST_DISTANCE = 0.5, 12


def editing_program(facts: Facts, _: Circumstances) -> Finding | None:
    """Warn when a program that changes pictures left its name (I_EDITED_SW)."""
    program = editor_in(facts.software, facts.creator_tool, facts.encoder)
    return Finding("I_EDITED_SW", Level.WARN, software=program) if program else None


def saved_again(facts: Facts, circumstances: Circumstances) -> Finding | None:
    """Mention that the photo was saved after it was taken (I_MODIFIED_LATER)."""
    if facts.modified is None or facts.captured is None:
        return None
    later = facts.modified - facts.captured
    if later <= SAVED_AGAIN:
        return None
    is_grave = later > ONE_DAY or editing_program(facts, circumstances) is not None
    level = Level.WARN if is_grave else Level.INFO
    return Finding("I_MODIFIED_LATER", level, minutes=int(later / timedelta(minutes=1)))


def preview_differs(facts: Facts, _: Circumstances) -> Finding | None:
    """Warn when the embedded preview shows another picture (I_THUMB_MISMATCH)."""
    if facts.thumbnail_ncc is None or facts.thumbnail_distance is None:
        return None
    if facts.thumbnail_ncc >= LOWEST_NCC or facts.thumbnail_distance <= LARGEST_DISTANCE:
        return None
    return Finding("I_THUMB_MISMATCH", Level.WARN)


def re_encoded(facts: Facts, _: Circumstances) -> Finding | None:
    """Warn about a video that was exported again (V_REENCODED)."""
    if is_re_encoder(facts.encoder):
        return Finding("V_REENCODED", Level.WARN, encoder=facts.encoder)
    if facts.mvhd is None or facts.created_at is None:
        return None
    later = facts.mvhd.replace(tzinfo=UTC) - facts.created_at
    return Finding("V_REENCODED", Level.WARN, days=later.days) if later > ONE_DAY else None


RULES: tuple[Rule, ...] = (editing_program, saved_again, preview_differs, re_encoded)
