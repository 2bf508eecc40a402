"""Lays the bill of materials and the checksums beside the installers, named after the system."""

from __future__ import annotations

import platform
import shutil

from bill import bill_of_materials
from places import BUILD, INSTALLERS, write_checksums


def main() -> None:
    """Write SHA256SUMS-… and sbom-….cdx.json."""
    here = f"{platform.system().lower()}-{platform.machine().lower()}"
    shutil.copy(bill_of_materials(BUILD / "work"), INSTALLERS / f"sbom-{here}.cdx.json")
    (INSTALLERS / "SHA256SUMS").unlink(missing_ok=True)
    sums = write_checksums(INSTALLERS)
    sums.replace(INSTALLERS / f"SHA256SUMS-{here}")


if __name__ == "__main__":
    main()
