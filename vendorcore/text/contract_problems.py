"""What can go wrong while a contract is written: what happened, what it means, what to do."""


def _mark(message: str) -> str:
    """Mark a sentence for the catalogue without translating it yet."""
    return message


CONTRACT_PROBLEMS: dict[str, tuple[str, str, str]] = {
    "draft-unknown": (
        _mark("이 작성중 계약을 찾을 수 없습니다."),
        _mark("이미 등록했거나 지운 것입니다."),
        _mark("계약 목록에서 다시 열어 주십시오."),
    ),
    "draft-incomplete": (
        _mark("아직 등록할 수 없습니다. 채우지 않은 곳이 {count}군데 있습니다."),
        _mark("적은 내용은 그대로 저장되어 있습니다."),
        _mark("표시된 곳을 채운 뒤 다시 등록해 주십시오."),
    ),
    "certificate-product": (
        _mark("세부품명번호가 열 자리가 아닙니다."),
        _mark("증명서는 세부품명마다 따로 나옵니다."),
        _mark("증명서에 적힌 열 자리 번호를 적어 주십시오."),
    ),
    "certificate-day": (
        _mark("유효기간을 날짜로 읽을 수 없거나 끝이 시작보다 빠릅니다."),
        "",
        _mark("증명서에 적힌 날짜를 2026-03-02처럼 적어 주십시오."),
    ),
    "change-reason-needed": (
        _mark("등록한 계약을 바꾸려면 사유가 필요합니다."),
        _mark("바꾼 내용과 사유는 수요기관도 봅니다."),
        _mark("사유를 적은 뒤 다시 해 주십시오."),
    ),
    "contract-refused": (
        _mark("서버가 이 계약을 받지 않았습니다. {remark}"),
        _mark("적은 내용과 넣은 사진은 이 컴퓨터에 그대로 있고, 고칠 때까지 기다립니다."),
        _mark("계약을 고쳐 다시 등록하면 저절로 이어서 보냅니다."),
    ),
    "contract-incomplete": (
        _mark("계약이 다 채워지지 않아 아직 제출할 수 없습니다. {remark}"),
        _mark("처음 제출하면 계약이 수요기관에 등록됩니다. 넣은 사진은 그대로 있습니다."),
        _mark("계약을 마저 채운 뒤 다시 제출해 주십시오."),
    ),
    "state-not-possible": (
        _mark("계약을 이 상태로 바꿀 수 없습니다."),
        _mark("상태는 앞으로만 나아가고, 끝난 계약은 바뀌지 않습니다."),
        _mark("지금 상태를 확인해 주십시오."),
    ),
    "records-empty": (
        _mark("아직 비어 있는 곳이 {count}군데 있습니다."),
        _mark("이행내역이나 사진이 모자란 공정이 있습니다."),
        _mark("채우거나, 그대로 끝내려면 다시 확인해 주십시오."),
    ),
    "spreadsheet-too-large": (
        _mark("파일이 너무 큽니다."),
        _mark("풀면 지나치게 커지는 파일은 열지 않습니다. 지금 내용은 그대로 있습니다."),
        _mark("필요한 표만 새 파일에 담아 다시 골라 주십시오."),
    ),
    "statement-too-long": (
        _mark("표가 {rows}줄보다 깁니다."),
        _mark("일부만 가져오면 나머지가 빠지므로 아무것도 가져오지 않았습니다."),
        _mark("이 계약에 쓴 줄만 새 파일에 담아 다시 골라 주십시오."),
    ),
    "spreadsheet-old-format": (
        _mark("예전 형식의 파일(XLS 또는 HWP)이라 읽을 수 없습니다."),
        _mark("지금 내용은 그대로 있습니다."),
        _mark("Excel 통합 문서(XLSX)로 저장한 뒤 다시 골라 주십시오."),
    ),
    "spreadsheet-other-format": (
        _mark("{format} 파일이라 읽을 수 없습니다."),
        _mark("Excel 통합 문서(XLSX)와 CSV만 읽습니다. 지금 내용은 그대로 있습니다."),
        _mark(
            "그 파일을 만든 프로그램에서 다른 이름으로 저장 → Excel 통합 문서(XLSX)를 고른 뒤, "
            "저장한 파일을 골라 주십시오."
        ),
    ),
    "spreadsheet-unreadable": (
        _mark("스프레드시트로 읽을 수 없는 파일입니다."),
        _mark("손상되었거나 다른 종류의 파일입니다. 지금 내용은 그대로 있습니다."),
        _mark("XLSX나 CSV로 다시 저장해 골라 주십시오."),
    ),
    "statement-not-found": (
        _mark("원부자재 구매내역서를 찾지 못했습니다."),
        _mark("이 파일의 시트({names})에는 서식의 칸 이름이 없습니다."),
        _mark("서식 받기로 저장한 파일에 적거나, 칸 이름을 확인해 주십시오."),
    ),
    "public-rows-not-found": (
        _mark("계약정보서비스의 자료를 찾지 못했습니다."),
        _mark("이 파일에는 cntrctNm 같은 항목 이름이 없습니다."),
        _mark("받은 JSON, XML, XLSX 파일을 그대로 골라 주십시오."),
    ),
    "request-decided": (
        _mark("이미 처리한 요청입니다."),
        "",
        _mark("목록을 새로 열어 확인해 주십시오."),
    ),
    "part-unknown": (
        _mark("고치려던 줄이 더는 없습니다."),
        _mark("다른 창에서 지웠거나 되돌린 줄입니다."),
        _mark("화면을 새로 열어 확인해 주십시오."),
    ),
    "item-twice": (
        _mark("{name} 제품은 이미 들어 있습니다."),
        "",
        _mark("있는 제품의 수량을 고쳐 주십시오."),
    ),
    "template-unknown": (
        _mark("이 서식을 찾을 수 없습니다."),
        _mark("이미 지운 서식입니다."),
        _mark("다른 서식을 골라 주십시오."),
    ),
    "document-empty": (
        _mark("{name} 파일이 비어 있습니다."),
        _mark("내용이 없는 파일은 계약에 붙이지 않습니다."),
        _mark("파일을 열어 내용을 확인한 뒤 다시 붙여 주십시오."),
    ),
    "document-too-large": (
        _mark("{name} 파일이 너무 큽니다."),
        _mark("계약에 붙이는 서류는 200MB까지 보낼 수 있습니다."),
        _mark("나누거나 줄인 파일을 붙여 주십시오. 동영상은 공정에 넣어 주십시오."),
    ),
    "document-can-run": (
        _mark("{name} 파일은 서류가 아니라 실행되는 파일입니다."),
        _mark("프로그램과 웹 문서는 받는 기관을 지키기 위해 붙이지 않습니다."),
        _mark("PDF, 한글, 엑셀, 사진으로 저장해 다시 붙여 주십시오."),
    ),
    "paper-elsewhere": (
        _mark("{name} 파일이 아직 이 컴퓨터에도 서버에도 없습니다."),
        _mark("붙인 컴퓨터가 아직 보내지 않은 서류입니다."),
        _mark("그 컴퓨터를 인터넷에 연결해 보내기가 끝난 뒤 다시 열어 주십시오."),
    ),
    "document-not-named": (
        _mark("이 서류는 지금 계약에 없습니다."),
        _mark("계약을 바꾸면서 뺐거나 내용이 다른 파일입니다. 파일은 이 컴퓨터에 그대로 있습니다."),
        _mark("필요하면 계약 변경에서 다시 붙여 주십시오."),
    ),
    "server-takes-no-documents": (
        _mark("서버가 아직 계약 서류를 받지 못합니다."),
        _mark("서류는 이 컴퓨터에 그대로 있고, 사진과 계약 정보는 보냅니다."),
        _mark("서버가 새 버전이 되면 저절로 보냅니다."),
    ),
    "contract-days-needed": (
        _mark("공정 날짜를 정할 수 없습니다."),
        _mark("계약일과 납품기한이 있어야 그 사이에 공정을 놓을 수 있습니다."),
        _mark("두 날짜를 먼저 적어 주십시오."),
    ),
}
