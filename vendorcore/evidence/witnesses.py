"""Other clocks that saw the same moment: satellites, the file name, the file system."""

from datetime import UTC, datetime, timedelta

from vendorcore.domain import KST
from vendorcore.evidence.circumstances import Circumstances, Rule
from vendorcore.evidence.facts import Facts
from vendorcore.evidence.file_names import StatedTime, gap_to, stated_time
from vendorcore.evidence.finding import Finding, Level
from vendorcore.evidence.moments import instants

# The stamp is that of the last fix: minutes old on honest phones.
GPS_TOLERANCE = timedelta(minutes=10)
ONE_DAY = timedelta(days=1)
# Satellites count 1024 weeks and begin anew (2019); old receivers then name a day of the past.
ROLLOVER = timedelta(weeks=1024)


def satellites(facts: Facts, circumstances: Circumstances) -> Finding | None:
    """Compare the camera's clock with GPS time (T_GPS_OK, T_GPS_MISMATCH)."""
    gap = gps_gap(facts, circumstances)
    if gap is None:
        return None
    if abs(gap) <= GPS_TOLERANCE:
        return Finding("T_GPS_OK", Level.PASS)
    return Finding("T_GPS_MISMATCH", Level.WARN, minutes=round(abs(gap) / timedelta(minutes=1)))


def name_tells_otherwise(facts: Facts, circumstances: Circumstances) -> Finding | None:
    """Warn when the date in the file name is another one (T_NAME_MISMATCH)."""
    stated = stated_time(facts.name)
    clocks = _wall_clocks(facts, circumstances)
    if stated is None or stated.is_sending or not clocks:
        return None
    gap = min(gap_to(stated, clock) for clock in clocks)
    if gap <= ONE_DAY:
        return None
    return Finding("T_NAME_MISMATCH", Level.WARN, days=_days(stated, clocks[0]))


def file_is_older(facts: Facts, circumstances: Circumstances) -> Finding | None:
    """Mention that the file was written before the picture was taken (T_MTIME_EARLIER)."""
    moments = instants(facts, circumstances)
    if facts.modified_at is None or not moments:
        return None
    if facts.modified_at >= min(moments) - ONE_DAY:
        return None
    return Finding("T_MTIME_EARLIER", Level.INFO)


def gps_gap(facts: Facts, circumstances: Circumstances) -> timedelta | None:
    """Return camera time minus satellite time, by the reading that comes closest."""
    moments = instants(facts, circumstances)
    if facts.gps_at is None or not moments:
        return None
    return min((_within_a_count(moment - facts.gps_at) for moment in moments), key=abs)


def _within_a_count(gap: timedelta) -> timedelta:
    """Return a gap without the weeks that a receiver did not count, where only they explain it."""
    counts = round(gap / ROLLOVER)
    rest = gap - counts * ROLLOVER
    return rest if counts > 0 and abs(rest) <= ONE_DAY else gap


def _wall_clocks(facts: Facts, circumstances: Circumstances) -> tuple[datetime, ...]:
    """Return the clocks that the name may show: the camera's own, Korean time and UTC."""
    if facts.captured is None:
        return ()
    moments = instants(facts, circumstances)
    return (
        facts.captured,
        *(
            moment.astimezone(zone).replace(tzinfo=None)
            for moment in moments
            for zone in (KST, UTC)
        ),
    )


def _days(stated: StatedTime, clock: datetime) -> int:
    return max(1, abs((clock.date() - stated.day).days))


RULES: tuple[Rule, ...] = (satellites, name_tells_otherwise, file_is_older)
