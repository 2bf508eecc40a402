#!/usr/bin/env python3
"""One script for everything a developer does: python3 dev.py VERB (see --help)."""

from __future__ import annotations

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - the sentence below is for whoever starts it so
    sys.exit("Python 3.11 이상이 필요합니다 / Python 3.11 or newer is needed")

import argparse
import subprocess
from typing import TYPE_CHECKING

from tools import checks, demo, processes, programs, setup
from tools.places import ROOT, child_environment, say, venv_python

if TYPE_CHECKING:
    from collections.abc import Callable

EPILOGUE = """
처음이라면 / first time:   python3 dev.py run      (시연 / the demonstration)
확인 / all checks:         python3 dev.py test
"""


def main() -> int:
    """Do what the command line asks for."""
    arguments = _parser().parse_args()
    processes.stop_on_signals()
    try:
        verb: Callable[[argparse.Namespace], int] = arguments.verb
        return verb(arguments)
    except KeyboardInterrupt:
        say("\n멈췄습니다 / stopped")
        return 130


def do_setup(_arguments: argparse.Namespace) -> int:
    """Prepare the checkout."""
    ready = setup.prepare()
    say("준비되었습니다 / ready" if ready else "위의 줄을 입력해 주십시오 / see the line above")
    return 0 if ready else 1


def do_test(arguments: argparse.Namespace) -> int:
    """Run every check."""
    setup.prepare()
    if arguments.windows:
        return _in_venv("tools.windows.tests", arguments.only)
    programs.install()
    return checks.run(long=arguments.long, fast=arguments.fast, only=arguments.only)


def do_run(arguments: argparse.Namespace) -> int:
    """Show the whole road from card to receipt."""
    setup.prepare()
    return demo.run(reset=arguments.reset, once=arguments.once, port=arguments.port)


def do_serve(arguments: argparse.Namespace) -> int:
    """Start the demo server alone."""
    setup.prepare()
    return demo.serve(port=arguments.port)


def do_app(arguments: argparse.Namespace) -> int:
    """Start the client program alone, with the demo data."""
    setup.prepare()
    return demo.app(arguments.rest)


def do_bench(_arguments: argparse.Namespace) -> int:
    """Run every benchmark."""
    setup.prepare()
    failed = 0
    for bench in sorted((ROOT / "benchmarks").glob("bench_*.py")):
        say(f"\n=== {bench.stem}")
        failed += _in_venv(f"benchmarks.{bench.stem}") != 0
    return 1 if failed else 0


def do_pack(arguments: argparse.Namespace) -> int:
    """Freeze the program, let it test itself, and make the installer of this system."""
    setup.prepare()
    words = [
        f"--{name}" for name in ("keep", "no-installer") if vars(arguments)[name.replace("-", "_")]
    ]
    line = [str(venv_python()), "packaging/pack.py", *words]
    return subprocess.run(line, cwd=ROOT, env=child_environment(), check=False).returncode


def do_texts(_arguments: argparse.Namespace) -> int:
    """Collect the sentences and bring the English catalogue up to date."""
    setup.prepare()
    return _in_venv("tools.texts", "update")


def _in_venv(*module: str) -> int:
    line = [str(venv_python()), "-m", *module]
    return subprocess.run(line, cwd=ROOT, env=child_environment(), check=False).returncode


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="dev.py",
        description="직접생산 증빙 프로그램의 개발 도구 / developer's tool of vendorclient",
        epilog=EPILOGUE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    _verb(verbs, "setup", do_setup, "준비: .venv와 꾸러미 / make everything ready")
    run = _verb(verbs, "run", do_run, "시연: 서버와 프로그램 / the demonstration")
    run.add_argument("--reset", action="store_true", help="처음부터 다시 / start anew")
    run.add_argument("--once", action="store_true", help="한 번 하고 끝냄 / do it once and exit")
    _port(run)
    test = _verb(verbs, "test", do_test, "모든 검사 / every check")
    test.add_argument("--long", action="store_true", help="긴 시험도 / the long tests too")
    test.add_argument("--fast", action="store_true", help="커버리지 없이 / without coverage")
    test.add_argument("-k", dest="only", default="", metavar="WORD", help="이 시험만 / only these")
    windows = "Windows에서의 시험, wine으로 / the client's tests on Windows, under wine"
    test.add_argument("--windows", action="store_true", help=windows)
    _port(_verb(verbs, "serve", do_serve, "시연 서버만 / the demo server alone"))
    app = _verb(verbs, "app", do_app, "프로그램만 / the client alone")
    app.add_argument("rest", nargs=argparse.REMAINDER, metavar="…", help="명령 / its own words")
    _verb(verbs, "bench", do_bench, "성능 측정 / benchmarks, as ratios to baselines")
    pack = _verb(verbs, "pack", do_pack, "설치 파일 만들기 / make the installer of this system")
    pack.add_argument("--keep", action="store_true", help="전에 만든 것으로 / what was frozen")
    pack.add_argument("--no-installer", action="store_true", help="설치 파일 없이 / freeze only")
    _verb(verbs, "texts", do_texts, "번역 목록 / collect texts, update and compile the English")
    return parser


def _verb(
    verbs: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    action: Callable[[argparse.Namespace], int],
    explanation: str,
) -> argparse.ArgumentParser:
    verb = verbs.add_parser(name, help=explanation, description=explanation)
    verb.set_defaults(verb=action)
    return verb


def _port(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=0, help="서버 포트 / port of the server")


if __name__ == "__main__":
    sys.exit(main())
