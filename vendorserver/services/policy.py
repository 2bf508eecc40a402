"""Who gets which answer: every route, relation, role and state; tested cell by cell."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from vendorcore.domain import Role, Side


class Relation(StrEnum):
    """How somebody stands to a contract."""

    OWN_VENDOR = "own-vendor"
    OTHER_VENDOR = "other-vendor"
    CONTRACTING = "contracting"
    DEMANDING = "demanding"
    OTHER_INSTITUTION = "other-institution"
    OPERATOR = "operator"
    ANONYMOUS = "anonymous"

    @property
    def side(self) -> Side | None:
        """The side of the people in this relation."""
        return _SIDES.get(self)


class Standing(StrEnum):
    """What has happened to the contract and its evidence so far."""

    DRAFT = "draft"
    REGISTERED = "registered"
    WITHDRAWN = "withdrawn"


class Thing(StrEnum):
    """What a route is about; it decides who can see it."""

    NOTHING = "nothing"
    CONTRACT = "contract"
    EVIDENCE = "evidence"
    PICTURE = "picture"
    RELEASE = "release"
    OWN_UPLOAD = "own-upload"


PARTIES = (Relation.CONTRACTING, Relation.DEMANDING)
_SIDES = {
    Relation.OWN_VENDOR: Side.VENDOR,
    Relation.OTHER_VENDOR: Side.VENDOR,
    Relation.CONTRACTING: Side.INSTITUTION,
    Relation.DEMANDING: Side.INSTITUTION,
    Relation.OTHER_INSTITUTION: Side.INSTITUTION,
    Relation.OPERATOR: Side.OPERATOR,
}
EVERYBODY = tuple(Role)
_VENDORS = tuple(role for role in Role if role.side is Side.VENDOR)
_SENDERS = (Role.OWNER, Role.OFFICE, Role.FACTORY)
_WRITERS = (Role.OWNER, Role.OFFICE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """The answers of one route: done for these roles, others refused as the agreement says.

    `public` answers everybody alike; `anonymous` is the answer without a sign-in.
    """

    thing: Thing = Thing.NOTHING
    roles: tuple[Role, ...] = EVERYBODY
    done: int = 200
    public: bool = False
    anonymous: int = 401


def expected(rule: Rule, relation: Relation, role: Role | None, standing: Standing) -> int:
    """Return the status that this person must get."""
    if rule.public:
        return rule.done
    if role is None:
        return rule.anonymous
    if not sees(rule.thing, relation, standing):
        return 404
    return rule.done if role in rule.roles else 403


def sees(thing: Thing, relation: Relation, standing: Standing) -> bool:
    """Whether people in this relation can see the thing in this state."""
    own = relation is Relation.OWN_VENDOR
    party = relation in PARTIES and standing is not Standing.DRAFT
    return {
        Thing.NOTHING: True,
        Thing.CONTRACT: own or party,
        Thing.EVIDENCE: (own or party) and standing is not Standing.DRAFT,
        Thing.PICTURE: (own and standing is not Standing.DRAFT)
        or (party and standing is Standing.REGISTERED),
        Thing.RELEASE: (own or party) and standing is Standing.REGISTERED,
        Thing.OWN_UPLOAD: own,
    }[thing]


_API = "/api/v1"
_ATTACHMENT = _API + "/attachments/{attachment_id}"
_PUBLIC = Rule(public=True)
_CONTRACT, _EVIDENCE = Rule(thing=Thing.CONTRACT), Rule(thing=Thing.EVIDENCE)
_PICTURE = Rule(thing=Thing.PICTURE)
_SENDING = Rule(thing=Thing.EVIDENCE, roles=_SENDERS)
_PAGE, _PAGE_OF_CONTRACT = Rule(anonymous=302), Rule(thing=Thing.CONTRACT, anonymous=302)
_GOING_ON = Rule(public=True, done=302)
_REVIEWERS = (Role.MANAGER, Role.INSPECTOR)
_MOVERS = (*_WRITERS, *_REVIEWERS)
_REVIEWING = Rule(thing=Thing.PICTURE, roles=_REVIEWERS, done=302, anonymous=302)
_ANSWERING = Rule(thing=Thing.PICTURE, roles=(*_SENDERS, *_REVIEWERS), done=302, anonymous=302)
_INSTITUTIONS = tuple(role for role in Role if role.side is Side.INSTITUTION)
_RELEASING = Rule(thing=Thing.RELEASE, roles=(*_WRITERS, Role.MANAGER), done=302, anonymous=302)
_FIGURES = Rule(roles=tuple(role for role in Role if role is not Role.FACTORY), anonymous=302)
_CHANGERS = (Role.OWNER, Role.OFFICE, Role.MANAGER)
_APPROVERS = (Role.ADMIN, Role.APPROVER)
_DESK = Rule(roles=_APPROVERS, anonymous=302)
# The sample says nothing: whoever may decide is told what is missing.
_AT_DESK = Rule(roles=_APPROVERS, done=422, anonymous=302)
_CANCELLING = Rule(thing=Thing.CONTRACT, roles=(Role.MANAGER,), done=422, anonymous=302)
_INVITING = Rule(thing=Thing.CONTRACT, roles=_WRITERS, done=422, anonymous=302)
_TAKING = Rule(thing=Thing.CONTRACT, roles=_REVIEWERS, done=302, anonymous=302)
_SAYING = Rule(thing=Thing.CONTRACT, roles=(*_WRITERS, *_REVIEWERS), done=422, anonymous=302)
_MOVING = Rule(roles=(Role.MANAGER,), done=404, anonymous=302)
_OWN_UPLOAD = Rule(thing=Thing.OWN_UPLOAD)

# Method and route; the sample requests of the test are well-formed and, where they write, repeat
# what is there already, so that the answer tells of permission and of nothing else.
TABLE: dict[tuple[str, str], Rule] = {
    ("GET", _API + "/openapi.json"): _PUBLIC,
    ("GET", _API + "/health"): _PUBLIC,
    ("GET", _API + "/keys"): _PUBLIC,
    ("GET", _API + "/client/updates"): Rule(public=True, done=404),
    ("GET", _API + "/client/updates/{name}"): Rule(public=True, done=404),
    ("POST", _API + "/enrolments"): Rule(public=True, done=403),
    ("POST", _API + "/tokens"): Rule(public=True, done=401),
    ("GET", _API + "/registration-kinds"): _PUBLIC,
    ("PUT", _API + "/registrations/{registration_id}"): Rule(public=True, done=422),
    ("PUT", _API + "/registrations/{registration_id}/papers/{key}"): Rule(public=True, done=422),
    ("POST", _API + "/registrations/{registration_id}/again"): Rule(public=True, done=422),
    ("GET", _API + "/registrations/{receipt_no}"): Rule(public=True, done=404),
    ("GET", _API + "/contracts"): Rule(),
    ("GET", _API + "/contracts/{contract_id}"): _CONTRACT,
    ("PUT", _API + "/contracts/{contract_id}"): Rule(thing=Thing.CONTRACT, roles=_WRITERS),
    ("PUT", _API + "/contracts/{contract_id}/state"): Rule(thing=Thing.CONTRACT, roles=_MOVERS),
    ("GET", _API + "/contracts/{contract_id}/documents/{document_id}"): _EVIDENCE,
    ("PUT", _API + "/documents/{operation_id}"): _SENDING,
    ("GET", _API + "/documents/{operation_id}/receipt"): _EVIDENCE,
    ("GET", _API + "/submissions/{submission_id}"): _EVIDENCE,
    ("PUT", _API + "/submissions/{submission_id}"): _SENDING,
    ("GET", _ATTACHMENT): _EVIDENCE,
    ("PUT", _ATTACHMENT): _SENDING,
    ("GET", _ATTACHMENT + "/receipt"): _EVIDENCE,
    ("GET", _ATTACHMENT + "/original"): _PICTURE,
    ("GET", _ATTACHMENT + "/thumbnail"): _PICTURE,
    ("GET", _ATTACHMENT + "/viewing"): _PICTURE,
    ("PUT", _ATTACHMENT + "/withdrawal"): _SENDING,
    ("GET", _API + "/catalogue"): Rule(),
    ("PUT", _API + "/catalogue/requests/{entry_id}"): Rule(roles=_WRITERS),
    ("GET", _API + "/changes"): Rule(roles=_VENDORS),
    ("OPTIONS", "/uploads/"): Rule(public=True, done=204),
    ("POST", "/uploads/"): Rule(roles=_SENDERS, done=201),
    ("HEAD", "/uploads/{upload_id}"): _OWN_UPLOAD,
    ("PATCH", "/uploads/{upload_id}"): Rule(thing=Thing.OWN_UPLOAD, done=204),
    ("DELETE", "/uploads/{upload_id}"): Rule(thing=Thing.OWN_UPLOAD, done=204),
    ("GET", "/"): _GOING_ON,
    ("GET", "/sign-in"): _PUBLIC,
    ("POST", "/sign-in"): Rule(public=True, done=401),
    ("GET", "/sign-in/code"): _GOING_ON,
    ("POST", "/sign-in/code"): _GOING_ON,
    ("GET", "/sign-in/setup"): _GOING_ON,
    ("POST", "/sign-in/setup"): _GOING_ON,
    ("GET", "/begin/{token}"): Rule(public=True, done=410),
    ("POST", "/begin/{token}"): Rule(public=True, done=410),
    ("GET", "/account"): _PAGE,
    ("GET", "/account/password"): _PAGE,
    ("POST", "/account/password"): Rule(done=422, anonymous=302),
    ("POST", "/account/proof"): Rule(done=422, anonymous=302),
    ("POST", "/account/codes"): Rule(done=302, anonymous=302),
    ("GET", "/recover"): Rule(roles=(Role.ADMIN, Role.SUPPORT), anonymous=302),
    ("POST", "/recover"): Rule(roles=(Role.ADMIN, Role.SUPPORT), done=422, anonymous=302),
    ("POST", "/account/sessions/{session_id}/end"): Rule(done=302, anonymous=302),
    ("POST", "/sign-out"): _GOING_ON,
    ("POST", "/language"): _GOING_ON,
    ("GET", "/contracts"): _PAGE,
    ("GET", "/contracts.xlsx"): _PAGE,
    ("POST", "/searches"): Rule(done=302, anonymous=302),
    ("POST", "/searches/{search_id}/drop"): Rule(done=302, anonymous=302),
    ("GET", "/contracts/{contract_id}"): _PAGE_OF_CONTRACT,
    ("GET", "/contracts/{contract_id}/looks"): _PAGE_OF_CONTRACT,
    ("GET", "/contracts/{contract_id}/photos"): _PAGE_OF_CONTRACT,
    ("GET", "/contracts/{contract_id}/ledger.pdf"): _PAGE_OF_CONTRACT,
    ("POST", "/contracts/{contract_id}/steps"): _CANCELLING,
    ("POST", "/contracts/{contract_id}/invitations"): _INVITING,
    ("POST", "/contracts/{contract_id}/take"): _TAKING,
    ("POST", "/contracts/{contract_id}/satisfaction"): _SAYING,
    ("GET", "/beside"): _PAGE,
    ("GET", "/invited/{token}"): Rule(public=True, done=410),
    ("POST", "/invited/{token}"): Rule(public=True, done=410),
    ("GET", "/officers"): Rule(roles=_REVIEWERS, anonymous=302),
    ("POST", "/officers/hand-over"): _MOVING,
    ("POST", "/officers/substitute"): Rule(roles=_REVIEWERS, done=422, anonymous=302),
    ("GET", "/break-glass"): Rule(roles=(Role.ADMIN, Role.SUPPORT), anonymous=302),
    ("POST", "/break-glass"): Rule(roles=(Role.ADMIN, Role.SUPPORT), done=422, anonymous=302),
    ("GET", "/evidence/{attachment_id}"): Rule(thing=Thing.EVIDENCE, anonymous=302),
    ("POST", "/evidence/{attachment_id}/review"): _REVIEWING,
    ("GET", "/requests"): _PAGE,
    ("POST", "/requests/{request_id}/reply"): _ANSWERING,
    ("POST", "/requests/{request_id}/postpone"): _ANSWERING,
    ("GET", "/apply"): _PUBLIC,
    ("GET", "/apply/{kind_key}"): _PUBLIC,
    ("POST", "/apply/{kind_key}"): Rule(public=True, done=422),
    ("GET", "/applications"): _PUBLIC,
    ("POST", "/applications"): Rule(public=True, done=404),
    ("POST", "/applications/resume"): Rule(public=True, done=404),
    ("GET", "/applications/done"): _GOING_ON,
    ("GET", "/applications/mine"): _GOING_ON,
    ("POST", "/applications/mine"): _GOING_ON,
    ("GET", "/account/computers"): Rule(roles=_VENDORS, anonymous=302),
    ("POST", "/account/computers"): Rule(roles=_VENDORS, done=422, anonymous=302),
    ("POST", "/account/computers/{device_id}/end"): Rule(roles=_VENDORS, done=404, anonymous=302),
    ("GET", "/account/change"): Rule(roles=_CHANGERS, anonymous=302),
    ("POST", "/account/change"): Rule(roles=_CHANGERS, done=422, anonymous=302),
    ("GET", "/catalogue"): Rule(roles=_WRITERS, anonymous=302),
    ("POST", "/catalogue"): Rule(roles=_WRITERS, done=422, anonymous=302),
    ("GET", "/notices"): _PAGE,
    ("POST", "/notices/choices"): Rule(done=302, anonymous=302),
    ("GET", "/desk"): Rule(roles=_APPROVERS, done=302, anonymous=302),
    ("GET", "/desk/done"): Rule(roles=_APPROVERS, done=302, anonymous=302),
    ("GET", "/desk/operators"): Rule(roles=(Role.ADMIN,), anonymous=302),
    ("POST", "/desk/operators"): Rule(roles=(Role.ADMIN,), done=422, anonymous=302),
    ("GET", "/desk/vendors"): _DESK,
    ("POST", "/desk/vendors/{vendor_id}/sanctions"): _AT_DESK,
    ("POST", "/desk/sanctions/{sanction_id}/lift"): _AT_DESK,
    ("GET", "/desk/papers/{paper_id}"): _DESK,
    ("GET", "/desk/catalogue"): Rule(roles=_APPROVERS, done=302, anonymous=302),
    ("GET", "/desk/catalogue/{entry_id}"): _DESK,
    ("POST", "/desk/catalogue/{entry_id}/decide"): _AT_DESK,
    ("GET", "/desk/{registration_id}"): _DESK,
    ("POST", "/desk/{registration_id}/decide"): _AT_DESK,
    ("POST", "/desk/{registration_id}/papers"): _AT_DESK,
    ("GET", "/audit"): Rule(roles=(Role.AUDITOR,), anonymous=302),
    ("GET", "/healthz"): _PUBLIC,
    ("GET", "/readyz"): _PUBLIC,
    ("GET", "/makers"): Rule(roles=_INSTITUTIONS, anonymous=302),
    ("GET", "/makers/{vendor_id}"): Rule(public=True, done=404),
    ("GET", "/makers/pictures/{showcase_id}"): Rule(public=True, done=404),
    ("POST", "/evidence/{attachment_id}/release"): _RELEASING,
    ("POST", "/evidence/{attachment_id}/unrelease"): _RELEASING,
    ("GET", "/statistics"): _FIGURES,
    ("GET", "/statistics.xlsx"): _FIGURES,
    ("GET", "/statistics.csv"): _FIGURES,
    ("GET", "/metrics"): Rule(public=True, done=404),
    ("GET", "/static/{name}"): _PUBLIC,
}
