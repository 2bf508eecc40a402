"""Keeps the draft of the wizard at each change, takes changes back, registers it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vendorcore.domain import Draft, WizardStep
from vendorcore.text import _

from vendorclient.app.changed import Kind
from vendorclient.app.opened import active_account, now
from vendorclient.ui import measures
from vendorclient.ui.work.certificates import CertificatesWork
from vendorclient.ui.work.draft_errands import ask_for, drop_template, keep_template, look_up, use

if TYPE_CHECKING:
    from vendorcore.catalogue import InstitutionEntry, Product
    from vendorcore.domain import Contract, Remark

    from vendorclient.app.drafts import History, OpenDraft
    from vendorclient.storage.database import Database
    from vendorclient.ui.desk import Desk
    from vendorclient.ui.wizard.catalogue import Catalogue
    from vendorclient.ui.wizard.wizard import Wizard


class Drafting(QObject):
    """The work behind the wizard."""

    opened = Signal()
    registered = Signal(object)  # a Contract
    gone = Signal()
    said = Signal(str)

    def __init__(self, wizard: Wizard, desk: Desk) -> None:
        super().__init__(wizard)
        self.wizard, self._desk = wizard, desk
        self._waiting = 0
        self._looked_up = False
        wizard.edited.connect(self.keep)
        wizard.stepped.connect(self._remember_step)
        wizard.undone.connect(partial(self._turn, back=True))
        wizard.redone.connect(partial(self._turn, back=False))
        wizard.registered.connect(self.register)
        wizard.left.connect(self._leave)
        wizard.dropped.connect(self.ask_to_drop)
        wizard.items.chosen.connect(self._use_product)
        wizard.order.parties.chosen.connect(self._use_institution)
        wizard.order.parties.asked.connect(self._ask_for)
        wizard.items.asked.connect(self._ask_for)
        wizard.items.certificates_wanted.connect(self._open_certificates)
        wizard.plan.template_kept.connect(self._keep_template)
        wizard.plan.template.dropped.connect(self._drop_template)
        self._certificates = CertificatesWork(self, desk)
        self._certificates.changed.connect(self._look_up)

    @property
    def is_busy(self) -> bool:
        """Whether something is still on its way to the disk."""
        return self._waiting > 0

    def begin(self) -> None:
        """Begin a new contract."""
        self._desk.ask(_begin, self._show)

    def open(self, draft_id: str) -> None:
        """Take up a draft."""
        self._desk.ask(partial(_open, draft_id), self._show)

    def copy(self, source_id: str, *, is_draft: bool = False) -> None:
        """Begin a new contract like an earlier one; an empty one makes room for it."""
        here = self.wizard.draft
        if here.id and here == Draft(id=here.id):
            self._desk.ask(partial(_throw_away, here.id), _nothing)
        self._desk.ask(partial(_copy, source_id, is_draft), self._show)

    def revise(self, contract_id: str, at: Remark | None = None) -> None:
        """Change a registered contract, beginning with what a remark is about."""
        self._desk.ask(partial(_revise, contract_id), partial(self._show_at, at))

    def _show_at(self, remark: Remark | None, found: OpenDraft) -> None:
        self._show(found)
        if remark is not None:
            self.wizard.follow(remark)

    def keep(self, draft: Draft) -> None:
        """Keep a changed draft; each change is on the disk before the next is asked for."""
        self._waiting += 1
        self._desk.ask(partial(_keep, draft), self._kept, self._not_kept)

    def throw_away(self, draft_id: str) -> None:
        """Throw a draft away."""
        self._desk.ask(partial(_throw_away, draft_id), self._thrown_away)

    def ask_to_drop(self) -> None:
        """Ask once more, then throw the draft of the form away."""
        from vendorclient.ui.dialogs.question import QuestionDialog

        words = _("적은 내용이 모두 지워지고 되돌릴 수 없습니다. 등록한 계약은 그대로 있습니다.")
        title = _("이 작성 내용을 버릴까요?")
        dialog = QuestionDialog(self.wizard.window(), title, words, _("버리기"))
        dialog.accepted.connect(partial(self.throw_away, self.wizard.draft.id))
        dialog.open()

    def register(self, reason: str) -> None:
        """Turn the draft into a contract."""
        self._desk.ask(partial(_register, self.wizard.draft.id, reason), self._registered)

    def _show(self, found: OpenDraft) -> None:
        if not self._looked_up:
            self._looked_up = True
            self._look_up()
        self.opened.emit()
        self.wizard.open(found.draft, found.step, self._desk.today())
        self._show_history(found.history)

    def _look_up(self) -> None:
        self._desk.ask(look_up, self.wizard.look_up)

    def _leave(self) -> None:
        """Leave no empty draft behind."""
        here = self.wizard.draft
        if here.id and here == Draft(id=here.id):
            self._desk.ask(partial(_throw_away, here.id), self._thrown_away)

    def _turn(self, *, back: bool) -> None:
        if self.wizard.draft.id:
            self._desk.ask(partial(_turn, self.wizard.draft.id, back), self._turned)

    def _turned(self, found: OpenDraft) -> None:
        self.wizard.show_draft(found.draft)
        self._show_history(found.history)

    def _kept(self, history: History) -> None:
        self._waiting -= 1
        self._show_history(history)
        self._desk.announce(Kind.CONTRACTS)

    def _not_kept(self, error: object) -> None:
        self._waiting -= 1
        self._desk.failed.emit(error)

    def _show_history(self, history: History) -> None:
        self.wizard.show_history(undo=history.undo, redo=history.redo)
        self.wizard.show_saved(measures.clock(now()))

    def _remember_step(self, step: str) -> None:
        if self.wizard.draft.id:
            self._desk.ask(partial(_go_to, self.wizard.draft.id, WizardStep(step)), _nothing)

    def _registered(self, contract: Contract) -> None:
        self._desk.announce(Kind.CONTRACTS, Kind.ATTACHMENTS, Kind.OUTBOX)
        self.registered.emit(contract)

    def _thrown_away(self, _nothing: None) -> None:
        self._desk.announce(Kind.CONTRACTS)
        self.gone.emit()

    def _use_product(self, product_id: str) -> None:
        self._desk.ask(partial(use, "product", product_id), self.wizard.look_up)

    def _use_institution(self, institution_id: str) -> None:
        self._desk.ask(partial(use, "institution", institution_id), self.wizard.look_up)

    def _ask_for(self, entry: InstitutionEntry | Product) -> None:
        self._desk.ask(partial(ask_for, entry), self._asked)

    def _asked(self, found: Catalogue) -> None:
        self.wizard.look_up(found)
        self.said.emit(_("운영자에게 등록을 요청했습니다. 결정될 때까지 적은 이름으로 씁니다."))

    def _open_certificates(self) -> None:
        self._certificates.open(self.wizard)

    def _keep_template(self, item_id: str, name: str) -> None:
        done = partial(self._template_kept, name)
        self._desk.ask(partial(keep_template, self.wizard.draft.id, item_id, name), done)

    def _template_kept(self, name: str, found: Catalogue) -> None:
        self.wizard.look_up(found)
        self.said.emit(_("공정 서식을 저장했습니다: {name}", name=name))

    def _drop_template(self, template_id: str) -> None:
        self._desk.ask(partial(drop_template, template_id), self.wizard.look_up)


def _nothing(_answer: None) -> None:
    """Nobody waits for this."""


def _begin(db: Database) -> OpenDraft:
    from vendorclient.app import drafts

    draft = drafts.begin_draft(db, account_id=active_account(db), now=now)
    return drafts.open_draft(db, draft.id)


def _open(draft_id: str, db: Database) -> OpenDraft:
    from vendorclient.app import drafts

    return drafts.open_draft(db, draft_id)


def _copy(source_id: str, is_draft: bool, db: Database) -> OpenDraft:  # noqa: FBT001 - for partial
    from vendorclient.app import drafts

    copy = drafts.copy_draft if is_draft else drafts.copy_contract
    draft = copy(db, source_id, account_id=active_account(db), now=now)
    return drafts.open_draft(db, draft.id)


def _revise(contract_id: str, db: Database) -> OpenDraft:
    from vendorclient.app import drafts

    draft = drafts.revise_contract(db, contract_id, account_id=active_account(db), now=now)
    return drafts.open_draft(db, draft.id)


def _keep(draft: Draft, db: Database) -> History:
    from vendorclient.app.drafting import edit
    from vendorclient.app.drafts import open_draft

    edit(db, draft.id, lambda _before: draft, now=now)
    return open_draft(db, draft.id).history


def _turn(draft_id: str, back: bool, db: Database) -> OpenDraft:  # noqa: FBT001 - for partial
    from vendorclient.app import drafts

    turn = drafts.undo if back else drafts.redo
    return turn(db, draft_id, now=now)


def _go_to(draft_id: str, step: WizardStep, db: Database) -> None:
    from vendorclient.app.drafts import go_to_step

    go_to_step(db, draft_id, step)


def _throw_away(draft_id: str, db: Database) -> None:
    from vendorclient.app.drafts import throw_away

    throw_away(db, draft_id)


def _register(draft_id: str, reason: str, db: Database) -> Contract:
    from vendorclient.app.registering import register_draft

    return register_draft(db, draft_id, account_id=active_account(db), now=now, reason=reason)
