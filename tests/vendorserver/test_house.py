"""Rules of the server's house: migrations agree with the tables, rows have one way out."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from django.core.management import call_command

from vendorserver.services import visible

SERVER = Path(visible.__file__).resolve().parents[1]
GUARDED = {
    "Attachment",
    "Change",
    "Contract",
    "ContractItem",
    "ContractProcess",
    "Receipt",
    "Review",
    "Submission",
    "Withdrawal",
}


@pytest.mark.django_db
def test_the_migrations_agree_with_the_tables() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize("part", ["api", "portal", "uploads", "asgi.py", "cli"])
def test_rows_of_contracts_are_reached_through_the_viewer_alone(part: str) -> None:
    files = [SERVER / part] if part.endswith(".py") else sorted((SERVER / part).rglob("*.py"))
    found = [(file.name, name) for file in files for name in _managers(file)]
    assert [(file, name) for file, name in found if name in GUARDED] == []


def _managers(file: Path) -> list[str]:
    """Return the models whose manager a file uses: the X of X.objects."""
    nodes = ast.walk(ast.parse(file.read_text("utf-8")))
    managers = [node.value for node in nodes if isinstance(node, ast.Attribute) and _is_one(node)]
    return [ast.unparse(model).rpartition(".")[2] for model in managers]


def _is_one(node: ast.Attribute) -> bool:
    return node.attr in ("objects", "_base_manager", "_default_manager")
