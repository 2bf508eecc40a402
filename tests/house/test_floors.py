"""The floors of the house are kept."""

from tests.house.running import python


def test_imports_keep_the_floors() -> None:
    done = python("-c", "from importlinter.cli import lint_imports_command as run; run()")

    assert done.returncode == 0, done.stdout
