"""What the log of accesses says, in people's words."""

from __future__ import annotations

from vendorcore.text import _


def _mark(message: str) -> str:
    """Mark a word for the catalogue without translating it yet."""
    return message


ACTIONS = {
    "account.code-failed": _mark("두 번째 확인이 틀림"),
    "account.created": _mark("계정을 만듦"),
    "account.deactivated": _mark("계정을 멈춤"),
    "account.password": _mark("비밀번호를 바꿈"),
    "account.password-right": _mark("비밀번호가 맞음"),
    "account.recovered": _mark("로그인을 초기화함"),
    "account.recovery-code": _mark("복구 코드로 들어옴"),
    "account.recovery-codes": _mark("복구 코드를 새로 만듦"),
    "account.second-factor": _mark("두 번째 확인을 등록함"),
    "account.second-factor-given-up": _mark("두 번째 확인을 그만둠"),
    "account.sign-in-failed": _mark("로그인하지 못함"),
    "account.signed-in": _mark("로그인함"),
    "attachment.put": _mark("증빙을 보냄"),
    "attachment.reviewed": _mark("증빙을 확인함"),
    "attachment.withdrawn": _mark("증빙을 철회함"),
    "audit.read": _mark("접속기록을 봄"),
    "catalogue.ask": _mark("목록화를 신청함"),
    "catalogue.renew": _mark("목록을 새로 함"),
    "columns.replace": _mark("내역서 열을 바꿈"),
    "contract.break-glass": _mark("비상 열람을 엶"),
    "contract.cancelled": _mark("계약을 해제·해지함"),
    "contract.closed": _mark("계약을 종결함"),
    "contract.delivered": _mark("납품을 알림"),
    "contract.erased": _mark("개인정보 보존 기간이 지나 지움"),
    "contract.inspected": _mark("검수함"),
    "contract.ledger": _mark("사진대지를 내려받음"),
    "contract.put": _mark("계약을 적음"),
    "contract.state": _mark("계약의 상태가 바뀜"),
    "contract.taken": _mark("담당을 맡음"),
    "contracts.exported": _mark("계약 목록을 내려받음"),
    "contracts.handed-over": _mark("계약을 넘김"),
    "contracts.substitute": _mark("대신할 담당자를 정함"),
    "device.enrolled": _mark("컴퓨터를 연결함"),
    "device.revoked": _mark("컴퓨터 연결을 끊음"),
    "document.erased": _mark("서류를 파기함"),
    "document.original": _mark("서류를 내려받음"),
    "document.put": _mark("서류를 보냄"),
    "enrolment.ticket": _mark("연결 코드를 만듦"),
    "evidence.across-vendors": _mark("다른 업체와 같은 사진을 찾음"),
    "evidence.erased": _mark("원본을 파기함"),
    "evidence.original": _mark("원본을 내려받음"),
    "evidence.page": _mark("증빙을 화면에서 봄"),
    "file.found": _mark("악성 코드를 찾음"),
    "file.too-large": _mark("커서 악성 코드 검사를 못 함"),
    "invitation.sent": _mark("초대를 보냄"),
    "media.original": _mark("원본을 읽음"),
    "officer.left": _mark("떠난 담당자의 계정을 닫음"),
    "organisation.changed": _mark("등록사항을 바꿈"),
    "person.erased": _mark("개인정보를 파기함"),
    "registration.applied": _mark("가입을 신청함"),
    "registration.decided": _mark("신청을 심사함"),
    "registration.paper": _mark("신청 서류를 냄"),
    "registration.resumed": _mark("신청을 다시 냄"),
    "satisfaction.answered": _mark("만족도를 답함"),
    "session.ended": _mark("다른 브라우저의 로그인을 끝냄"),
    "showcase.released": _mark("사진을 공개함"),
    "showcase.taken-back": _mark("사진 공개를 거둠"),
    "statistics.exported": _mark("통계를 내려받음"),
    "submission.put": _mark("제출함"),
    "supplement.postponed": _mark("보완 기한을 미룸"),
    "supplement.replied": _mark("보완 요청에 답함"),
    "vendor.sanction-lifted": _mark("제재를 풂"),
    "vendor.sanctioned": _mark("제재를 기록함"),
}


def action_word(action: str) -> str:
    """Return the words of an action; one that has none as it is."""
    return _(ACTIONS[action]) if action in ACTIONS else action
