"""A desktop computer gets no web framework."""

import re
import tomllib

from tests.house.running import python
from tools.places import LOCK, PROJECT

IMPORT_EVERYTHING = """
import importlib, pkgutil, sys
import vendorclient
ELSEWHERE = ("vendorclient.devices.windows", "vendorclient.devices.macos")
for module in pkgutil.walk_packages(vendorclient.__path__, "vendorclient."):
    if module.name.endswith("__main__"):
        continue
    try:
        importlib.import_module(module.name)
    except ImportError as error:  # another system's driver, whose library is not here
        if not module.name.startswith(ELSEWHERE):
            raise error
print(sorted({"django", "ninja", "uvicorn", "vendorserver"} & set(sys.modules)))
"""
SERVER_ONLY = ("django", "django-ninja", "uvicorn", "argon2-cffi", "psycopg", "boto3")


def test_desktop_extra_asks_for_nothing_of_the_server() -> None:
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["desktop"]]
    names = {re.split(r"[^a-z0-9-]", line.lower())[0] for line in wanted}

    assert names.isdisjoint(SERVER_ONLY)


def test_nothing_that_the_desktop_needs_asks_for_django() -> None:
    asked_by = re.search(
        r"^django==[^#]*# via\n((?:    #   \S.*\n)+)", LOCK.read_text("utf-8"), re.M
    )

    assert asked_by
    askers = set(re.findall(r"#   (\S+)", asked_by[1]))
    assert askers <= {"vendorclient", "django-ninja", "django-stubs", "django-stubs-ext"}


def test_client_modules_import_no_django() -> None:
    done = python("-c", IMPORT_EVERYTHING)

    assert (done.returncode, done.stdout.strip()) == (0, "[]"), done.stderr
