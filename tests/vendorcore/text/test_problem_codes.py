"""Each code of an error has one sentence: none overrides another."""

import ast
from collections import Counter
from pathlib import Path

from vendorcore import text

FILES = sorted(Path(text.__file__).parent.glob("*problems.py"))


def codes_in(path: Path) -> list[str]:
    tree = ast.parse(path.read_text("utf-8"))
    tables = [node for node in tree.body if isinstance(node, ast.AnnAssign)]
    return [
        str(key.value)
        for table in tables
        if isinstance(table.value, ast.Dict) and ast.unparse(table.target) != "PLAIN_PROBLEMS"
        for key in table.value.keys
        if isinstance(key, ast.Constant)
    ]


def test_no_code_has_two_sentences() -> None:
    found = Counter(code for path in FILES for code in codes_in(path))
    assert [code for code, times in found.items() if times > 1] == []
