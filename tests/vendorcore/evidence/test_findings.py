import pytest

from vendorcore.evidence import Finding, Level, Verdict, verdict_of


def test_a_finding_keeps_its_numbers() -> None:
    finding = Finding("T_BEFORE_PLAN", Level.WARN, days=3)
    assert finding.values == {"days": 3}
    assert finding == Finding("T_BEFORE_PLAN", Level.WARN, days=3)
    assert len({finding, Finding("T_BEFORE_PLAN", Level.WARN, days=3)}) == 1


def test_a_finding_survives_its_journey_as_json() -> None:
    finding = Finding("G_FAR", Level.WARN, km=127.4)
    assert finding.to_json() == {"code": "G_FAR", "level": "warn", "values": {"km": 127.4}}
    assert Finding.from_json(finding.to_json()) == finding


def test_infos_and_hints_weigh_the_same() -> None:
    assert Level.PASS.rank < Level.INFO.rank == Level.HINT.rank < Level.WARN.rank < Level.FAIL.rank


@pytest.mark.parametrize(
    ("levels", "verdict"),
    [
        ([], Verdict.PASS),
        ([Level.PASS, Level.INFO, Level.HINT], Verdict.PASS),
        ([Level.WARN, Level.HINT], Verdict.WARN),
        ([Level.WARN, Level.FAIL, Level.PASS], Verdict.FAIL),
    ],
)
def test_the_worst_level_decides(levels: list[Level], verdict: Verdict) -> None:
    assert verdict_of(Finding("X", level) for level in levels) is verdict
