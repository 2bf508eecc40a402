"""The lock serves every platform and tells nobody where it was made."""

import itertools
import re
import tomllib

from packaging.requirements import Requirement

from tools.places import LOCK, PROJECT

LOCKED = LOCK.read_text(encoding="utf-8")


def test_lock_holds_both_lines_of_pyside() -> None:
    for name in ("pyside6-essentials", "pyside6-addons", "shiboken6"):
        old, new = re.findall(rf"^{name}==(\S+) ; python_full_version (\S+) '3.12'", LOCKED, re.M)

        assert old[1] == "<"
        assert tuple(map(int, old[0].split("."))) < (6, 12)
        assert new[1] == ">="


def test_lock_names_no_host() -> None:
    assert not re.search(r"https?://|file://|--index-url|--find-links", LOCKED)


def test_every_locked_package_has_hashes() -> None:
    pins = re.findall(r"^(\S+==\S+)(?:(?!^\S)[\s\S])*?--hash=sha256:", LOCKED, re.M)

    assert len(pins) == len(re.findall(r"^\S+==", LOCKED, re.M))


def test_every_requirement_of_the_project_is_locked() -> None:
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    wanted = [*project["dependencies"], *itertools.chain(*extras)]
    locked = set(re.findall(r"^([a-z0-9._-]+)(?:\[.*\])?==", LOCKED, re.M))

    assert {Requirement(line).name.lower() for line in wanted} <= locked
