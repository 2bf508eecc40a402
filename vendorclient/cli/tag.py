"""tag: puts files of the library to a process of a contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vendorcore.domain import Stage
from vendorcore.text import _, verdict_word

from vendorclient.app.tagging import Said, tag, untag
from vendorclient.cli.facts import read_missing
from vendorclient.cli.findings import records, sentences
from vendorclient.storage.attachments import Attachments

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from vendorclient.app.tagging import Tagged
    from vendorclient.cli.output import Output
    from vendorclient.cli.session import Session


def arguments(parser: ArgumentParser) -> None:
    """Take the place and the files."""
    parser.add_argument("--contract", metavar="ID", required=True, help=_("계약의 이름표"))
    parser.add_argument("--process", metavar="ID", required=True, help=_("공정의 이름표"))
    parser.add_argument("--note", metavar="TEXT", default="", help=_("사진에 대한 설명"))
    parser.add_argument("--reason", metavar="TEXT", default="", help=_("점검 결과에 대한 사유"))
    parser.add_argument(
        "--label",
        choices=[stage.value for stage in Stage if stage],
        default="",
        help=_("작업 전(before), 작업 중(during), 작업 후(after)"),
    )
    parser.add_argument(
        "--remove", action="store_true", help=_("넣는 대신, 아직 제출하지 않은 것을 뺍니다")
    )
    parser.add_argument("files", metavar="SHA256", nargs="+", help=_("보관함의 파일"))


def run(options: Namespace, session: Session, out: Output) -> int:
    """Attach the files, all or none."""
    if options.remove:
        return _remove(options, session, out)
    read_missing(session, out, options.files)
    tagged = tag(
        session.db,
        contract_id=options.contract,
        process_id=options.process,
        sha256s=options.files,
        account_id=session.account_id,
        now=session.now,
        said=Said(note=options.note, reason=options.reason, label=Stage(options.label)),
    )
    for one in tagged:
        out.show(_record(one), _sentence(one))
    return 0


def _remove(options: Namespace, session: Session, out: Output) -> int:
    for sha256 in options.files:
        found = Attachments(session.db).find(options.contract, options.process, sha256)
        if found is not None:
            untag(session.db, found.attachment.id)
        out.show({"sha256": sha256, "process": options.process, "removed": found is not None}, "")
    return 0


def _record(one: Tagged) -> dict[str, Any]:
    return {
        "sha256": one.sha256,
        "process": one.process_id,
        "verdict": one.verdict,
        "findings": records(one.findings),
        "attachment": one.attachment_id,
    }


def _sentence(one: Tagged) -> str:
    return "  ".join((one.sha256[:12], verdict_word(one.verdict), *sentences(one.findings)))
