"""Papers for the file: ledger and contract as PDF, tables as spreadsheets, out and in."""

from vendorcore.documents.contract_sheet import write_contract_sheet
from vendorcore.documents.ledger import LAYOUTS, write_ledger
from vendorcore.documents.listing import write_listing
from vendorcore.documents.record import Ledger, LedgerEntry
from vendorcore.documents.sheet import write_sheet
from vendorcore.documents.statement import (
    Statement,
    read_statement,
    statement_of,
    write_statement,
)

__all__ = [
    "LAYOUTS",
    "Ledger",
    "LedgerEntry",
    "Statement",
    "read_statement",
    "statement_of",
    "write_contract_sheet",
    "write_ledger",
    "write_listing",
    "write_sheet",
    "write_statement",
]
