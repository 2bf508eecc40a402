"""Lays the bill of materials and the checksums beside the installers, named after the system."""

from __future__ import annotations

import platform
import shutil
from importlib.util import find_spec

from bill import bill_of_materials
from places import BUILD, INSTALLERS, write_checksums


def main() -> None:
    """Write SHA256SUMS-…, and sbom-….cdx.json of the program and of the server."""
    here = f"{platform.system().lower()}-{platform.machine().lower()}"
    shutil.copy(bill_of_materials(BUILD / "work"), INSTALLERS / f"sbom-{here}.cdx.json")
    if find_spec("django"):  # the server is the same on each system, and built on one of them
        shutil.copy(bill_of_materials(BUILD / "work", "server"), INSTALLERS)
    (INSTALLERS / "SHA256SUMS").unlink(missing_ok=True)
    sums = write_checksums(INSTALLERS)
    sums.replace(INSTALLERS / f"SHA256SUMS-{here}")


if __name__ == "__main__":
    main()
