"""Korean unless the reader or the computer says otherwise."""

import pytest

from vendorcore.text import Language

from vendorclient.cli.language import choose


@pytest.mark.parametrize(
    ("words", "environment", "language"),
    [
        ([], {}, Language.KO),
        ([], {"LANG": "C.UTF-8"}, Language.KO),
        ([], {"LC_ALL": "POSIX"}, Language.KO),
        ([], {"LANG": "ko_KR.UTF-8"}, Language.KO),
        ([], {"LANG": "en_US.UTF-8"}, Language.EN),
        ([], {"LANG": "de_DE.UTF-8"}, Language.EN),
        ([], {"LANG": "en_US.UTF-8", "LC_ALL": "ko_KR.UTF-8"}, Language.KO),
        (["--lang", "en"], {"LANG": "ko_KR.UTF-8"}, Language.EN),
        (["--lang=ko", "status"], {"LANG": "en_US.UTF-8"}, Language.KO),
        (["--lang", "ko", "status", "--lang", "en"], {}, Language.EN),
        (["status", "--lang"], {}, Language.KO),
    ],
)
def test_the_reader_comes_before_the_computer(
    words: list[str], environment: dict[str, str], language: Language
) -> None:
    assert choose(words, environment, lambda: "") is language


@pytest.mark.parametrize(("told", "language"), [("ko_KR", Language.KO), ("en_US", Language.EN)])
def test_windows_own_language_counts_where_no_variable_names_one(
    told: str, language: Language
) -> None:
    assert choose([], {}, lambda: told) is language
