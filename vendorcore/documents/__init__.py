"""Papers for the file: the photo ledger (사진대지) as PDF and as a spreadsheet."""

from vendorcore.documents.ledger import write_ledger
from vendorcore.documents.listing import write_listing
from vendorcore.documents.record import Ledger, LedgerEntry
from vendorcore.documents.sheet import write_sheet

__all__ = ["Ledger", "LedgerEntry", "write_ledger", "write_listing", "write_sheet"]
