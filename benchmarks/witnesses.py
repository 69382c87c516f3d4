"""How well records of others are tied to the reports: python -m benchmarks.witnesses.

Every row of UPR Info's on the reports of the corpus is tied to an item; whether to the
right one, the paragraph numbers of the Danish Institute's tell: of the rows of both
with one State and one text. Where the institute has a text in several paragraphs, any
of them is right; a number such as 16.1 may have been 16.10. Sessions 1 to 7 are not
judged: the institute numbers their items in another way.
"""

import csv
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import upr
from benchmarks.corpus import corpus
from upr.exchange.foreign import ForeignRecommendation, NamedState, SourceName
from upr.likeness import likeness, ready
from upr.records import Document
from upr.witnesses import Tie, tie

LEAST_TIED = 0.98
MOST_WRONG = 0.005
SAME_TEXT = 0.97
JUDGED = range(8, 21)
GROUPS = (("sessions 1-7", range(1, 8)), ("sessions 8-20", JUDGED))


@dataclass
class Figures:
    """What is counted over the reports of a group."""

    rows: int = 0
    judged: int = 0
    wrong: int = 0
    grounds: Counter[str] = field(default_factory=Counter)
    wrong_by_sure: Counter[float] = field(default_factory=Counter)
    judged_by_sure: Counter[float] = field(default_factory=Counter)
    disagreements: Counter[str] = field(default_factory=Counter)


def lines(path: Path) -> Iterator[dict[str, str]]:
    """Yield the objects of a file of JSON Lines."""
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def records(path: Path) -> list[ForeignRecommendation]:
    """Return UPR Info's rows on one review as records."""
    return [
        ForeignRecommendation(
            source=SourceName.UPR_INFO,
            row=number,
            about=(NamedState(line["state"], ""),),
            text=line["text"].strip(),
            recommending=_state(line["recommending_state"]),
            response=line["response"],
        )
        for number, line in enumerate(lines(path), start=1)
    ]


def _state(iso3: str | None) -> tuple[NamedState, ...]:
    return (NamedState(iso3, iso3),) if iso3 else ()


def judge(ties: tuple[Tie, ...], path: Path, figures: Figures) -> None:
    """Count the ties that lead to a paragraph other than the institute's."""
    by_state = defaultdict(list)
    for line in lines(path):
        if line["paragraph"] and line["recommending_state"]:
            wording = ready(line["text"])
            by_state[line["recommending_state"]].append((wording, line["paragraph"]))
    for one in ties:
        wording = ready(one.record.text)
        same = {
            paragraph
            for iso3 in one.record.iso3s
            for theirs, paragraph in by_state[iso3]
            if likeness(wording, theirs) >= SAME_TEXT
        }
        if not same:
            continue
        figures.judged += 1
        figures.judged_by_sure[one.sure] += 1
        if one.item not in same | {f"{number}0" for number in same}:
            figures.wrong += 1
            figures.wrong_by_sure[one.sure] += 1
            if "--show" in sys.argv:
                print(
                    path.stem, one.item, sorted(same), one.ground, one.record.text[:90]
                )


def measure(document: Document, folder: Path, key: str, figures: Figures) -> None:
    """Count one report's ties."""
    upr_info = folder / "upr-info" / f"{key}.jsonl"
    institute = folder / "dihr" / f"{key}.jsonl"
    is_judged = int(key.rpartition("-")[2]) in JUDGED
    rows = records(upr_info)
    tied = tie(document, rows)
    figures.rows += len(rows)
    figures.grounds.update(one.ground.value for one in tied.ties)
    for one in tied.ties:
        figures.disagreements.update(it.about.value for it in one.disagreements)
    if institute.exists() and is_judged:
        judge(tied.ties, institute, figures)
    if "--show" in sys.argv:
        for loose in tied.loose:
            print(
                upr_info.stem, "LOOSE", loose.record.iso3s, loose.nearest,
                loose.record.text[:90],
            )  # fmt: skip


def main() -> None:
    """Print the share tied, and the share of those wrong, for both groups."""
    folder = corpus()
    found = {name: Figures() for name, _ in GROUPS}
    with (folder / "reports" / "index.csv").open(encoding="utf-8") as index:
        for row in csv.DictReader(index):
            key = row["key"]
            name = next(it for it, group in GROUPS if int(row["session"]) in group)
            measure(
                upr.read(folder / "reports" / f"{key}.pdf"),
                folder / "gold",
                key,
                found[name],
            )
    for name, figures in found.items():
        print_figures(name, figures)


def print_figures(name: str, figures: Figures) -> None:
    """Print what was counted in one group."""
    tied = figures.grounds.total() / figures.rows
    print(f"{name}: {figures.rows} rows of UPR Info, tied {tied:.4f} ({LEAST_TIED})")
    if figures.judged:
        wrong = figures.wrong / figures.judged
        print(f"  judged {figures.judged}, wrong {wrong:.4f} (at most {MOST_WRONG})")
    print(f"  grounds {dict(figures.grounds)}")
    print(f"  disagreements {dict(figures.disagreements)}")
    for sure, judged in sorted(figures.judged_by_sure.items(), reverse=True):
        print(f"  sure {sure}: wrong {figures.wrong_by_sure[sure]} of {judged}")


if __name__ == "__main__":
    main()
