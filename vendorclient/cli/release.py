"""release: gives the place of delivered originals back by a rule, and brings originals back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorcore.errors import NeedsPerson
from vendorcore.text import _, n_, size_text

from vendorclient.app.releasing import Rule, bring_back, choose_rule, outlook, release, rule
from vendorclient.app.way import Way
from vendorclient.storage.releases import Releases

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from vendorclient.app.releasing import Outlook
    from vendorclient.cli.output import Output
    from vendorclient.cli.session import Session

_GB = 1 << 30


def arguments(parser: ArgumentParser) -> None:
    """Take the rule, or the wish to let go or to bring back."""
    parser.add_argument(
        "--after",
        metavar="DAYS",
        type=int,
        help=_("서버가 확인하고 이만큼 지난 원본을 비웁니다"),
    )
    parser.add_argument(
        "--below",
        metavar="GB",
        type=int,
        default=0,
        help=_("남은 공간이 이보다 적을 때만 비웁니다"),
    )
    parser.add_argument("--off", action="store_true", help=_("아무것도 비우지 않습니다"))
    parser.add_argument("--now", action="store_true", help=_("규칙이 허락하는 것을 지금 비웁니다"))
    parser.add_argument(
        "--back", metavar="ID|SHA256", default="", help=_("계약이나 파일의 원본을 다시 받습니다")
    )


def run(options: Namespace, session: Session, out: Output) -> int:
    """Choose, let go or bring back, then say how it stands; without a word nothing goes."""
    if options.off:
        choose_rule(session.db, None)
    elif options.after is not None:
        choose_rule(session.db, Rule(after_days=options.after, below_bytes=options.below * _GB))
    if options.back:
        return _bring_back(options.back, session, out)
    if options.now:
        return _release(session, out)
    now = outlook(session.folder, session.now())
    out.show(_record(now), "\n".join((_rule_sentence(now.rule), _outlook_sentence(now))))
    return 0


def _release(session: Session, out: Output) -> int:
    if rule(session.db) is None:
        raise NeedsPerson("no-release-rule")
    done = release(session.folder, Way.of(session.folder), session.now())
    record = {"released": done.files, "freed_bytes": done.size_bytes, "kept": done.kept}
    words = n_(
        "원본 {n}개를 비웠습니다({size}). 작은 사진과 접수증은 남아 있습니다.",
        "원본 {n}개를 비웠습니다({size}). 작은 사진과 접수증은 남아 있습니다.",
        done.files,
        size=size_text(done.size_bytes),
    )
    out.show(record, words)
    if done.kept:
        out.remark(
            n_(
                "서버가 지금 확인하지 못한 원본 {n}개는 그대로 두었습니다.",
                "서버가 지금 확인하지 못한 원본 {n}개는 그대로 두었습니다.",
                done.kept,
            )
        )
    return 0


def _bring_back(name: str, session: Session, out: Output) -> int:
    wanted = list(Releases(session.db).of_contract(name)) or [name]
    count = bring_back(session.folder, Way.of(session.folder), wanted)
    words = n_("원본 {n}개를 다시 받았습니다.", "원본 {n}개를 다시 받았습니다.", count)
    out.show({"brought_back": count}, words if count else _("다시 받을 원본이 없습니다."))
    return 0


def _record(now: Outlook) -> dict[str, object]:
    return {
        "after_days": now.rule.after_days if now.rule else None,
        "below_bytes": now.rule.below_bytes if now.rule else 0,
        "due": now.due,
        "due_bytes": now.due_bytes,
        "released": now.released,
        "released_bytes": now.released_bytes,
    }


def _rule_sentence(chosen: Rule | None) -> str:
    if chosen is None:
        return _("원본을 비우지 않습니다. 모두 이 컴퓨터에 남습니다.")
    if not chosen.below_bytes:
        return _("서버가 확인하고 {days}일이 지난 원본을 비웁니다.", days=chosen.after_days)
    return _(
        "남은 공간이 {size}보다 적으면, 서버가 확인하고 {days}일이 지난 원본을 비웁니다.",
        size=size_text(chosen.below_bytes),
        days=chosen.after_days,
    )


def _outlook_sentence(now: Outlook) -> str:
    return _(
        "지금 비울 수 있는 것 {due}개({due_size}), 이미 비운 것 {gone}개({gone_size})",
        due=now.due,
        due_size=size_text(now.due_bytes),
        gone=now.released,
        gone_size=size_text(now.released_bytes),
    )
