"""Shows this computer's clock to cameras, measures their error by it, and sets them right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from vendorcore.domain import instant_text, new_id
from vendorcore.errors import InvalidEntry, NeedsPerson, NotReadable, Untrusted
from vendorcore.evidence import Correction, Source, error_of
from vendorcore.protocol import ClockCode, SigningKey, VerifyKey, is_clock_code
from vendorcore.protocol.keys import decode, encode

from vendorclient.app.changed import Changed, Kind, nobody
from vendorclient.app.tagging import weigh_again
from vendorclient.storage.accounts import Accounts
from vendorclient.storage.contracts import Contracts
from vendorclient.storage.corrections import Corrections
from vendorclient.storage.media import Media
from vendorclient.sync.secrets import device_key_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from vendorcore.evidence import Facts
    from vendorcore.media import Workshop

    from vendorclient.app.changed import Announce
    from vendorclient.storage.database import Database
    from vendorclient.storage.originals import Originals
    from vendorclient.sync.secrets import Secrets

# Before a computer is enrolled it has no device key; its clock still needs one.
_CLOCK_KEY = "clock-key"
# Exposure, drawing and the next second of the camera: less is no error.
SMALLEST = timedelta(seconds=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What a photo of our clock says about its camera, and the files of the card it concerns."""

    photo: str
    device_key: str
    camera: str
    camera_clock: str
    true_at: datetime
    correction: timedelta
    by_server: bool
    code: str
    sha256s: tuple[str, ...]

    @property
    def is_right(self) -> bool:
        """Whether the camera's clock needs no correction."""
        return abs(self.correction) < SMALLEST


def code_now(db: Database, secrets: Secrets, now: datetime) -> str:
    """Return what the clock on the screen says at this moment; draw it anew each second."""
    server = Accounts(db).server()
    error_ms = server.clock_error_ms if server and server.clock_known else None
    key = _key(db, secrets)
    return ClockCode(shown_at=now, nonce=new_id(), error_ms=error_ms).text(key)


def measure(
    db: Database, sha256: str, *, secrets: Secrets, originals: Originals, workshop: Workshop
) -> Measured:
    """Return the error of the camera that photographed our clock; NeedsPerson without a clock."""
    file, facts = Media(db).get(sha256), Media(db).facts(sha256)
    if facts is None:
        raise InvalidEntry("media-unknown", sha256=sha256)
    path = originals.path(sha256)
    if not path.is_file():
        raise NotReadable("source-missing", path=file.name)
    text, code = _our_code(workshop.codes(path), _keys(db, secrets), file.name)
    error = error_of(facts, code.true_at)
    if error is None:
        raise NeedsPerson("clock-no-time", file=file.name)
    return Measured(
        photo=sha256,
        device_key=file.device_key,
        camera=facts.device,
        camera_clock=facts.captured_text,
        true_at=code.true_at,
        correction=error,
        by_server=code.error_ms is not None,
        code=text,
        sha256s=of_card(db, file.device_key, facts.device),
    )


def correct(
    db: Database,
    measured: Measured,
    *,
    account_id: str,
    now: Callable[[], datetime],
    announce: Announce = nobody,
) -> Correction:
    """Set the whole card right by what was measured, once a person has agreed."""
    correction = Correction(
        id=new_id(),
        milliseconds=_milliseconds(measured.correction),
        source=Source.CODE,
        by=account_id,
        stated_at=instant_text(now()),
        photo=measured.photo,
        code=measured.code,
    )
    place = (measured.device_key, measured.camera)
    _keep(db, correction, place, account_id, measured.sha256s)
    announce(Changed.of(Kind.MEDIA, Kind.ATTACHMENTS))
    return correction


def state(
    db: Database,
    shift: timedelta,
    *,
    device_key: str,
    camera: str = "",
    reason: str,
    account_id: str,
    now: Callable[[], datetime],
    announce: Announce = nobody,
) -> Correction:
    """Set a card right by hand; nothing proves it, so the reason is shown to the institution."""
    sha256s = of_card(db, device_key, camera)
    if not sha256s:
        raise NeedsPerson("card-empty", device=device_key)
    correction = Correction(
        id=new_id(),
        milliseconds=_milliseconds(shift),
        source=Source.PERSON,
        by=account_id,
        stated_at=instant_text(now()),
        reason=reason.strip(),
    )
    _keep(db, correction, (device_key, camera), account_id, sha256s)
    announce(Changed.of(Kind.MEDIA, Kind.ATTACHMENTS))
    return correction


def take_back(db: Database, correction_id: str, *, announce: Announce = nobody) -> int:
    """Let files go by their cameras again; return how many. What was stated stays on record."""
    with db.transaction():
        released = Corrections(db).release(correction_id)
        _weigh_all_again(db)
    announce(Changed.of(Kind.MEDIA, Kind.ATTACHMENTS))
    return len(released)


def of_card(db: Database, device_key: str, camera: str = "") -> tuple[str, ...]:
    """Return the dated files that one camera, or any, left on a card."""
    found = (facts for _, facts in Media(db).read_of_device(device_key))
    return tuple(facts.sha256 for facts in found if _is_of(facts, camera))


def _is_of(facts: Facts, camera: str) -> bool:
    return facts.captured is not None and camera in ("", facts.device)


def _keep(
    db: Database,
    correction: Correction,
    place: tuple[str, str],
    account_id: str,
    sha256s: Iterable[str],
) -> None:
    device_key, camera = place
    with db.transaction():
        Corrections(db).add(
            correction,
            device_key=device_key,
            camera=camera,
            account_id=account_id,
            sha256s=sha256s,
        )
        _weigh_all_again(db)


def _weigh_all_again(db: Database) -> None:
    for contract in Contracts(db).all():
        weigh_again(db, contract)


def _our_code(texts: Iterable[str], keys: dict[str, VerifyKey], name: str) -> tuple[str, ClockCode]:
    clocks = [text for text in texts if is_clock_code(text)]
    for text in clocks:
        try:
            return text, ClockCode.check(text, keys)
        except (InvalidEntry, Untrusted):
            continue
    raise NeedsPerson("clock-strange" if clocks else "clock-none", file=name)


def _key(db: Database, secrets: Secrets) -> SigningKey:
    """Return the key of this computer: the enrolled one, else one that is made for the clock."""
    account = Accounts(db).active()
    secret = secrets.get(device_key_name(account.id)) or secrets.get(_CLOCK_KEY)
    if secret:
        return SigningKey(decode(secret))
    key = SigningKey.generate()
    secrets.put(_CLOCK_KEY, encode(key.secret))
    return key


def _keys(db: Database, secrets: Secrets) -> dict[str, VerifyKey]:
    """Return the keys of everybody who shows a clock on this computer."""
    names = [_CLOCK_KEY, *(device_key_name(account.id) for account in Accounts(db).all())]
    found = [SigningKey(decode(secret)).public for name in names if (secret := secrets.get(name))]
    return {key.key_id: key for key in found}


def _milliseconds(shift: timedelta) -> int:
    return round(shift / timedelta(milliseconds=1))
