"""Repeats measured: how right the grades are, what candidates find, how fast.

    python -m benchmarks.repeats [127000 1000000] [--fit]

First the pairs that were judged (`repeats_pairs`), which needs the corpus; `--fit`
prints the weights fitted to them. Then what States were asked again, each of a thousand
recommendations. Then, at each size, an index is built as `upright reindex` does, of the
rows of `search_rows`, in three quarters of which some words are replaced by others, so
that likeness has every degree. Forty recommendations are looked for as on the page of
an item and as on the page of repeats; what twenty of them should have found is worked
out by comparing them with every row.
"""

import argparse
import os
import random
import resource
import shutil
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from heapq import nlargest
from itertools import islice
from pathlib import Path
from typing import Any

import django

from benchmarks.corpus import ROOT

ASKED = 40
EXACT = 20  # of them compared with every row
DEPTHS = (10, 20)
FIRST = 17_000  # rows that are not repeated: of these is asked
OF_STATE = 1_000  # recommendations among which is looked for what was asked again


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure the grades, then each size."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "upright.settings")
    django.setup()
    parser = argparse.ArgumentParser(prog="benchmarks.repeats")
    parser.add_argument("sizes", nargs="*", type=int, default=[127_000, 1_000_000])
    parser.add_argument("--fit", action="store_true", help="print fitted weights")
    chosen = parser.parse_args(arguments)
    measure_grades(chosen.fit)
    measure_again()
    for size in chosen.sizes:
        folder = Path(tempfile.mkdtemp(prefix="upright-bench-"))
        try:
            measure(folder, size)
        finally:
            shutil.rmtree(folder)


def measure_grades(with_fit: bool) -> None:
    """Print precision and recall of the grades on judged pairs."""
    from benchmarks import repeats_pairs  # noqa: PLC0415 -- needs numpy

    folder = Path(os.environ.get("UPR_CORPUS", ROOT.parent / "shared" / "corpus"))
    if not (folder / "gold" / "dihr").is_dir():
        print(f"Grades are not measured: there are no texts in {folder}.")
        return
    repeats_pairs.report(folder)
    if with_fit:
        print(repeats_pairs.fitted_weights(folder))


def measure_again() -> None:
    """Print what it takes to find what a State was asked again, nothing known yet."""
    from upr.repeats import Asked, asked_again  # noqa: PLC0415
    from upright.search.repeats import asked_from  # noqa: PLC0415

    of_state: defaultdict[str, list[Asked]] = defaultdict(list)
    for row in varied(127_000):
        of_state[row.state].append(asked_from(row))
    works = []
    for own in of_state.values():
        if len(own) >= OF_STATE:
            work = time.process_time()
            asked_again(own[:OF_STATE])
            works.append(time.process_time() - work)
    print(
        f"Asked again, {OF_STATE:,} recommendations each of {len(works)} States: median"
        f" {statistics.median(works):.2f} s of processor, at most {max(works):.2f}"
    )


def varied(number: int) -> Iterator[Any]:
    """`number` rows; in three quarters of them some words are others."""
    from benchmarks.search_rows import rows  # noqa: PLC0415 -- Django first

    every = [word for row in rows(FIRST) for word in row.text.split()]
    for row in rows(number):
        chance = random.Random(row.recommendation_id)
        share = chance.choice((0.0, 0.1, 0.3, 0.5))
        words = [
            chance.choice(every) if chance.random() < share else word
            for word in row.text.split()
        ]
        yield replace(row, text=" ".join(words)) if share else row


def measure(folder: Path, size: int) -> None:
    """Build, ask, and compare with what there is to be found."""
    # Late, because Django must be set up first.
    from benchmarks.search_rows import rows  # noqa: PLC0415
    from upright.search.following import build  # noqa: PLC0415
    from upright.search.repeats import asked_from  # noqa: PLC0415
    from upright.search.storage import Store  # noqa: PLC0415

    store = Store(folder / "index")
    index = store.new_folder()
    build(index, varied(size), 10**6)
    store.publish(index)
    snapshot = store.snapshot()
    chosen = random.Random(5).sample(list(islice(rows(FIRST), FIRST)), ASKED)
    asked = [asked_from(row) for row in chosen]
    print(f"{size:>9,} (load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores)")
    for most, name in ((200, "page of an item"), (400, "page of repeats")):
        measure_speed(snapshot, asked, most, name)
    print(f"{'':9} memory: at most {_most_memory()} MB, the building included")
    measure_recall(snapshot, asked[:EXACT], size)


def measure_speed(snapshot: Any, asked: Sequence[Any], most: int, name: str) -> None:
    """Print how long the same State and the others take together."""
    from upright.search.repeats import Wanted, repeats_in  # noqa: PLC0415

    walls, works = [], []
    for one in asked:
        wall, work = time.perf_counter(), time.process_time()
        repeats_in(snapshot, Wanted(one, most=most))
        walls.append(1000 * (time.perf_counter() - wall))
        works.append(1000 * (time.process_time() - work))
    for clock, times in (("by the clock", walls), ("of processor", works)):
        late = sorted(times)[round(0.95 * (len(times) - 1))]
        print(
            f"{'':9} {name} ({most} candidates), {clock}:"
            f" p50 {statistics.median(times):.1f} ms, p95 {late:.1f} ms",
            flush=True,
        )


def measure_recall(snapshot: Any, asked: Sequence[Any], size: int) -> None:
    """Print what share of the best is found, whatever State it is to."""
    from upr.repeats import Asked, Grade, compare, least_score  # noqa: PLC0415
    from upr.repeats.meaning import meaning_of  # noqa: PLC0415
    from upright.search.repeats import Wanted, repeats_in  # noqa: PLC0415

    bar = least_score(Grade.MATTER)
    meanings = [meaning_of(one.text) for one in asked]
    scores: list[list[float]] = [[] for _one in asked]
    for row in varied(size):
        other = meaning_of(row.text)
        for own, mine in zip(meanings, scores, strict=True):
            score = compare(own, other, least=bar).score
            if score >= bar:
                mine.append(score)
    for most in (200, 400):
        wanted = [
            Wanted(Asked("", "", one.text), most=most, least=Grade.MATTER)
            for one in asked
        ]
        found = [[it.score for it in repeats_in(snapshot, w).found] for w in wanted]
        shares = [f"@{k} {_share(scores, found, k):.3f}" for k in DEPTHS]
        near = _near_share(scores, found, least_score(Grade.NEARLY), most)
        print(
            f"{'':9} {most} candidates: recall {', '.join(shares)};"
            f" of all nearly the same {near:.3f}",
            flush=True,
        )


def _most_memory() -> int:
    """Megabytes that this process has held at most; pages of the index are in it."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _share(
    exact: Sequence[Sequence[float]], found: Sequence[Sequence[float]], depth: int
) -> float:
    """The mean share of the best `depth` whose scores are reached."""
    shares = []
    for true, own in zip(exact, found, strict=True):
        best = nlargest(depth, true)
        reached = sum(
            mine >= theirs - 1e-9
            for mine, theirs in zip(nlargest(depth, own), best, strict=False)
        )
        shares.append(reached / len(best) if best else 1.0)
    return statistics.mean(shares)


def _near_share(
    exact: Sequence[Sequence[float]],
    found: Sequence[Sequence[float]],
    bar: float,
    most: int,
) -> float:
    """The mean share of all at or above a score, of at most as many as are read."""
    shares = []
    for true, own in zip(exact, found, strict=True):
        every = min(most, sum(score >= bar for score in true))
        reached = sum(score >= bar for score in own)
        shares.append(min(1.0, reached / every) if every else 1.0)
    return statistics.mean(shares)


if __name__ == "__main__":
    main()
