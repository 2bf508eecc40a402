"""contracts import | drafts | register | search | requests | state | sheet | bundle | materials."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from vendorcore.domain import ContractState
from vendorcore.protocol import contract_to_json
from vendorcore.text import _, n_, remark_sentence

from vendorclient.cli.command import add_common

if TYPE_CHECKING:
    from argparse import Namespace

    from vendorclient.cli.output import Output
    from vendorclient.cli.session import Session


def arguments(below: Any) -> None:
    """Describe the acts; each takes what every command takes."""
    acts = {
        "import": (_("계약정보서비스에서 받은 파일을 작성중 계약으로 가져옵니다"), "FILE"),
        "drafts": (_("작성중인 계약을 보여 줍니다"), ""),
        "register": (_("작성중 계약을 등록합니다"), "ID"),
        "search": (_("계약과 사진을 글자로 찾습니다"), "TEXT"),
        "requests": (_("목록에 없어 요청한 기관과 품명이 어떻게 되었는지 보여 줍니다"), ""),
        "state": (_("계약을 다음 상태로 옮깁니다"), "ID"),
        "sheet": (_("계약 내용을 PDF로 저장합니다"), "ID"),
        "bundle": (_("국가 사이트에 낼 제출 묶음을 만듭니다"), "ID"),
        "materials": (_("원부자재 구매내역서를 XLSX로 내보내거나 가져옵니다"), "ID"),
    }
    for name, (text, value) in acts.items():
        act = below.add_parser(name, help=text, description=text)
        add_common(act)
        if value:
            act.add_argument("what", metavar=value)
        if name in ("register", "state"):
            act.add_argument("--reason", metavar="TEXT", default="", help=_("사유"))
        if name == "state":
            states = [state.value for state in ContractState]
            act.add_argument("--to", metavar="STATE", choices=states, required=True, help=_("상태"))
        if name in ("sheet", "bundle"):
            act.add_argument("--to", metavar="PATH", required=True, help=_("저장할 곳"))
        if name == "materials":
            act.add_argument("--save", metavar="FILE", default="", help=_("내보낼 파일"))
            act.add_argument("--read", metavar="FILE", default="", help=_("가져올 파일"))


def run(options: Namespace, session: Session, out: Output) -> int:
    """Do the act."""
    return _ACTS[options.act](options, session, out)


def _import(options: Namespace, session: Session, out: Output) -> int:
    from vendorclient.app.public_import import import_public_rows
    from vendorclient.app.tables import read_public_rows

    rows = read_public_rows(Path(options.what))
    for draft in import_public_rows(
        session.db, rows, account_id=session.account_id, now=session.now
    ):
        out.show({"draft": draft.id, "name": draft.name}, f"{draft.id}  {draft.name}")
    return 0


def _drafts(_options: Namespace, session: Session, out: Output) -> int:
    from vendorclient.app.drafts import drafts

    for line in drafts(session.db, session.account_id):
        record = {"draft": line.id, "name": line.name, "due_on": line.due_on, "step": line.step}
        out.show(record, f"{line.id}  {line.name or _('이름 없음')}  {line.due_on}")
    return 0


def _register(options: Namespace, session: Session, out: Output) -> int:
    from vendorcore.domain import korean_day

    from vendorclient.app.drafts import open_draft
    from vendorclient.app.registering import register_draft, what_blocks

    draft = open_draft(session.db, options.what).draft
    blocking = what_blocks(session.db, draft, korean_day(session.now()))
    for remark in blocking:
        sentence = remark_sentence(remark.code, remark.values)
        record = {"code": remark.code, "field": remark.field, "part": remark.part}
        out.show({**record, "detail": sentence}, sentence)
    if blocking:
        return 1
    contract = register_draft(
        session.db,
        options.what,
        account_id=session.account_id,
        now=session.now,
        reason=options.reason,
    )
    out.show(contract_to_json(contract), f"{contract.id}  {contract.name}")
    return 0


def _search(options: Namespace, session: Session, out: Output) -> int:
    from vendorclient.storage.contracts import Contracts
    from vendorclient.storage.searching import Search

    found, contracts = Search(session.db), Contracts(session.db)
    for contract_id in found.contracts(options.what):
        name = contracts.get(contract_id).name
        out.show({"contract": contract_id, "name": name}, f"{contract_id}  {name}")
    for attachment_id in found.attachments(options.what):
        out.show({"attachment": attachment_id}, attachment_id)
    return 0


def _requests(_options: Namespace, session: Session, out: Output) -> int:
    from dataclasses import asdict

    from vendorclient.app.requested import request_sentence, requested

    for one in requested(session.db):
        out.show(asdict(one), f"{one.name}  {request_sentence(one)}")
    return 0


def _state(options: Namespace, session: Session, out: Output) -> int:
    from vendorclient.app.progressing import move_contract, what_is_empty

    contract = move_contract(
        session.db,
        options.what,
        ContractState(options.to),
        reason=options.reason,
        although_empty=True,
        account_id=session.account_id,
        now=session.now,
    )
    empty = len(what_is_empty(session.db, contract.id))
    out.show(
        {"contract": contract.id, "state": contract.state, "empty": empty},
        n_("비어 있는 곳 {n}군데", "비어 있는 곳 {n}군데", empty),
    )
    return 0


def _sheet(options: Namespace, session: Session, out: Output) -> int:
    from vendorclient.app.bundle import save_sheet

    path = Path(options.to)
    save_sheet(session.db, options.what, path, session.now())
    out.show({"file": str(path)}, str(path))
    return 0


def _bundle(options: Namespace, session: Session, out: Output) -> int:
    from vendorclient.app.bundle import write_bundle

    made = write_bundle(
        session.db,
        originals=session.originals,
        contract_id=options.what,
        to=Path(options.to),
        now=session.now,
    )
    record = {"folder": str(made.folder), "files": made.files, "without": list(made.without)}
    out.show(record, f"{made.folder}  {n_('파일 {n}개', '파일 {n}개', made.files)}")
    return 0


def _materials(options: Namespace, session: Session, out: Output) -> int:
    from vendorclient.app.drafts import open_draft
    from vendorclient.app.materials import export_statement, read_back, totals

    draft = open_draft(session.db, options.what).draft
    if options.read:
        draft, found = read_back(session.db, draft.id, Path(options.read), now=session.now)
        for remark in found.remarks:
            line = found.lines[remark.part]
            sentence = remark_sentence(remark.code, remark.values)
            record = {"line": line, "code": remark.code, "field": remark.field}
            out.show({**record, "detail": sentence}, f"{line}: {sentence}")
    if options.save:
        export_statement(session.db, draft, Path(options.save))
    sums = totals(draft)
    out.show(
        {"draft": draft.id, "rows": sums.rows, "amount": sums.amount, "unknown": sums.unknown},
        n_(
            "{n}줄, 합계 {amount}원", "{n}줄, 합계 {amount}원", sums.rows, amount=f"{sums.amount:,}"
        ),
    )
    return 0


_ACTS = {
    "import": _import,
    "drafts": _drafts,
    "register": _register,
    "search": _search,
    "requests": _requests,
    "state": _state,
    "sheet": _sheet,
    "bundle": _bundle,
    "materials": _materials,
}
