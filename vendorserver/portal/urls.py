"""The addresses of the portal."""

from django.urls import path
from django.views.generic import RedirectView

from vendorserver.portal import (
    account,
    applying,
    assets,
    auditing,
    desk,
    figures,
    firms,
    health,
    listing,
    looks,
    notices,
    officers,
    people,
    photos,
    proving,
)
from vendorserver.portal.contract import one
from vendorserver.portal.contracts import index
from vendorserver.portal.evidence import review
from vendorserver.portal.invited import invited
from vendorserver.portal.milestones import invite, step
from vendorserver.portal.requests import index as requests
from vendorserver.portal.requests import postpone, reply

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="contracts"), name="home"),
    path("sign-in", people.sign_in, name="sign-in"),
    path("sign-in/code", proving.code, name="code"),
    path("sign-in/setup", proving.setup, name="setup"),
    path("begin/<str:token>", account.begin, name="begin"),
    path("account", account.account, name="account"),
    path("account/codes", account.fresh_codes, name="fresh-codes"),
    path("account/sessions/<str:session_id>/end", account.end_session, name="end-session"),
    path("recover", account.recover, name="recover"),
    path("sign-out", people.sign_out, name="sign-out"),
    path("language", people.choose_language, name="language"),
    path("contracts", index, name="contracts"),
    path("contracts.xlsx", listing.export, name="export"),
    path("searches", listing.keep, name="keep-search"),
    path("searches/<str:search_id>/drop", listing.drop, name="drop-search"),
    path("contracts/<str:contract_id>", one, name="contract"),
    path("contracts/<str:contract_id>/looks", looks.index, name="looks"),
    path("contracts/<str:contract_id>/photos", photos.by_day, name="photos"),
    path("contracts/<str:contract_id>/ledger.pdf", photos.ledger, name="ledger"),
    path("contracts/<str:contract_id>/steps", step, name="step"),
    path("contracts/<str:contract_id>/invitations", invite, name="invite"),
    path("contracts/<str:contract_id>/take", officers.take, name="take"),
    path("beside", photos.beside, name="beside"),
    path("invited/<str:token>", invited, name="invited"),
    path("officers", officers.index, name="officers"),
    path("officers/hand-over", officers.hand_over, name="hand-over"),
    path("officers/substitute", officers.stand_in, name="stand-in"),
    path("break-glass", looks.emergency, name="break-glass"),
    path("evidence/<str:attachment_id>", looks.piece, name="evidence"),
    path("evidence/<str:attachment_id>/review", review, name="review"),
    path("requests", requests, name="requests"),
    path("requests/<str:request_id>/reply", reply, name="reply"),
    path("requests/<str:request_id>/postpone", postpone, name="postpone"),
    path("apply", applying.choose, name="apply"),
    path("apply/<str:kind_key>", applying.form, name="apply-form"),
    path("applications", applying.state, name="application"),
    path("applications/done", applying.done, name="applied"),
    path("applications/resume", applying.resume, name="resume"),
    path("applications/mine", applying.mine, name="resumed"),
    path("account/change", applying.change, name="change"),
    path("notices", notices.index, name="notices"),
    path("notices/choices", notices.choose, name="choose-notices"),
    path("desk", desk.index, name="desk"),
    path("desk/done", desk.finished, name="desk-done"),
    path("desk/operators", desk.operator, name="desk-operator"),
    path("desk/vendors", firms.index, name="firms"),
    path("desk/vendors/<str:vendor_id>/sanctions", firms.impose, name="impose"),
    path("desk/sanctions/<str:sanction_id>/lift", firms.lift, name="lift"),
    path("desk/papers/<str:paper_id>", desk.scan, name="desk-scan"),
    path("desk/<str:registration_id>", desk.one, name="desk-one"),
    path("desk/<str:registration_id>/decide", desk.decide, name="desk-decide"),
    path("desk/<str:registration_id>/papers", desk.paper, name="desk-paper"),
    path("audit", auditing.index, name="audit"),
    path("healthz", health.alive, name="alive"),
    path("readyz", health.ready, name="ready"),
    path("metrics", figures.show, name="metrics"),
    path("static/<str:name>", assets.asset, name="asset"),
]
