"""What happened, what it means and what to do, for each code of an error."""

from vendorcore.text.contract_problems import CONTRACT_PROBLEMS
from vendorcore.text.device_problems import DEVICE_PROBLEMS
from vendorcore.text.evidence_problems import EVIDENCE_PROBLEMS
from vendorcore.text.portal_problems import PORTAL_PROBLEMS
from vendorcore.text.receipt_problems import RECEIPT_PROBLEMS
from vendorcore.text.registration_problems import REGISTRATION_PROBLEMS
from vendorcore.text.update_problems import UPDATE_PROBLEMS


def _mark(message: str) -> str:
    """Mark a sentence for the catalogue without translating it yet."""
    return message


PROBLEMS: dict[str, tuple[str, str, str]] = {
    **DEVICE_PROBLEMS,
    **EVIDENCE_PROBLEMS,
    **PORTAL_PROBLEMS,
    **RECEIPT_PROBLEMS,
    **REGISTRATION_PROBLEMS,
    **UPDATE_PROBLEMS,
    "unknown": (
        _mark("예상하지 못한 문제가 생겼습니다."),
        _mark("저장된 자료는 그대로 있습니다."),
        _mark("다시 해 보시고, 계속되면 진단 정보를 보내 주십시오."),
    ),
    "invalid-entry": (
        _mark("{field} 항목을 받아들일 수 없습니다: {reason}."),
        "",
        _mark("값을 고친 뒤 다시 해 주십시오."),
    ),
    "sign-in-needed": (
        _mark("로그인이 필요합니다."),
        _mark("아직 보내지 않은 자료는 찍어 온 컴퓨터에 그대로 있습니다."),
        _mark("브라우저에서는 다시 로그인하고, 프로그램에서는 등록 코드로 다시 연결해 주십시오."),
    ),
    "wrong-password": (
        _mark("아이디 또는 비밀번호가 맞지 않습니다."),
        "",
        _mark("다시 확인해 입력해 주십시오."),
    ),
    "wrong-code": (
        _mark("인증 코드가 맞지 않습니다."),
        "",
        _mark("지금 보이는 코드를 그대로 입력해 주십시오. 한 번 쓴 코드는 다시 쓸 수 없습니다."),
    ),
    "too-many-attempts": (
        _mark("로그인을 여러 번 시도해 잠시 멈추었습니다."),
        "",
        _mark("{seconds}초 뒤에 다시 해 주십시오."),
    ),
    "enrolment-code-refused": (
        _mark("등록 코드를 쓸 수 없습니다."),
        _mark("이미 썼거나 기한이 지난 코드입니다."),
        _mark("새 등록 코드를 받아 주십시오."),
    ),
    "ticket-malformed": (
        _mark("등록 코드의 모양이 맞지 않습니다."),
        "",
        _mark("받은 코드를 처음부터 끝까지 그대로 붙여 넣어 주십시오."),
    ),
    "wrong-server-key": (
        _mark("서버의 열쇠가 등록할 때와 다릅니다."),
        _mark("다른 서버이거나 누군가 연결을 가로챈 것일 수 있어 아무것도 보내지 않았습니다."),
        _mark("운영자에게 확인한 뒤 새 등록 코드로 연결해 주십시오."),
    ),
    "not-our-server": (
        _mark("이 주소는 우리 서버가 아닙니다."),
        _mark("와이파이 로그인 화면이거나 잘못된 주소입니다. 아무것도 보내지 않았습니다."),
        _mark("인터넷 연결과 서버 주소를 확인해 주십시오."),
    ),
    "other-server": (
        _mark("이 컴퓨터의 자료는 이미 다른 서버({name})에 연결되어 있습니다."),
        _mark("계약과 접수증은 한 서버에만 속합니다. 아무것도 바꾸지 않았습니다."),
        _mark("다른 서버를 쓰려면 새 자료 폴더로 시작해 주십시오."),
    ),
    "address-malformed": (
        _mark("서버 주소가 맞지 않습니다: {url}"),
        "",
        _mark("https://server.example 처럼 https로 시작하는 주소를 써 주십시오."),
    ),
    "insecure-address": (
        _mark("암호화되지 않은 주소에는 연결하지 않습니다."),
        "",
        _mark("https로 시작하는 주소를 써 주십시오."),
    ),
    "offline": (
        _mark("서버에 연결하지 못했습니다."),
        _mark("보낼 자료는 이 컴퓨터에 그대로 있습니다."),
        _mark("인터넷에 다시 연결되면 저절로 이어서 보냅니다."),
    ),
    "busy": (
        _mark("서버가 바쁩니다."),
        "",
        _mark("잠시 뒤 저절로 다시 시도합니다."),
    ),
    "trial-incomplete": (
        _mark("시험 파일이 서버에 다 닿지 않았습니다."),
        "",
        _mark("잠시 뒤 다시 시험해 주십시오."),
    ),
    "refused": (_mark("서버가 받아들이지 않았습니다: {detail}"), "", ""),
    "conflict": (
        _mark("다른 사람이 같은 내용을 먼저 바꾸었습니다."),
        _mark("두 내용을 모두 보관했습니다."),
        _mark("어느 쪽을 쓸지 골라 주십시오."),
    ),
    "untrusted": (
        _mark("서명이 맞지 않습니다."),
        _mark("바뀌었거나 다른 곳에서 온 자료일 수 있습니다."),
        "",
    ),
    "program-too-old": (
        _mark("이 프로그램은 너무 오래되어 서버와 이야기할 수 없습니다."),
        _mark("보낼 자료는 그대로 있습니다."),
        _mark("프로그램을 새 버전으로 바꿔 주십시오."),
    ),
    "server-full": (
        _mark("서버에 자리가 모자랍니다."),
        _mark("보낼 자료는 이 컴퓨터에 그대로 있습니다."),
        _mark("운영자가 자리를 비우면 저절로 이어서 보냅니다."),
    ),
    "engine-running": (
        _mark("다른 창에서 이미 보내고 있습니다."),
        "",
        _mark("그 창에서 전송 상태를 확인해 주십시오."),
    ),
    "not-enrolled": (
        _mark("아직 서버에 연결되지 않았습니다."),
        _mark("사진을 가져오고 공정에 넣는 일은 할 수 있습니다."),
        _mark("보내려면 등록 코드로 연결해 주십시오."),
    ),
    **CONTRACT_PROBLEMS,
    "not-found": (_mark("찾을 수 없습니다."), "", ""),
    "forbidden": (_mark("이 일을 할 권한이 없습니다."), "", _mark("담당자에게 문의해 주십시오.")),
    "version-mismatch": (
        _mark("다른 사람이 먼저 바꾸었습니다."),
        "",
        _mark("새 내용을 받아 다시 해 주십시오."),
    ),
    "body-unreadable": (_mark("요청의 내용을 읽을 수 없습니다."), "", ""),
    "precondition-needed": (
        _mark("어느 판을 바꾸는지 적지 않은 요청입니다."),
        "",
        _mark("새 내용을 받아 다시 해 주십시오."),
    ),
    "cursor-gone": (
        _mark("서버의 소식을 이어서 받을 수 없습니다."),
        "",
        _mark("처음부터 저절로 다시 받습니다."),
    ),
    "process-in-use": (
        _mark("사진이 있는 공정은 지울 수 없습니다."),
        _mark("철회한 사진의 기록도 그 공정에 남습니다."),
        _mark("되돌리기로 공정을 다시 넣거나, 작성 내용을 버리고 새로 고쳐 주십시오."),
    ),
    "role-and-vendor": (
        _mark("역할과 업체가 맞지 않습니다."),
        _mark("업체의 사람에게만, 그리고 반드시 업체가 있어야 합니다."),
        _mark("업체의 역할이면 --vendor 를 적고, 다른 역할이면 빼 주십시오."),
    ),
    "role-and-institution": (
        _mark("역할과 기관이 맞지 않습니다."),
        _mark("기관의 사람에게만, 그리고 반드시 기관이 있어야 합니다."),
        _mark("기관의 역할이면 --institution 을 적고, 다른 역할이면 빼 주십시오."),
    ),
    "port-taken": (
        _mark("{host} 주소의 {port} 포트에서 들을 수 없습니다."),
        _mark("다른 프로그램이 쓰고 있거나 쓸 수 없는 포트입니다."),
        _mark("--port 로 다른 포트를 골라 주십시오."),
    ),
    "computer-unknown": (
        _mark("그 번호의 컴퓨터가 없습니다."),
        "",
        _mark("account devices 명령으로 번호를 확인해 주십시오."),
    ),
    "ticket-for-vendors": (
        _mark("{login} 계정에는 등록 코드를 만들 수 없습니다."),
        _mark("컴퓨터는 쓰고 있는 업체의 계정에만 연결됩니다."),
        _mark("기관과 운영자는 인터넷 화면에서 아이디와 비밀번호로 로그인해 주십시오."),
    ),
    "organisation-exists": (
        _mark("번호가 같은 곳이 이미 있습니다: {name} ({number})."),
        _mark("승인하면 신청한 사람이 그곳의 자료를 모두 봅니다. 아직 승인하지 않았습니다."),
        _mark("그곳의 사람인지 확인한 뒤 --join 을 붙여 다시 승인해 주십시오."),
    ),
    "parties-fixed": (
        _mark("등록한 계약의 기관은 지우거나 바꿀 수 없습니다."),
        _mark("그 기관이 이미 이 계약의 증빙을 보고 있습니다. 아무것도 바꾸지 않았습니다."),
        _mark("기관을 그대로 두고 다시 저장해 주십시오. 잘못된 기관이면 그 기관에 알려 주십시오."),
    ),
    "already-there": (
        _mark("{path}에 이미 서버 자료가 있습니다."),
        _mark("있는 자료를 지키기 위해 아무것도 바꾸지 않았습니다."),
        _mark("빈 폴더를 골라 주십시오."),
    ),
    "not-a-server-folder": (
        _mark("{path}은(는) 서버의 자료 폴더가 아닙니다."),
        "",
        _mark("먼저 init 명령으로 만들거나 올바른 폴더를 골라 주십시오."),
    ),
    "server-running": (
        _mark("{path} 자료를 쓰는 서버가 이미 켜져 있습니다."),
        "",
        _mark("그 서버를 끈 뒤 다시 해 주십시오."),
    ),
    "account-unknown": (_mark("그런 계정이 없습니다."), "", _mark("아이디를 확인해 주십시오.")),
    "hash-mismatch": (
        _mark("받은 파일이 보낸 파일과 다릅니다."),
        _mark("받은 조각을 버렸습니다."),
        _mark("저절로 다시 보냅니다."),
    ),
    "upload-incomplete": (_mark("아직 다 받지 못한 파일입니다."), "", ""),
    "upload-unknown": (
        _mark("보낸 파일이 서버에 남아 있지 않습니다."),
        _mark("접수증은 나가지 않았고 이 컴퓨터의 원본은 그대로 있습니다."),
        _mark("저절로 다시 보냅니다."),
    ),
    "upload-gone": (
        _mark("이 전송은 더 이상 이어서 할 수 없습니다."),
        _mark("기한이 지났거나 받은 파일이 달라 버렸습니다."),
        _mark("처음부터 다시 보내 주십시오."),
    ),
    "upload-stalled": (
        _mark("보내던 파일이 중간에 멈추었습니다."),
        _mark("받은 데까지는 보관했습니다."),
        _mark("이어서 보내 주십시오."),
    ),
    "upload-taken-over": (
        _mark("같은 파일을 다른 연결이 이어서 보내고 있습니다."),
        _mark("받은 데까지는 보관했습니다."),
        "",
    ),
    "wrong-offset": (
        _mark("이어서 보낼 자리가 다릅니다."),
        _mark("서버는 {offset}바이트까지 받았습니다."),
        _mark("그 자리부터 이어서 보내 주십시오."),
    ),
    "checksum-mismatch": (
        _mark("받은 조각이 보낸 조각과 다릅니다."),
        _mark("받은 조각을 버렸습니다."),
        _mark("그 조각을 다시 보내 주십시오."),
    ),
    "wrong-content-type": (
        _mark("보낸 자료의 종류가 맞지 않습니다."),
        "",
        _mark("{wanted} 종류로 보내 주십시오."),
    ),
    "tus-version": (
        _mark("보내는 프로그램의 전송 규약이 서버와 다릅니다."),
        "",
        _mark("규약 {version}을(를) 쓰는 프로그램으로 보내 주십시오."),
    ),
    "method-not-allowed": (_mark("이 주소에서는 할 수 없는 일입니다."), "", ""),
    "too-large": (_mark("파일이 너무 큽니다(최대 {limit})."), "", ""),
    "quota-exceeded": (
        _mark("이 업체에 허용된 자리를 다 썼습니다."),
        "",
        _mark("운영자에게 문의해 주십시오."),
    ),
    "metered-line": (
        _mark("요금이 드는 연결이라 사진과 동영상은 기다립니다."),
        _mark("계약과 제출 목록은 보냅니다."),
        _mark("지금 보내려면 '요금이 드는 연결에서도 보내기'를 켜 주십시오."),
    ),
    "too-many-uploads": (
        _mark("시작만 하고 끝나지 않은 전송이 너무 많습니다."),
        _mark("받은 것은 모두 그대로 있습니다."),
        _mark("잠시 뒤 저절로 다시 시도합니다."),
    ),
    "message-stale": (
        _mark("서명한 시각이 서버의 시각과 다릅니다."),
        "",
        _mark("서버의 시각으로 저절로 다시 서명합니다."),
    ),
    "demo-only-on-loopback": (
        _mark("시험용 계정이 있는 서버는 이 컴퓨터 밖으로 열 수 없습니다."),
        "",
        _mark("시험용 자료가 없는 새 자료 폴더로 시작해 주십시오."),
    ),
    "tls-needed": (
        _mark("암호화 없이 이 컴퓨터 밖으로 열 수 없습니다."),
        "",
        _mark("TLS를 설정하거나 앞에 둔 프록시를 이름으로 적어 주십시오."),
    ),
    "misuse": (
        _mark("명령을 이해하지 못했습니다({said})."),
        "",
        _mark("쓰는 법은 --help로 볼 수 있습니다."),
    ),
}
