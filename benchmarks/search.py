"""Search measured: query, 20 marked hits and all facets, in process, nothing cached.

    python -m benchmarks.search [127000 1000000] [--rivals] [--each]

Prints for each size how fast the index was built and how long the 40 questions took,
each asked five times in a shuffled order, every time taken; once by the clock and once
in processor time, which says something on a busy machine too. With --rivals the same
questions go to Datasette on SQLite FTS5 (over HTTP, with the same facets) and to a
plain PostgreSQL full-text query (hits alone: it has no facets), where there are such.
"""

import argparse
import os
import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import django

ROUNDS = 5


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure at each size."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "upright.settings")
    django.setup()
    parser = argparse.ArgumentParser(prog="benchmarks.search")
    parser.add_argument("sizes", nargs="*", type=int, default=[127_000, 1_000_000])
    parser.add_argument("--rivals", action="store_true")
    parser.add_argument("--each", action="store_true", help="print every question")
    chosen = parser.parse_args(arguments)
    for size in chosen.sizes:
        measure(size, chosen.rivals, chosen.each)


def measure(size: int, with_rivals: bool, with_each: bool) -> None:
    """Build, ask, and clear away."""
    folder = Path(tempfile.mkdtemp(prefix="upright-bench-"))
    try:
        measure_upright(folder, size, with_each)
        if with_rivals:
            # Imported late: their libraries are no part of the platform.
            from benchmarks import search_rivals  # noqa: PLC0415

            search_rivals.measure(folder, size)
    finally:
        shutil.rmtree(folder)


def measure_upright(folder: Path, size: int, with_each: bool) -> None:
    """Build the index as `upright reindex` does, and ask it as a page does."""
    # Late, because Django must be set up first.
    from benchmarks.search_queries import QUESTIONS  # noqa: PLC0415
    from benchmarks.search_rows import rows  # noqa: PLC0415
    from upright.search.following import build  # noqa: PLC0415
    from upright.search.queries import FACETS, find_in  # noqa: PLC0415
    from upright.search.storage import Store  # noqa: PLC0415

    made = list(rows(size))
    store = Store(folder / "index")
    index = store.new_folder()
    begun, worked = time.perf_counter(), time.process_time()
    build(index, made, 10**6)
    seconds, worked = time.perf_counter() - begun, time.process_time() - worked
    del made
    store.publish(index)
    report_build("Upright", size, seconds)
    print(f"{'':9} of two cores together {worked:.1f} s")
    snapshot = store.snapshot()
    find_in(snapshot, QUESTIONS[0].request)

    def answer(number: int) -> object:
        return find_in(snapshot, QUESTIONS[number].request)

    report(f"Upright, in process: hits and {len(FACETS)} facets", ask(answer))
    times = ask(answer, time.process_time)
    report("the same in processor time, however busy the machine", times)
    if with_each:
        for question, own in zip(QUESTIONS, times, strict=True):
            found = find_in(snapshot, question.request).totals
            print(
                f"    {statistics.median(own) * 1000:8.1f} ms {found.items:9,} items "
                f"{question.kind}: {question.upright} {dict(question.filters)}"
            )


def ask(
    answer: Callable[[int], object],
    clock: Callable[[], float] = time.perf_counter,
    rounds: int = ROUNDS,
) -> list[list[float]]:
    """Seconds for each question, asked some times each, in a shuffled order."""
    order = [number for number in range(40) for _round in range(rounds)]
    random.Random(3).shuffle(order)
    times: list[list[float]] = [[] for _number in range(40)]
    for number in order:
        begun = clock()
        answer(number)
        times[number].append(clock() - begun)
    return times


def report_build(name: str, size: int, seconds: float) -> None:
    """Print how fast something was built, and how busy the machine is."""
    load = os.getloadavg()[0]
    print(
        f"{size:>9,} {name}: built in {seconds:.1f} s, {size / seconds:,.0f} records/s "
        f"(load {load:.1f} on {os.cpu_count()} cores)",
        flush=True,
    )


def report(name: str, times: Sequence[Sequence[float]]) -> None:
    """Print the median and the 95th percentile of all times."""
    every = sorted(1000 * seconds for own in times for seconds in own)
    middle = statistics.median(every)
    late = every[round(0.95 * (len(every) - 1))]
    print(f"{'':9} {name}: p50 {middle:.1f} ms, p95 {late:.1f} ms", flush=True)


if __name__ == "__main__":
    main()
