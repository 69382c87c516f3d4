"""Whole pages measured over HTTP, with one worker: what a reader waits for.

    python -m benchmarks.pages [127000] [--home FOLDER]

An archive of that many recommendations is made in a folder of its own (rows of
`search_rows`, the index built from them as always), served as `upright serve` does,
and asked the 40 questions of `search_queries` five times each in a shuffled order.
Then the other pages. Every answer is a whole one: no ETag is sent. Beside the clock
stands what an answer takes of a processor, in all processes of the site.
"""

import argparse
import http.client
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import django

ROUNDS = 5
PORT = 8157
SEARCH = "search page: hits, facets, links, compressed"


def main() -> None:
    """Measure at one size."""
    parser = argparse.ArgumentParser(prog="benchmarks.pages")
    parser.add_argument("size", nargs="?", type=int, default=127_000)
    parser.add_argument("--home", type=Path, help="make the archive there, keep it")
    asked = parser.parse_args()
    home = asked.home or Path(tempfile.mkdtemp(prefix="upright-bench-"))
    is_made = (home / "index" / "current").is_file()
    os.environ["UPRIGHT_HOME"] = str(home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "upright.settings")
    django.setup()
    try:
        symbols = symbols_of_all() if is_made else fill(asked.size)
        measure(asked.size, symbols)
    finally:
        if asked.home is None:
            shutil.rmtree(home)


def symbols_of_all() -> list[str]:
    """Return the symbols of the documents of an archive that was kept, in order."""
    from upright.archive.models import Document  # noqa: PLC0415 -- Django first

    return list(Document.objects.order_by("pk").values_list("symbol", flat=True))


def fill(size: int) -> list[str]:
    """Make the archive and its index; return the symbols of its documents."""
    # Late, here and below, because Django must be set up first.
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import transaction  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from benchmarks.search_rows import rows  # noqa: PLC0415
    from upright.archive.actions import load_reference  # noqa: PLC0415
    from upright.archive.models import Change  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    load_reference(timezone.now())
    made = list(rows(size))
    documents = [list(group) for _, group in groupby(made, lambda row: row.document_id)]
    last = Change.objects.order_by("id").last()
    first = (last.id if last else 0) + 1
    moment = timezone.now()
    Change.objects.bulk_create(
        Change(id=number, kind="import", at=moment)
        for number in range(first, len(documents) + 1)
    )
    with transaction.atomic():  # else each row is written to the disk by itself
        for group in documents:
            _archive(group)
    _index(made, max(first - 1, len(documents)))
    return [group[0].symbol for group in documents]


def _archive(rows: list[Any]) -> None:
    """Write one document straight into the tables."""
    from benchmarks.made_up_readings import reading_of  # noqa: PLC0415
    from upright.archive import models  # noqa: PLC0415
    from upright.archive.payload import to_payload  # noqa: PLC0415

    one = rows[0]
    document = models.Document.objects.create(
        id=one.document_id, symbol=one.symbol, kind=one.kind, language="en",
        state_id=one.state, session=one.session, cycle=one.cycle, title=one.symbol,
        date=one.date, adopted=one.date, since=one.since,
    )  # fmt: skip
    version = models.DocumentVersion.objects.create(
        document=document, sha256=f"{one.document_id:064}", name="report.pdf",
        media_type="application/pdf", size=1, pages=20, since=one.since,
    )  # fmt: skip
    document.current_reading = models.Reading.objects.create(
        version=version, reader_version="1", layout="", read_at=_now(),
        payload=to_payload(reading_of(rows)), since=one.since,
    )  # fmt: skip
    document.save()
    models.Item.objects.bulk_create(_items(rows, document))
    models.Recommendation.objects.bulk_create(
        models.Recommendation(
            id=row.recommendation_id, item_id=row.item_id, order=row.item_order,
            text=row.text, addressee=row.addressee, position=row.position,
            position_at_report=row.position_at_report,
            is_certain=row.is_certain, since=row.since,
            codings=_by_scheme(row),
        )
        for row in rows
    )  # fmt: skip
    models.Attribution.objects.bulk_create(
        models.Attribution(
            recommendation_id=row.recommendation_id, order=order, state_id=state,
            printed_name=state,
        )
        for row in rows
        for order, state in enumerate(row.states, 1)
    )  # fmt: skip
    models.Position.objects.bulk_create(_positions(rows, document))


def _by_scheme(row: Any) -> dict[str, list[list[Any]]]:
    by_scheme: dict[str, list[list[Any]]] = {}
    for scheme, *own in row.codings:
        by_scheme.setdefault(scheme, []).append(own)
    return by_scheme


def _items(rows: list[Any], document: Any) -> Iterator[Any]:
    from upright.archive import models  # noqa: PLC0415

    for item_id, texts in groupby(rows, lambda row: row.item_id):
        held = list(texts)
        one = held[0]
        yield models.Item(
            id=item_id, document=document, reading=document.current_reading,
            key=one.item_key, read_key=one.item_key, order=one.order, paragraph="115",
            citation=one.citation, text="; ".join(row.text for row in held),
            state_id=one.state, session=one.session, cycle=one.cycle, date=one.date,
            since=one.since,
        )  # fmt: skip


def _positions(rows: list[Any], document: Any) -> Iterator[Any]:
    from upright.archive import models  # noqa: PLC0415

    for row in rows:
        if row.item_order == 1:
            yield models.Position(
                document=document, source=document, item_key=row.item_key,
                value=row.position, words="As printed.", date=row.date,
                since=row.since,
            )  # fmt: skip


def _now() -> Any:
    from django.utils import timezone  # noqa: PLC0415

    return timezone.now()


def _index(rows: list[Any], version: int) -> None:
    from upright.search.following import build  # noqa: PLC0415
    from upright.search.index import site_store  # noqa: PLC0415

    store = site_store()
    folder = store.new_folder()
    build(folder, rows, version)
    store.publish(folder)


def measure(size: int, symbols: list[str]) -> None:
    """Serve with one worker, and ask."""
    from benchmarks.search_queries import QUESTIONS  # noqa: PLC0415
    from upright.explore.addresses import write  # noqa: PLC0415

    command = [sys.executable, "-m", "upright.cli", "serve", "--workers", "1"]
    command += ["--port", str(PORT)]
    server = subprocess.Popen(command, start_new_session=True)
    try:
        _wait()
        searches = [f"/search/?{write(one.request)}" for one in QUESTIONS]
        documents = [f"/documents/{symbol}/" for symbol in symbols[:40]]
        items = [f"/recommendations/{symbol}/115.2/" for symbol in symbols[:40]]
        print(f"{size:>9,} recommendations, {len(symbols):,} documents, one worker")
        asked = {SEARCH: searches, "recommendation": items}
        asked |= _subjects() | _others(symbols) | {"document": documents}
        for name, addresses in asked.items():
            report(name, addresses, server.pid)
    finally:
        server.terminate()
        server.wait()


def _subjects() -> dict[str, list[str]]:
    """The pages of what is coded, all codings and the certain ones alone."""
    from upr.reference.groups import DIHR  # noqa: PLC0415
    from upr.reference.issues import ISSUES  # noqa: PLC0415
    from upr.reference.sdg import GOALS  # noqa: PLC0415

    every = {
        "issue": [f"/issues/{slug}/" for slug in ISSUES],
        "goal": [f"/sdgs/{number}/" for number in GOALS],
        "group of persons": [f"/persons/{slug}/" for slug in DIHR],
        "category of action": [f"/actions/{rank}/" for rank in range(1, 6)],
        "lists of these": ["/issues/", "/sdgs/", "/persons/", "/actions/"],
        "State": [f"/states/{iso3}/" for iso3 in ("CHE", "FRA", "PER", "SVN", "GAB")],
        "group of States": [f"/groups/{code}/" for code in ("africa", "asia-pacific")],
    }
    certain = [f"{address}?coding=certain" for address in every["issue"]]
    return every | {"issue, certain codings only": certain}


def _others(symbols: list[str]) -> dict[str, list[str]]:
    """The pages about States, reviews, repeats and changes; and those of lists."""
    states = ("CHE", "FRA", "PER", "SVN", "GAB")
    among = "&".join(f"state={iso3}" for iso3 in states[:3])
    return {
        "map of States": ["/states/", "/states/?figure=supported"],
        "what a State was asked again": [f"/states/{s}/repeats/" for s in states],
        "what changed for a State": [f"/states/{s}/changed/" for s in states],
        "repeats of a text": [
            f"/repeats/?symbol={symbol}&paragraph=115.2" for symbol in symbols[:10]
        ],
        "comparison": ["/compare/", f"/compare/?{among}"],
        "charts": ["/charts/"],
        "a chart": [
            f"/charts/{key}/" for key in ("positions", "top-issues", "sessions")
        ],
        "session": [f"/sessions/{number}/" for number in (5, 12, 20)],
        "review": [f"/reviews/{iso3}/2/" for iso3 in states],
        "calendar": ["/calendar/", "/countdown/"],
        "pledges": ["/pledges/", "/pledges/?q=law"],
        "home": ["/"],
        "list of documents": ["/documents/"],
    }


def _wait() -> None:
    for _attempt in range(300):
        try:
            _ask(http.client.HTTPConnection("127.0.0.1", PORT), "/search/")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("The site did not start.")


def _ask(connection: http.client.HTTPConnection, address: str) -> int:
    connection.request("GET", address, headers={"Accept-Encoding": "gzip"})
    response = connection.getresponse()
    body = response.read()
    if response.status != http.client.OK:
        raise SystemExit(f"{response.status} at {address}")
    return len(body)


def _work(session: int) -> float:
    """The seconds of a processor that the processes of a session have taken."""
    ticks = 0
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:  # it has ended
            continue
        if int(fields[3]) == session:
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def report(name: str, addresses: list[str], session: int) -> None:
    """Ask, and print the median and the 95th percentile of all answers."""
    order = addresses * ROUNDS
    random.Random(3).shuffle(order)
    connection = http.client.HTTPConnection("127.0.0.1", PORT)
    times, sizes = [], []
    work = _work(session)
    for address in order:
        begun = time.perf_counter()
        sizes.append(_ask(connection, address))
        times.append(1000 * (time.perf_counter() - begun))
    late = sorted(times)[round(0.95 * (len(times) - 1))]
    of_processor = 1000 * (_work(session) - work) / len(times)
    print(
        f"{'':9} {name}: p50 {statistics.median(times):.1f} ms, p95 {late:.1f} ms, "
        f"of a processor {of_processor:.1f} ms, "
        f"at most {max(sizes) / 1000:.1f} KB (load {os.getloadavg()[0]:.1f})",
        flush=True,
    )


if __name__ == "__main__":
    main()
