"""The catalogues: institutions, products, their processes, ways of contracting."""

from vendorcore.catalogue.holidays import holidays
from vendorcore.catalogue.institutions import (
    InstitutionEntry,
    classes_of,
    entry_id,
    find_institutions,
    institution_entries,
    institutions,
    search_institutions,
)
from vendorcore.catalogue.materials import material_columns, material_columns_from
from vendorcore.catalogue.methods import MethodEntry, contract_methods
from vendorcore.catalogue.products import (
    Product,
    ProductProcess,
    find_products,
    kinds_of,
    processes_of,
    products,
    search_products,
)

__all__ = [
    "InstitutionEntry",
    "MethodEntry",
    "Product",
    "ProductProcess",
    "classes_of",
    "contract_methods",
    "entry_id",
    "find_institutions",
    "find_products",
    "holidays",
    "institution_entries",
    "institutions",
    "kinds_of",
    "material_columns",
    "material_columns_from",
    "processes_of",
    "products",
    "search_institutions",
    "search_products",
]
