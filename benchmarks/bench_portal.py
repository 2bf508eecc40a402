"""The portal over many contracts against its bare SQL; others while somebody guesses passwords.

python -m benchmarks.bench_portal [--contracts N] [--pieces N]
"""

from __future__ import annotations

import argparse
import concurrent.futures
import os
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.many_pieces import Filled

LIST_GOAL, LIST_GOAL_S, GUESS_GOAL, CLIENTS = 3.0, 0.2, 2.0, 100
GUESSES, ASKED = 1_000, 40


def main() -> int:
    """Measure on a folder of its own; 0 when every goal is met."""
    asked = _arguments()
    with tempfile.TemporaryDirectory() as scratch:
        _start(Path(scratch))
        return 0 if _measure(asked.contracts, asked.pieces) else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--contracts", type=int, default=10_000)
    parser.add_argument("--pieces", type=int, default=1_000_000)
    return parser.parse_args()


def _start(scratch: Path) -> None:
    """Make a data folder and its tables."""
    from vendorserver.settings.folder import make_folder, mark_ready

    make_folder(scratch / "data", name="bench", demo=False)
    mark_ready(scratch / "data")
    os.environ["VENDORSERVER_DATA"] = str(scratch / "data")
    os.environ["DJANGO_SETTINGS_MODULE"] = "vendorserver.settings.django"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def _measure(contracts: int, pieces: int) -> bool:
    from benchmarks.many_pieces import filled
    from tests.vendorserver.browser.serving import served

    began = time.perf_counter()
    world = filled(contracts, pieces)
    print(f"filled in {time.perf_counter() - began:.0f} s")
    met = [_list_against_sql(world)]
    with served() as url:
        met.append(_others_while_guessing(url, world))
        met.append(_many_clients(url, world))
    return all(met)


# What the page shows, asked by hand as fast as the tables and their indexes can answer: first the
# newest 25 of the institution, then what is counted of these alone.
BARE = """
WITH page AS (SELECT c.* FROM vendorserver_contract c
              WHERE c.state <> 'draft' AND c.method <> 'PRACTICE'
              AND EXISTS (SELECT 1 FROM vendorserver_contractparty p
                          WHERE p.contract_id = c.id AND p.institution_id = %s)
              ORDER BY c.created_at DESC, c.id DESC LIMIT 25)
SELECT page.id, page.name, page.number, page.signed_on, page.due_on, page.state, v.name,
       p.id, p.starts_on, p.ends_on, p.photos, p.record,
       (SELECT COUNT(*) FROM vendorserver_attachment a
        LEFT JOIN vendorserver_withdrawal w ON w.attachment_id = a.id
        WHERE a.contract_id = page.id AND a.process_id = p.id AND w.id IS NULL),
       (SELECT COUNT(*) FROM vendorserver_attachment a
        LEFT JOIN vendorserver_withdrawal w ON w.attachment_id = a.id
        WHERE a.contract_id = page.id AND a.process_id = p.id AND w.id IS NULL
        AND 'accepted' = (SELECT r.state FROM vendorserver_review r WHERE r.attachment_id = a.id
                          ORDER BY r.at DESC, r.id DESC LIMIT 1))
FROM page JOIN vendorserver_vendor v ON v.id = page.vendor_id
LEFT JOIN vendorserver_contractprocess p ON p.contract_id = page.id
"""
COUNTED = """
SELECT COUNT(*) FROM vendorserver_contract c
WHERE c.state <> 'draft' AND c.method <> 'PRACTICE' AND c.id IN
  (SELECT contract_id FROM vendorserver_contractparty WHERE institution_id = %s)
"""


def _list_against_sql(world: Filled) -> bool:
    """The whole page against the two queries that it cannot do without, and by the clock."""
    from django.conf import settings
    from django.db import connection
    from django.test import Client

    from benchmarks.ratio import compare, cpu_seconds, seconds

    browser = Client(SERVER_NAME="127.0.0.1")
    browser.cookies[settings.SESSION_COOKIE_NAME] = world.session

    def page() -> None:
        assert browser.get("/contracts").status_code == 200

    def bare() -> None:
        with connection.cursor() as cursor:
            for query in (BARE, COUNTED):
                cursor.execute(query, [world.institution])
                cursor.fetchall()

    page()
    result = compare("list of contracts against its bare SQL", page, bare, goal=LIST_GOAL, rounds=9)
    took = sorted(seconds(page) for _ in range(9))
    busy = sorted(cpu_seconds(page) for _ in range(9))[4]
    # Other work on the computer only adds: the quickest of some is nearest to the page's own time.
    best, usual, work, most = (round(one * 1000) for one in (took[0], took[4], busy, LIST_GOAL_S))
    met = "ok" if took[0] <= LIST_GOAL_S else "MISSED"
    print(f"list of contracts, {best} ms at best  goal <= {most} ms {met}")
    print(f"  {usual} ms usually, {work} ms of them at work")
    return result.ratio <= result.goal and took[0] <= LIST_GOAL_S


def _others_while_guessing(url: str, world: Filled) -> bool:
    """The calls of others while a thousand wrong passwords come from one address."""
    import requests

    call = _caller(url, world)
    alone = _median(call, ASKED)
    stop, sent = threading.Event(), []

    def guess() -> None:
        with requests.Session() as browser:
            token = browser.get(f"{url}/sign-in", timeout=60).text.partition('csrfmiddlewaretoken"')
            word = token[2].partition('value="')[2].partition('"')[0]
            said = {"csrfmiddlewaretoken": word, "login": "nobody", "password": "wrong"}
            while not stop.is_set() and len(sent) < GUESSES:
                sent.append(browser.post(f"{url}/sign-in", said, timeout=60).status_code)

    threads = [threading.Thread(target=guess) for _ in range(4)]
    for thread in threads:
        thread.start()
    disturbed = _median(call, ASKED)
    for thread in threads:
        thread.join(300)
    ratio = disturbed / alone
    word = "ok" if ratio <= GUESS_GOAL else "MISSED"
    print(f"others' calls while {len(sent)} passwords are guessed: {ratio:.2f}  goal <= 2.0 {word}")
    return ratio <= GUESS_GOAL and len(sent) >= GUESSES


def _many_clients(url: str, world: Filled) -> bool:
    """A hundred clients that ask for news and contracts at once."""
    call = _caller(url, world)
    wrong: list[str] = []

    def sync(_number: int) -> None:
        for path in (
            "/api/v1/changes?wait=0",
            "/api/v1/contracts?limit=5",
            "/api/v1/changes?wait=1",
        ):
            try:
                call(path)
            except Exception as error:
                wrong.append(repr(error))

    began = time.perf_counter()
    with concurrent.futures.ThreadPoolExecutor(CLIENTS) as crowd:
        list(crowd.map(sync, range(CLIENTS)))
    took = time.perf_counter() - began
    print(
        f"{CLIENTS} clients, 3 calls each: {len(wrong)} errors  goal 0  ({took:.1f} s)", wrong[:3]
    )
    return not wrong


def _caller(url: str, world: Filled) -> Callable[..., None]:
    import requests

    def call(path: str = "/api/v1/contracts?limit=5") -> None:
        headers = {"Authorization": f"Bearer {world.token}"}
        requests.get(url + path, headers=headers, timeout=60).raise_for_status()

    return call


def _median(call: Callable[[], None], times: int) -> float:
    from benchmarks.ratio import seconds

    return sorted(seconds(call) for _ in range(times))[times // 2]


if __name__ == "__main__":
    sys.exit(main())
