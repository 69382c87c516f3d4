"""How right the rules of coding are: python -m benchmarks.rules [--write].

Each rule speaks for a code; people coded the same texts. Precision is the share of the
texts a rule speaks of to which people gave that code; coverage is the share of the
codes people gave for which some rule speaks. Each text of a review counts once. The
closed States were not looked at while the rules were drawn up. With `--write` the
counts of each rule go into rules.csv: no texts, only counts.
"""

import csv
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.corpus import corpus
from benchmarks.quality import HELD_OUT
from upr.coding.codes import Scheme
from upr.coding.corpus import Corpus, folded, load
from upr.coding.rules import Rule, rule_hits, rules

COUNTS = Path(__file__).with_name("rules.csv")
COLUMNS = (
    "scheme", "code", "phrase", "also", "source",
    "spoke_opened", "right_opened", "spoke_closed", "right_closed",
)  # fmt: skip


class Judged(NamedTuple):
    """A code that a rule spoke for in one text."""

    rule: Rule
    is_closed: bool
    is_right: bool


class Told(NamedTuple):
    """What the rules said of all texts."""

    judged: list[Judged]
    given: Counter[tuple[Scheme, bool]]  # codes people gave, by scheme and is_closed
    covered: Counter[tuple[Scheme, bool]]  # of these, with a rule that speaks for it


def judge(labelled: Corpus) -> Told:
    """What the rules say of each text, beside what people say."""
    told = Told([], Counter(), Counter())
    place = {label: at for at, label in enumerate(labelled.labels)}
    for row in _distinct(labelled):
        is_closed = labelled.keys[row][:3] in HELD_OUT
        spoken: set[tuple[Scheme, str]] = set()
        people = set(_given(labelled, row))
        for hit in rule_hits(labelled.texts[row]):
            label = place.get(f"{hit.scheme}/{hit.code}")
            if label is not None and not labelled.judged[row, label]:
                continue  # nobody looked
            code = hit.scheme, hit.code
            told.judged.append(Judged(hit.rule, is_closed, code in people))
            spoken.add(code)
        told.given.update((scheme, is_closed) for scheme, _ in people)
        told.covered.update((scheme, is_closed) for scheme, _ in people & spoken)
    return told


def _distinct(labelled: Corpus) -> Iterator[int]:
    """A row for each text of a review: States often ask in the same words."""
    seen = set()
    for row, (key, text) in enumerate(zip(labelled.keys, labelled.texts, strict=True)):
        place = key, folded(text)
        if place not in seen:
            seen.add(place)
            yield row


def _given(labelled: Corpus, row: int) -> Iterator[tuple[Scheme, str]]:
    yield Scheme.ACTION, str(labelled.action[row] + 1)
    for label in labelled.given[row].nonzero()[0]:
        scheme, _, code = labelled.labels[label].partition("/")
        yield Scheme(scheme), code


def print_schemes(told: Told) -> None:
    """One line for each scheme, opened and closed States beside each other."""
    for scheme in Scheme:
        figures = []
        for is_closed, name in ((False, "opened"), (True, "closed")):
            ours = [
                one.is_right
                for one in told.judged
                if (one.rule.scheme, one.is_closed) == (scheme, is_closed)
            ]
            covered = told.covered[scheme, is_closed] / told.given[scheme, is_closed]
            figures.append(
                f"{name}: precision {sum(ours) / len(ours):.3f} of {len(ours):6,},"
                f" coverage {covered:.3f}"
            )
        print(f"{scheme.value:12} " + "   ".join(figures))


def counts(told: Told) -> Iterator[tuple[object, ...]]:
    """The row of each rule in rules.csv."""
    spoke = Counter((one.rule, one.is_closed) for one in told.judged)
    right = Counter((one.rule, one.is_closed) for one in told.judged if one.is_right)
    for rule in rules():
        yield (
            *(rule.scheme.value, rule.code, rule.phrase),
            *("; ".join(rule.also), rule.source.key),
            *(spoke[rule, False], right[rule, False]),
            *(spoke[rule, True], right[rule, True]),
        )


def main(arguments: list[str]) -> None:
    """Print the figures by scheme, and the rules that are too often wrong."""
    told = judge(load(corpus()))
    print_schemes(told)
    rows = list(counts(told))
    for row in rows:
        spoke, right = int(str(row[5])), int(str(row[6]))
        if spoke < 5 or right < 0.8 * spoke:
            print(f"to drop or tighten: {row[:3]} right {right} of {spoke}")
    if "--write" in arguments:
        with COUNTS.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(COLUMNS)
            writer.writerows(rows)


if __name__ == "__main__":
    main(sys.argv[1:])
