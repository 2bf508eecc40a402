"""What a vendor says about a photo stands on its page: stage, note, reason, corrected clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vendorcore.evidence import Correction, Facts, Source

from tests.vendorserver.builders import a_stored_contract, an_attachment
from tests.vendorserver.portal.test_pages import text, weighed
from vendorserver.models import Attachment

if TYPE_CHECKING:
    from tests.vendorserver.portal.conftest import Scene


def a_correction() -> dict[str, object]:
    said = Correction(
        id="c1",
        milliseconds=3_600_000,
        source=Source.PERSON,
        by="김작업",
        stated_at="2026-11-03T01:00:00Z",
        reason="시계가 한 시간 늦음",
    )
    return {"clock_correction": said.to_json(Facts(name="a.jpg"))}


@pytest.mark.parametrize(
    ("label", "word"), [("before", "작업 전"), ("during", "작업 중"), ("after", "작업 후")]
)
def test_the_institution_reads_stage_note_and_reason(scene: Scene, label: str, word: str) -> None:
    weighed(scene, label=label, note="왼쪽 용접부", reason="비가 와서 늦었습니다")
    page = text(scene.officer, scene.piece)
    assert f"<dd>{word}</dd>" in page
    assert "왼쪽 용접부" in page
    assert "비가 와서 늦었습니다" in page


def test_the_institution_reads_how_a_clock_was_set_right(scene: Scene) -> None:
    weighed(scene, client_facts=a_correction(), captured_text="2026-10-29T23:05:00")
    page = text(scene.officer, scene.piece)
    assert "2026-10-29T23:05:00" in page
    assert "시계가 한 시간 늦음" in page
    assert "증명되지 않았습니다" in page


def test_a_look_alike_is_seen_beside_the_picture_by_who_may_open_it(scene: Scene) -> None:
    other, _ = an_attachment(scene.computer, a_stored_contract(scene.computer.viewer), b"other")
    twin = Attachment.objects.get(id=other)
    near = {"code": "D_NEAR", "level": "warn", "values": {"sha256": twin.sha256, "other": "b.jpg"}}
    weighed(scene, findings=[near])
    assert "거의 같은 사진" in text(scene.vendor, scene.piece)
    assert f"/evidence/{other}" in text(scene.vendor, scene.piece)
    assert f"/evidence/{other}" not in text(scene.officer, scene.piece)
