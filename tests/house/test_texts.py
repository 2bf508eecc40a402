"""Every sentence exists in both languages and is written in a way that can be translated."""

import ast
import io

from babel.messages.catalog import Catalog

from tools import shape, texts
from tools.places import CODE, ROOT

FUNCTIONS = {"_", "n_", "_mark"}


def calls() -> list[tuple[str, ast.Call]]:
    """Return every call that makes a sentence, with the place where it stands."""
    return [
        (f"{file.relative_to(ROOT)}:{node.lineno}", node)
        for file in shape.files(ROOT, CODE)
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in FUNCTIONS
    ]


def test_english_is_complete_and_has_the_same_places() -> None:
    assert texts.check() == []


def test_no_sentence_is_built_from_pieces() -> None:
    pieces = ast.JoinedStr | ast.BinOp | ast.Call

    assert [at for at, call in calls() if call.args and isinstance(call.args[0], pieces)] == []


def test_sentences_of_pages_are_collected() -> None:
    page = io.BytesIO('{% t "안녕" %} {% n "사진 {n}장" "사진 {n}장들" count %}'.encode())

    found = [message for _line, _function, message, _comments in texts.template_texts(page, 0, 0)]

    assert found == ["안녕", ("사진 {n}장", "사진 {n}장들")]


def test_a_sentence_that_counts_from_now_on_asks_for_both_translations() -> None:
    kept, fresh = Catalog("en"), Catalog("en")
    kept.add("계약", "Contract")
    fresh.add(("계약", "계약"))
    texts._take_over(fresh, kept)
    assert not any(fresh["계약"].string)


def test_the_compiled_catalogue_is_the_same_at_any_minute() -> None:
    assert texts.UNDATED.strftime("%Y-%m-%d %H:%M").encode() in texts._mo_bytes(texts.read())
