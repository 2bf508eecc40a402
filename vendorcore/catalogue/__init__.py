"""The catalogues: institutions, products, their processes, ways of contracting."""

from vendorcore.catalogue.holidays import holidays
from vendorcore.catalogue.institutions import find_institutions, institutions
from vendorcore.catalogue.methods import MethodEntry, contract_methods
from vendorcore.catalogue.products import (
    Product,
    ProductProcess,
    find_products,
    processes_of,
    products,
)

__all__ = [
    "MethodEntry",
    "Product",
    "ProductProcess",
    "contract_methods",
    "find_institutions",
    "find_products",
    "holidays",
    "institutions",
    "processes_of",
    "products",
]
