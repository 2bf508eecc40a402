"""Suggests the process (공정) for a photo, and says why; a person accepts it or does not."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from vendorcore.domain import korean_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from vendorcore.domain import Process

# Photos within half an hour of each other usually show the same work.
SAME_WORK = timedelta(minutes=30)
# A camera has a habit when four of five photos, and three at least, show one process.
HABIT, FEWEST = 0.8, 3
_EVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A photo: when and with which camera, its process and since when, and what a rule says."""

    key: str
    taken_at: datetime | None
    camera: str = ""
    process_id: str = ""
    tagged_at: str = ""
    ruled_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A process for one photo, and the reason as a code with its numbers (suggestion_sentence)."""

    process_id: str
    code: str
    values: dict[str, str | int] = field(default_factory=dict)


def suggest(photos: Iterable[Taken], processes: Sequence[Process]) -> dict[str, Suggestion]:
    """Return a process for each photo that has none and for which one stands out.

    A rule of a watched folder or device comes first: somebody made it. Else only processes whose
    plan covers the day count; among several of them the photos taken around the same time decide,
    then the habit of the camera, then what was tagged last.
    """
    photos = list(photos)
    known = {process.id for process in processes}
    dated = sorted((one for one in photos if one.taken_at is not None), key=_when)
    witness = _Witness(dated)
    suggested: dict[str, Suggestion] = {}
    for cluster in _clusters(dated):
        for photo in cluster:
            if not photo.process_id:
                found = _one(photo, cluster, processes, witness)
                if found is not None:
                    suggested[photo.key] = found
    return suggested | {
        photo.key: Suggestion(process_id=photo.ruled_id, code="P_RULE")
        for photo in photos
        if not photo.process_id and photo.ruled_id in known
    }


class _Witness:
    """What the tagged photos tell of cameras and of the last tag."""

    def __init__(self, photos: Sequence[Taken]) -> None:
        tagged = [one for one in photos if one.process_id]
        self.by_camera: dict[str, Counter[str]] = {}
        for one in tagged:
            self.by_camera.setdefault(one.camera, Counter())[one.process_id] += 1
        newest = max(tagged, key=lambda one: one.tagged_at, default=None)
        self.last = newest.process_id if newest else ""


def _one(
    photo: Taken, cluster: Sequence[Taken], processes: Sequence[Process], witness: _Witness
) -> Suggestion | None:
    day = korean_day(_when(photo))
    fitting = [process for process in processes if process.plan.covers(day)]
    if len(fitting) == 1:
        plan = fitting[0].plan
        values: dict[str, str | int] = {"first": str(plan.starts_on), "last": str(plan.ends_on)}
        return Suggestion(process_id=fitting[0].id, code="P_PLAN", values=values)
    ids = {process.id for process in fitting}
    asked: tuple[Callable[[], Suggestion | None], ...] = (
        lambda: _by_neighbours(cluster, ids),
        lambda: _by_camera(photo, ids, witness),
        lambda: _by_last_tag(ids, witness),
    )
    return next((found for ask in asked if (found := ask()) is not None), None)


def _by_neighbours(cluster: Sequence[Taken], ids: set[str]) -> Suggestion | None:
    counts = Counter(one.process_id for one in cluster if one.process_id in ids)
    ranked = counts.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return Suggestion(process_id=ranked[0][0], code="P_NEIGHBOURS", values={"count": ranked[0][1]})


def _by_camera(photo: Taken, ids: set[str], witness: _Witness) -> Suggestion | None:
    counts = witness.by_camera.get(photo.camera, Counter())
    total = sum(counts.values())
    for process_id, count in counts.most_common(1):
        if photo.camera and process_id in ids and count >= max(FEWEST, HABIT * total):
            values: dict[str, str | int] = {"camera": photo.camera, "count": count, "total": total}
            return Suggestion(process_id=process_id, code="P_CAMERA", values=values)
    return None


def _by_last_tag(ids: set[str], witness: _Witness) -> Suggestion | None:
    return Suggestion(process_id=witness.last, code="P_LAST") if witness.last in ids else None


def _clusters(dated: Sequence[Taken]) -> Iterator[list[Taken]]:
    """Yield the photos in groups that lie close together in time."""
    cluster: list[Taken] = []
    for photo in dated:
        if cluster and _when(photo) - _when(cluster[-1]) > SAME_WORK:
            yield cluster
            cluster = []
        cluster.append(photo)
    if cluster:
        yield cluster


def _when(photo: Taken) -> datetime:
    return photo.taken_at or _EVER
