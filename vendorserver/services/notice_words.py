"""What each kind of news says, in the language of the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorcore.text import _, n_, problem_sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def title(kind: str) -> str:
    """Return what a kind of news is called."""
    return {
        "application": _("신청의 진행"),
        "evidence": _("새 증빙"),
        "request": _("보완 요청"),
        "request-ended": _("보완 요청이 끝남"),
        "decision": _("증빙 확인 결과"),
        "due-soon": _("기한이 가까운데 증빙이 없음"),
        "late": _("기한이 지남"),
        "certificate": _("증명서의 기한"),
        "backup-failed": _("백업 실패"),
        "to-approve": _("심사할 신청"),
        "opened": _("비상 열람"),
        "catalogue": _("목록화 요청의 결과"),
        "to-list": _("심사할 목록화 요청"),
        "step": _("납품과 검수"),
    }[kind]


def channel_word(channel: str) -> str:
    """Return what a way of telling is called."""
    return {"email": _("전자우편"), "sms": _("문자")}[channel]


def state_word(state: str) -> str:
    """Return how far an application is."""
    return {
        "pending": _("대기"),
        "approved": _("승인"),
        "on-hold": _("보류"),
        "rejected": _("반려"),
    }[state]


def sentence(kind: str, values: Mapping[str, str]) -> str:
    """Return one piece of news as a sentence: what happened and what to do."""
    said = {key: str(value) for key, value in values.items()}
    if kind == "application":
        return _application(said)
    return _SENTENCES[kind](said)


def withheld() -> str:
    """Return what is left of news about something that its reader may no longer see."""
    return _("이제 볼 수 없는 계약의 소식입니다.")


def _application(said: Mapping[str, str]) -> str:
    head = _(
        "{organisation}의 신청({receipt_no})이 '{state}' 상태입니다.",
        organisation=said.get("organisation", ""),
        receipt_no=said.get("receipt_no", ""),
        state=state_word(said.get("state", "pending")),
    )
    parts = [head]
    if said.get("reason"):
        parts.append(_("사유: {reason}", reason=said["reason"]))
    if said.get("missing"):
        parts.append(_("아직 없는 서류: {papers}", papers=said["missing"]))
    return " ".join(parts)


def step_word(step: str, result: str) -> str:
    """Return what happened to a contract after its production."""
    if step == "inspected":
        return {
            "passed": _("검수 합격"),
            "conditional": _("검수 조건부 합격"),
            "failed": _("검수 불합격"),
        }[result]
    return {"delivered": _("납품"), "closed": _("종결"), "cancelled": _("해제·해지")}[step]


def backup_damaged(count: int) -> str:
    """Return that a backup was made, but not of everything."""
    return _(
        "백업은 마쳤지만 원본 {n}개는 서버에서 없어졌거나 바뀌어 담지 못했습니다. 앞선 백업의 것은 "
        "그대로 있습니다. vendorserver fsck로 확인하고, 온전한 것을 백업에서 되돌려 주십시오.",
        n=count,
    )


def _backup(said: Mapping[str, str]) -> str:
    if "damaged" in said:
        return backup_damaged(int(said["damaged"]))
    if "code" in said:
        return " ".join([_("백업이 되지 않았습니다({at}).", at=said["at"]), _why(said)])
    return _(
        "백업이 되지 않았습니다({at}). 백업할 곳과 디스크를 확인해 주십시오: {reason}",
        at=said["at"],
        reason=said["reason"],
    )


def _why(said: Mapping[str, str]) -> str:
    told = problem_sentence(said["code"], dict(said))
    return f"{told.happened} {told.todo}".strip()


def _listed(said: Mapping[str, str]) -> str:
    name = said["name"]
    if said["state"] == "merged":
        return _(
            "목록화 요청을 이미 있는 항목과 합쳤습니다: {name} → {into}",
            name=name,
            into=said["into"],
        )
    if said["state"] == "refused":
        return _(
            "목록화 요청이 반려되었습니다: {name}. 사유: {reason}",
            name=name,
            reason=said["reason"],
        )
    return _("요청하신 항목을 목록에 넣었습니다: {name}", name=name)


_SENTENCES: dict[str, Callable[[Mapping[str, str]], str]] = {
    "step": lambda said: _(
        "'{contract}' 계약의 단계가 바뀌었습니다: {step}",
        contract=said["contract"],
        step=step_word(said["step"], said["result"]),
    ),
    "evidence": lambda said: _(
        "'{contract}' 계약에 새 증빙이 들어왔습니다.", contract=said["contract"]
    ),
    "request": lambda said: _(
        "'{contract}' 계약의 증빙을 보완해 달라는 요청이 왔습니다: {reason}",
        contract=said["contract"],
        reason=said["reason"],
    ),
    "request-ended": lambda said: n_(
        "'{contract}' 계약이 끝나({step}) 답을 기다리던 보완 요청 {n}건도 함께 끝났습니다. "
        "이제 답하거나 사진을 더 보내지 않으셔도 됩니다. 요청: {reason}",
        "'{contract}' 계약이 끝나({step}) 답을 기다리던 보완 요청 {n}건도 함께 끝났습니다. "
        "이제 답하거나 사진을 더 보내지 않으셔도 됩니다. 요청: {reason}",
        int(said["count"]),
        contract=said["contract"],
        step=step_word(said["step"], ""),
        reason=said["reason"],
    ),
    "decision": lambda said: _(
        "'{contract}' 계약의 증빙을 기관이 확인했습니다.", contract=said["contract"]
    ),
    "due-soon": lambda said: _(
        "'{contract}' 계약의 납품기한({day})이 가까운데 증빙이 없는 공정이 있습니다.",
        contract=said["contract"],
        day=said["day"],
    ),
    "late": lambda said: _(
        "'{contract}' 계약의 납품기한({day})이 지났는데 증빙이 없는 공정이 있습니다.",
        contract=said["contract"],
        day=said["day"],
    ),
    "certificate": lambda said: _(
        "{name} 증명서의 기한이 {day}에 끝납니다. 끝나기 전에 새로 받아 주십시오.",
        name=said["name"],
        day=said["day"],
    ),
    "backup-failed": _backup,
    "to-approve": lambda said: _(
        "{organisation}의 신청이 심사를 기다립니다.", organisation=said["organisation"]
    ),
    "to-list": lambda said: _("목록화 요청이 심사를 기다립니다: {name}", name=said["name"]),
    "catalogue": _listed,
    "opened": lambda said: _(
        "운영자가 '{contract}' 계약을 비상 열람했습니다: {reason}",
        contract=said["contract"],
        reason=said["reason"],
    ),
}
