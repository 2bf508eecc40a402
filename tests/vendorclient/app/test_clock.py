"""A camera photographs the clock on the screen: its error is measured and the card set right."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
import segno
from PIL import Image

from vendorcore.domain import instant_text
from vendorcore.errors import InvalidEntry, NeedsPerson, NotReadable
from vendorcore.evidence import Source
from vendorcore.media import Workshop
from vendorcore.protocol import SigningKey
from vendorcore.protocol.keys import encode

from tests.vendorclient.app.desk import Desk
from tests.vendorclient.builders import NOON, Library, at_noon
from vendorclient.app import clock
from vendorclient.app.overview import table
from vendorclient.app.reading import read_facts, unread
from vendorclient.app.submitting import submit
from vendorclient.storage.accounts import Accounts, Server
from vendorclient.storage.corrections import Corrections
from vendorclient.storage.outbox import Outbox
from vendorclient.sync.secrets import FileSecrets, device_key_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from vendorclient.app.clock import Measured

SLOW = timedelta(days=365)
SHOWN = datetime(2026, 10, 20, 1, 0, tzinfo=UTC)  # ten in the morning in Korea


@pytest.fixture(scope="module")
def shop() -> Iterator[Workshop]:
    with Workshop() as opened:
        yield opened


def a_photo(text: str, taken: str = "2025:10:20 10:00:00", model: str = "EOS") -> bytes:
    """A photo of a screen that shows a code, by a camera whose clock is a year slow."""
    exif, out = Image.Exif(), io.BytesIO()
    exif[0x0110] = model
    if taken:
        exif.get_ifd(0x8769)[0x9003] = taken
    desk = Image.new("RGB", (1000, 800), (90, 110, 90))
    if text:
        drawn = io.BytesIO()
        segno.make(text, error="m", micro=False).save(drawn, kind="png", scale=8, border=4)
        desk.paste(Image.open(drawn).convert("RGB").resize((600, 600)), (200, 100))
    desk.save(out, "JPEG", exif=exif)
    return out.getvalue()


class Studio(Desk):
    """One person with a card, a screen and a camera."""

    def __init__(self, library: Library, folder: Path, shop: Workshop) -> None:
        super().__init__(library, folder)
        self.shop = shop
        self.secrets = FileSecrets(library.folder.secrets_dir)

    def clock(self, shown: datetime = SHOWN) -> str:
        return clock.code_now(self.db, self.secrets, shown)

    def bring(self, **files: bytes) -> dict[str, str]:
        """Import a card with these photos and read them."""
        for name, content in files.items():
            (self.folder / "card" / "DCIM").mkdir(parents=True, exist_ok=True)
            (self.folder / "card" / "DCIM" / f"{name}.JPG").write_bytes(content)
        self.library.bring(self.folder / "card")
        read_facts(
            unread(self.db),
            writer=self.library.writer,
            originals=self.library.originals,
            thumbs=self.library.thumbs,
            workshop=self.shop,
            now=at_noon,
        )
        return {file.path[5:-4]: file.sha256 for file in self.library.heard.files}

    def measure(self, sha256: str) -> Measured:
        return clock.measure(
            self.db,
            sha256,
            secrets=self.secrets,
            originals=self.library.originals,
            workshop=self.shop,
        )

    def correct(self, measured: Measured) -> Any:
        account = self.library.account_id
        return clock.correct(self.db, measured, account_id=account, now=at_noon)

    def state(self, shift: timedelta, **said: Any) -> Any:
        keys = [file.device_key for file in self.library.media.all()]
        usual = {"device_key": "".join(keys[:1]), "reason": "시계를 맞추지 않음"}
        account = self.library.account_id
        return clock.state(self.db, shift, **{**usual, **said}, account_id=account, now=at_noon)


@pytest.fixture
def studio(library: Library, tmp_path: Path, shop: Workshop) -> Studio:
    return Studio(library, tmp_path, shop)


def test_the_error_of_a_camera_is_measured_and_its_whole_card_is_concerned(studio: Studio) -> None:
    brought = studio.bring(
        clock=a_photo(studio.clock()),
        work=a_photo("", "2025:10:20 10:05:00"),
        other=a_photo("", "2026:10:20 10:06:00", model="D90"),
        undated=a_photo("", ""),
    )
    measured = studio.measure(brought["clock"])
    assert (measured.correction, measured.is_right, measured.by_server) == (SLOW, False, False)
    assert measured.camera_clock == "2025-10-20T10:00:00"
    assert set(measured.sha256s) == {brought["clock"], brought["work"]}


def test_nothing_is_set_right_before_a_person_agrees(studio: Studio) -> None:
    brought = studio.bring(clock=a_photo(studio.clock()))
    studio.measure(brought["clock"])
    assert Corrections(studio.db).all() == []


def test_a_corrected_card_is_weighed_and_sent_with_its_raw_time(studio: Studio) -> None:
    brought = studio.bring(clock=a_photo(studio.clock()), work=a_photo("", "2025:10:20 10:05:00"))
    (before,) = studio.tag(brought["work"])
    assert "T_BEFORE_CONTRACT" in [finding.code for finding in before.findings]

    done = studio.correct(studio.measure(brought["clock"]))

    submitted = submit(
        studio.db,
        contract_id=studio.contract.id,
        account_id=studio.library.account_id,
        now=at_noon,
    )
    form: Any = Outbox(studio.db).payload(submitted.attachment_ids[0])
    found = {finding["code"]: finding["level"] for finding in form["findings"]}
    assert (found["T_CORRECTED"], "T_BEFORE_CONTRACT" in found) == ("info", False)
    said = form["facts"]["clock_correction"]
    assert (said["id"], said["source"], said["photo"]) == (done.id, "code", brought["clock"])
    assert said["camera_clock"] == "2025-10-20T10:05:00"
    assert said["corrected_at"] == "2026-10-20T01:05:00+00:00"
    assert form["facts"]["captured"] == "2025-10-20T10:05:00"


def test_the_screen_shows_corrected_times_in_their_order(studio: Studio) -> None:
    brought = studio.bring(
        clock=a_photo(studio.clock()), other=a_photo("", "2026:10:19 10:00:00", model="D90")
    )
    studio.correct(studio.measure(brought["clock"]))
    photos = table(studio.db, studio.contract).photos
    assert [photo.sha256 for photo in photos] == [brought["other"], brought["clock"]]
    assert (photos[1].captured_at, photos[1].shift_ms > 0) == (SHOWN, True)


def test_the_servers_clock_counts_where_it_is_known(studio: Studio) -> None:
    Accounts(studio.db).enrol(
        Accounts(studio.db).active(), Server(id="s", url="http://127.0.0.1", name="s"), {}
    )
    Accounts(studio.db).learn_clock_error(5000)
    brought = studio.bring(clock=a_photo(studio.clock(), "2026:10:20 10:00:00"))
    measured = studio.measure(brought["clock"])
    assert (measured.correction, measured.by_server) == (timedelta(seconds=-5), True)


def test_an_enrolled_computer_signs_with_its_own_key(studio: Studio) -> None:
    own = SigningKey.generate()
    studio.secrets.put(device_key_name(studio.library.account_id), encode(own.secret))
    assert studio.clock().split(".")[2] == own.public.key_id


def test_a_right_clock_is_called_right(studio: Studio) -> None:
    brought = studio.bring(clock=a_photo(studio.clock(), "2026:10:20 10:00:01"))
    assert studio.measure(brought["clock"]).is_right


def test_a_photo_that_cannot_tell_says_why(studio: Studio, tmp_path: Path) -> None:
    stranger = Studio(Library(tmp_path / "other"), tmp_path / "elsewhere", studio.shop)
    brought = studio.bring(
        none=a_photo(""), strange=a_photo(stranger.clock()), undated=a_photo(studio.clock(), "")
    )
    stranger.library.close()
    for name, code in (
        ("none", "clock-none"),
        ("strange", "clock-strange"),
        ("undated", "clock-no-time"),
    ):
        with pytest.raises(NeedsPerson, match=code):
            studio.measure(brought[name])


def test_a_photo_that_is_not_here_cannot_be_measured(studio: Studio) -> None:
    brought = studio.bring(clock=a_photo(studio.clock()))
    fresh = studio.library.one(studio.folder / "new", "b.jpg", b"unread")
    with pytest.raises(InvalidEntry, match="media-unknown"):
        studio.measure(fresh)
    studio.library.originals.path(brought["clock"]).unlink()
    with pytest.raises(NotReadable, match="source-missing"):
        studio.measure(brought["clock"])


def test_a_clock_is_set_right_by_hand_with_a_reason_and_a_warning(studio: Studio) -> None:
    brought = studio.bring(work=a_photo("", "2025:10:20 10:05:00"))
    studio.tag(brought["work"])
    with pytest.raises(InvalidEntry):
        studio.state(SLOW, reason=" ")
    done = studio.state(SLOW)
    (tagged,) = studio.tag(brought["work"])
    found = {finding.code: finding.level for finding in tagged.findings}
    assert (done.source, found["T_CORRECTED"]) == (Source.PERSON, "warn")


def test_a_card_without_dated_photos_has_nothing_to_set_right(studio: Studio) -> None:
    with pytest.raises(NeedsPerson, match="card-empty"):
        studio.state(SLOW, device_key="none")


def test_what_was_stated_stays_on_record_when_it_is_taken_back(studio: Studio) -> None:
    brought = studio.bring(work=a_photo("", "2025:10:20 10:05:00"))
    studio.tag(brought["work"])
    first = studio.state(SLOW)
    second = studio.state(timedelta(hours=1))
    assert clock.take_back(studio.db, second.id) == 1
    (tagged,) = studio.tag(brought["work"])
    assert "T_CORRECTED" not in [finding.code for finding in tagged.findings]
    kept = Corrections(studio.db).all()
    assert [(one.correction.id, one.files) for one in kept] == [(first.id, 0), (second.id, 0)]
    assert kept[0].correction.stated_at == instant_text(NOON)
    with pytest.raises(InvalidEntry, match="correction-unknown"):
        clock.take_back(studio.db, "none")
