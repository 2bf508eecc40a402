"""Makes the spreadsheets in tests/data/calc with LibreOffice: python -m tools.calc_fixtures.

A workbook with formulas, merged cells, days as text and real days goes through LibreOffice to ODS
and back to XLSX; a statement that we wrote is opened and saved by it. The tests read what came out.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from openpyxl import Workbook

from vendorcore.catalogue import material_columns
from vendorcore.documents import write_statement
from vendorcore.domain import MaterialRow

TARGET = Path(__file__).resolve().parents[1] / "tests" / "data" / "calc"
HEAD = (("계약명", "사무용 책상 구매"), ("계약번호", "R26TA01234567"))
ROWS: tuple[dict[str, str], ...] = (
    {
        "material_kind": "원자재",
        "material_name": "냉연강판 (SPCC)",
        "spec": "1.2t × 1219 × 2438",
        "unit": "장",
        "qty": "60",
        "unit_price": "41500",
        "purchase_date": "2026-10-13",
        "supplier_name": "㈜한국철강",
        "supplier_bizno": "124-81-00998",
    },
    {"material_name": "=HYPERLINK(0)", "qty": "3.5", "unit_price": "1200", "spec": "+82, @참고"},
    {"material_name": "분체도료 – 회색", "qty": "0.25", "amount": "33000", "remark": "줄\n바꿈"},
)


def a_clerks_book() -> bytes:
    """Return what a clerk makes: two lines of title, merged names, formulas, days in many ways."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "구매내역"
    lines: list[list[object]] = [
        ["원부자재 구매내역서"],
        [],
        ["연번", "구분", "원부자재명", "수량", "단가(원)", "금액(원)", "구입처(상호)", "구입일"],
        [1, "원자재", "냉연강판", 60, 41500, "=D4*E4", "한국철강", date(2026, 10, 13)],
        [2, "원자재", "냉연강판", 20, 39000, "=D5*E5", "한국철강", "2026.10.15."],
        [3, "부자재", "분체도료", 2.5, "12,000", "=D6*12000", "색채산업", "20261016"],
        ["합계", None, None, None, None, "=SUM(F4:F6)"],
    ]
    for line in lines:
        sheet.append(line)
    for area in ("A1:H1", "B4:B5", "C4:C5"):
        sheet.merge_cells(area)
    book.create_sheet("빈 시트")
    return _bytes(book)


def our_statement() -> bytes:
    """Return a statement as this program writes it."""
    target = io.BytesIO()
    rows = [MaterialRow(id=str(n), cells=cells) for n, cells in enumerate(ROWS)]
    write_statement(HEAD, material_columns(), rows, target)
    return target.getvalue()


def main() -> int:
    """Write the files; LibreOffice must be installed."""
    office = shutil.which("soffice")
    if office is None:
        print("LibreOffice (soffice) is not installed", file=sys.stderr)
        return 1
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / "clerk.xlsx").write_bytes(a_clerks_book())
        (folder / "ours.xlsx").write_bytes(our_statement())
        ods = _converted(office, folder / "clerk.xlsx", "ods", folder / "ods")
        again = _converted(office, ods, "xlsx", folder / "again")
        ours = _converted(office, folder / "ours.xlsx", "xlsx", folder / "saved")
        shutil.copy(again, TARGET / "clerk.xlsx")
        shutil.copy(ods, TARGET / "clerk.ods")
        shutil.copy(ours, TARGET / "ours.xlsx")
        shutil.copy(
            _converted(office, ods, "csv:Text - txt - csv (StarCalc):44,34,76", folder),
            TARGET / "clerk.csv",
        )
    return 0


def _converted(office: str, source: Path, kind: str, folder: Path) -> Path:
    command = [
        office,
        "--headless",
        f"-env:UserInstallation=file://{folder}/profile",
        "--convert-to",
        kind,
        "--outdir",
        str(folder),
        str(source),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return folder / f"{source.stem}.{kind.partition(':')[0]}"


def _bytes(book: Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


if __name__ == "__main__":
    sys.exit(main())
