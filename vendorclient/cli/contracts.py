"""contracts: shows the contracts, adds or changes one from a JSON file, and further acts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from vendorcore.errors import InvalidEntry, NotReadable
from vendorcore.protocol import contract_to_json
from vendorcore.text import _, n_, problem_sentence, verdict_word

from vendorclient.app.contracts import contract_from_text, evidence_of, save_contract
from vendorclient.app.practising import practise
from vendorclient.cli import contract_acts
from vendorclient.cli.command import add_common
from vendorclient.cli.output import one_line
from vendorclient.storage.contracts import Contracts
from vendorclient.storage.operations import OperationState
from vendorclient.sync.row_states import ROW_STATES, RowState

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from vendorcore.domain import Contract

    from vendorclient.app.contracts import Evidence
    from vendorclient.cli.output import Output
    from vendorclient.cli.session import Session


def arguments(parser: ArgumentParser) -> None:
    """Take add or show; with neither, all contracts are listed."""
    below = parser.add_subparsers(dest="act", metavar="add|show|…")
    text = _("JSON 파일의 계약을 더하거나 고칩니다")
    add = below.add_parser("add", help=text, description=text)
    add_common(add)
    add.add_argument("file", metavar="FILE.json", help=_("계약이 적힌 파일"))
    text = _("계약 하나를 증빙과 함께 보여 줍니다")
    show = below.add_parser("show", help=text, description=text)
    add_common(show)
    show.add_argument("id", metavar="ID", help=_("계약의 이름표"))
    contract_acts.arguments(below)
    text = _("연습 계약을 만듭니다. 연습한 것은 어떤 기관에도 보이지 않습니다")
    add_common(below.add_parser("practice", help=text, description=text))


def run(options: Namespace, session: Session, out: Output) -> int:
    """List, add or show."""
    if options.act == "add":
        return _add(options.file, session, out)
    if options.act == "show":
        return _show(options.id, session, out)
    if options.act == "practice":
        return _practise(session, out)
    if options.act:
        return contract_acts.run(options, session, out)
    contracts = Contracts(session.db).all()
    for contract in contracts:
        out.show(contract_to_json(contract), _line(contract))
    if not contracts:
        out.remark(_("계약이 없습니다. contracts add로 더하거나, 서버에 연결해 sync로 받으십시오."))
    return 0


def _add(file: str, session: Session, out: Output) -> int:
    if Path(file).is_dir():
        raise NotReadable("not-a-file", path=file)
    try:
        text = Path(file).read_text("utf-8-sig")
    except OSError as error:
        raise NotReadable(path=file) from error
    except UnicodeDecodeError as error:
        raise InvalidEntry("not-a-contract", path=file) from error
    contract = save_contract(
        session.db, contract_from_text(text), account_id=session.account_id, now=session.now
    )
    out.show(contract_to_json(contract), _line(contract))
    return 0


def _practise(session: Session, out: Output) -> int:
    contract = practise(session.db, account_id=session.account_id, now=session.now)
    out.show(contract_to_json(contract), _line(contract))
    return 0


def _show(contract_id: str, session: Session, out: Output) -> int:
    contract = Contracts(session.db).get(contract_id)
    evidence = evidence_of(session.db, contract)
    if out.as_json:
        records = [_record(one) for one in evidence]
        out.show({**contract_to_json(contract), "attachments": records}, "")
        return 0
    out.show({}, _line(contract))
    for process in contract.processes:
        plan = process.plan
        here = [one for one in evidence if one.process_id == process.id]
        count = n_("증빙 {n}개", "증빙 {n}개", len(here))
        out.show({}, f"  {process.id}  {plan.process}  {plan.starts_on} – {plan.ends_on}  {count}")
        for one in here:
            words = (
                one.attachment_id,
                one_line(one.name),
                verdict_word(one.verdict),
                _state(one),
                _why(one),
            )
            out.show({}, f"    {'  '.join(filter(None, words))}")
    return 0


def _state(one: Evidence) -> str:
    if one.withdrawn_at:
        return _("철회")
    if not one.state:
        return _("제출 전")
    row = ROW_STATES.get(OperationState(one.state))
    return {
        RowState.WAITING: _("대기"),
        RowState.SENDING: _("전송 중"),
        RowState.DONE: _("완료"),
        RowState.RETRYING: _("다시 시도"),
        RowState.NEEDS_PERSON: _("확인 필요"),
        None: _("취소"),
    }[row]


def _why(one: Evidence) -> str:
    """Return why it is not sent, for what was not withdrawn."""
    if one.withdrawn_at or not one.held_up.code:
        return ""
    return str(problem_sentence(one.held_up.code, one.held_up.values))


def _record(one: Evidence) -> dict[str, Any]:
    return {
        "id": one.attachment_id,
        "process": one.process_id,
        "sha256": one.sha256,
        "name": one.name,
        "note": one.note,
        "reason": one.reason,
        "label": one.label,
        "verdict": one.verdict,
        "findings": [finding.to_json() for finding in one.findings],
        "submission": one.submission_id,
        "state": one.state,
        "code": one.held_up.code,
        "detail": _why(one),
        "server_verdict": one.server_verdict,
        "server_findings": [finding.to_json() for finding in one.server_findings],
        "review": {"state": one.review_state, "reason": one.review_reason},
        "withdrawn_at": one.withdrawn_at,
    }


def _line(contract: Contract) -> str:
    return f"{contract.id}  {one_line(contract.name)}  {contract.signed_on} – {contract.due_on}"
