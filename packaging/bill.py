"""Which libraries an installation brings along: a bill of materials (CycloneDX) and licences."""

from __future__ import annotations

import hashlib
import json
import re
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any
from uuid import UUID

from native import NATIVE

_LICENCE = re.compile(r"(?:^|/)(?:licen[cs]e|copying|notice|authors)[^/]*$", re.IGNORECASE)


def distributions(extra: str = "desktop") -> list[Distribution]:
    """Return what the desktop program needs here, by the metadata of what is installed."""
    waiting, seen = [("vendorclient", extra)], {}
    while waiting:
        name, wanted = waiting.pop()
        key = name.lower().replace("_", "-")
        if key in seen:
            continue
        try:
            seen[key] = found = distribution(name)
        except PackageNotFoundError:  # a dependency of another system
            continue
        waiting += [(one, "") for one in _needs(found, wanted)]
    return sorted(seen.values(), key=lambda one: one.name.lower())


def _needs(found: Distribution, extra: str) -> list[str]:
    from packaging.requirements import Requirement

    needs = [Requirement(line) for line in found.requires or ()]
    return [
        one.name for one in needs if one.marker is None or one.marker.evaluate({"extra": extra})
    ]


def components(extra: str = "desktop") -> list[dict[str, Any]]:
    """Return the libraries as CycloneDX components, the native ones inside wheels included."""
    found = [_component(one) for one in distributions(extra) if one.name != "vendorclient"]
    found += [
        {"type": "library", "name": one.name, "version": one.version}
        for one in NATIVE
        if one.is_here
    ]
    python = ".".join(map(str, sys.version_info[:3]))
    return [*found, {"type": "platform", "name": "CPython", "version": python}]


def bill_of_materials(folder: Path, extra: str = "desktop") -> Path:
    """Write sbom.cdx.json of a program; the same installation gives the same bytes."""
    parts = components(extra)
    serial = hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
    own = distribution("vendorclient")
    bill = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{UUID(serial[:32], version=5)}",
        "version": 1,
        "metadata": {"component": {**_component(own), "type": "application"}},
        "components": parts,
    }
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / ("sbom.cdx.json" if extra == "desktop" else f"sbom-{extra}.cdx.json")
    path.write_text(json.dumps(bill, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path


def licence_files() -> list[tuple[str, Path]]:
    """Return the licence texts of the libraries, each with the folder that names its library."""
    return [
        (found.name, Path(str(found.locate_file(file))))
        for found in distributions()
        for file in found.files or ()
        if _LICENCE.search(file.as_posix()) and "dist-info" in file.as_posix()
    ]


def _component(found: Distribution) -> dict[str, Any]:
    about = found.metadata
    licence = about.get("License-Expression") or about.get("License") or ""
    shown = {"licenses": [{"license": {"name": licence.splitlines()[0][:120]}}]} if licence else {}
    name = found.name.lower()
    purl = f"pkg:pypi/{name}@{found.version}"
    return {"type": "library", "name": found.name, "version": found.version, "purl": purl, **shown}
