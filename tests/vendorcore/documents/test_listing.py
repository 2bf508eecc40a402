import io

from openpyxl import load_workbook

from vendorcore.documents.listing import write_listing


def test_table_has_its_heading_and_no_formula() -> None:
    target = io.BytesIO()
    write_listing("계약", ("이름",), [("=1+1",), ("@x",), ("",)], target)
    sheet = load_workbook(target).worksheets[0]
    assert [cell.value for cell in sheet["A"]] == ["이름", "=1+1", "@x"]
    assert {cell.data_type for cell in sheet["A"]} == {"s"}
