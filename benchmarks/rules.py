"""How right the rules of coding are: python -m benchmarks.rules [--write].

Each rule speaks for a code; people coded the same texts. Precision is the share of the
texts a rule speaks of to which people gave that code; *alone* it is that of the texts
in which no other rule speaks for the code: there it can say otherwise. Coverage is the
share of the codes people gave for which some rule speaks. Each text of a review counts
once. The closed States were not looked at while the rules were drawn up. With `--write`
the counts of each rule go into rules.csv: no texts, only counts.
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
FEWEST = 5  # texts that a rule must have spoken in
RIGHT, RIGHT_ALONE = 0.85, 0.8  # the share in which it must have been right
COLUMNS = (
    "scheme", "code", "phrase", "also", "source",
    "spoke_opened", "right_opened", "alone_opened", "alone_right_opened",
    "spoke_closed", "right_closed", "alone_closed", "alone_right_closed",
)  # fmt: skip


class Judged(NamedTuple):
    """A code that a rule spoke for in one text."""

    rule: Rule
    is_closed: bool
    is_right: bool
    is_alone: bool  # no other rule speaks for that code


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
        people = set(_given(labelled, row))
        hits = rule_hits(labelled.texts[row])
        spoken = Counter((hit.scheme, hit.code) for hit in hits)
        for hit in hits:
            label = place.get(f"{hit.scheme}/{hit.code}")
            if label is not None and not labelled.judged[row, label]:
                continue  # nobody looked
            code = hit.scheme, hit.code
            told.judged.append(
                Judged(hit.rule, is_closed, code in people, spoken[code] == 1)
            )
        told.given.update((scheme, is_closed) for scheme, _ in people)
        both = people & spoken.keys()
        told.covered.update((scheme, is_closed) for scheme, _ in both)
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
                one
                for one in told.judged
                if (one.rule.scheme, one.is_closed) == (scheme, is_closed)
            ]
            alone = [one for one in ours if one.is_alone]
            covered = told.covered[scheme, is_closed] / told.given[scheme, is_closed]
            figures.append(
                f"{name}: precision {precision(ours):.3f} of {len(ours):6,}, alone"
                f" {precision(alone):.3f} of {len(alone):6,}, coverage {covered:.3f}"
            )
        print(f"{scheme.value:12} " + "   ".join(figures))


def precision(judged: list[Judged]) -> float:
    """The share that is right."""
    return sum(one.is_right for one in judged) / len(judged)


def counts(told: Told) -> Iterator[tuple[object, ...]]:
    """The row of each rule in rules.csv."""
    found: Counter[tuple[Rule, bool, str]] = Counter()
    for one in told.judged:
        for name in ("", "alone ") if one.is_alone else ("",):
            found[one.rule, one.is_closed, f"{name}spoke"] += 1
            found[one.rule, one.is_closed, f"{name}right"] += one.is_right
    names = ("spoke", "right", "alone spoke", "alone right")
    for rule in rules():
        yield (
            *(rule.scheme.value, rule.code, rule.phrase),
            *("; ".join(rule.also), rule.source.key),
            *(found[rule, where, name] for where in (False, True) for name in names),
        )


def is_bad(row: tuple[object, ...]) -> bool:
    """Whether a rule spoke too seldom, or was wrong too often, on opened States."""
    spoke, right, alone, alone_right = (int(str(cell)) for cell in row[5:9])
    return (
        spoke < FEWEST
        or right < RIGHT * spoke
        or (alone >= FEWEST and alone_right < RIGHT_ALONE * alone)
    )


def main(arguments: list[str]) -> None:
    """Print the figures by scheme, and the rules that are too often wrong."""
    told = judge(load(corpus()))
    print_schemes(told)
    rows = list(counts(told))
    for row in filter(is_bad, rows):
        print(f"to drop or tighten: {row}")
    if "--write" in arguments:
        with COUNTS.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(COLUMNS)
            writer.writerows(rows)


if __name__ == "__main__":
    main(sys.argv[1:])
