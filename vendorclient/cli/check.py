"""check: weighs files against a plan without keeping them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from vendorcore.errors import InvalidEntry, NotReadable
from vendorcore.text import _, problem_sentence, verdict_word

from vendorclient.app.checking import check_files, circumstances_from_text
from vendorclient.cli.findings import records, sentences
from vendorclient.cli.output import one_line
from vendorclient.cli.progress import Bar
from vendorclient.storage.names import plain

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from vendorcore.evidence import Circumstances

    from vendorclient.app.checking import Checked
    from vendorclient.cli.output import Output
    from vendorclient.cli.session import Session


def arguments(parser: ArgumentParser) -> None:
    """Take the files and the plan."""
    parser.add_argument("files", metavar="FILE", nargs="+", help=_("사진이나 동영상"))
    parser.add_argument("--plan", metavar="plan.json", default="", help=_("이행계획이 적힌 파일"))


def run(options: Namespace, session: Session, out: Output) -> int:
    """Check each file in the order given."""
    circumstances = _circumstances(options.plan, session)
    failed = False
    with Bar(out, _("점검하는 중"), len(options.files)) as bar:
        for checked in check_files(map(Path, options.files), circumstances, session.workshop):
            failed = failed or checked.error is not None
            out.show(_record(checked), _sentence(checked))
            bar.grow()
    return 1 if failed else 0


def _circumstances(plan: str, session: Session) -> Circumstances:
    if not plan:
        return circumstances_from_text("{}", session.now())
    try:
        text = Path(plan).read_text("utf-8-sig")
    except OSError as error:
        raise NotReadable(path=plan) from error
    except UnicodeDecodeError as error:
        raise InvalidEntry(field="plan", reason="not-json") from error
    return circumstances_from_text(text, session.now())


def _record(checked: Checked) -> dict[str, Any]:
    facts, file = checked.facts, plain(str(checked.path))
    if checked.error is not None:
        detail = str(problem_sentence(checked.error.code, checked.error.details))
        return {"file": file, "error": {"code": checked.error.code, "detail": detail}}
    at = facts.captured_at_utc
    return {
        "file": file,
        "sha256": facts.sha256,
        "captured_at": facts.captured_text or None,
        "captured_at_utc": at.isoformat().replace("+00:00", "Z") if at else None,
        "zone": facts.zone,
        "capture_source": facts.capture_source,
        "gps": facts.position,
        "make": facts.make,
        "model": facts.model,
        "serial": facts.serial,
        "software": facts.software,
        "orientation": facts.orientation,
        "width": facts.width,
        "height": facts.height,
        "duration_s": facts.duration_s,
        "verdict": checked.verdict,
        "findings": records(checked.findings),
    }


def _sentence(checked: Checked) -> str:
    name = one_line(plain(checked.path.name))
    if checked.error is not None:
        return f"{name}  {problem_sentence(checked.error.code, checked.error.details)}"
    return "  ".join((name, verdict_word(checked.verdict), *sentences(checked.findings)))
