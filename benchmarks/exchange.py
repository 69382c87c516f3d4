"""How fast exports of others are read: python -m benchmarks.exchange.

The files are made here: 41,000 rows in UPR Info's form, in Mac Roman with lines that
end in CR, and 270,000 objects in the form of UHRI's full export, about 400 MB. Each is
read row by row in a process of its own; memory is what that process took at most. The
large file is read at half its size too: memory must not grow with it.
"""

import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from upr.exchange import upr_info
from upr.exchange.foreign import (
    ForeignRecommendation,
    NamedState,
    RecordKind,
    SourceName,
)
from upr.exchange.saving import Form, save
from upr.reference.issues import ISSUES
from upr.reference.states import STATES

UPR_INFO_ROWS, MOST_UPR_INFO_SECONDS = 41_000, 10
UHRI_ROWS, MOST_UHRI_SECONDS, MOST_UHRI_MEGABYTES = 270_000, 90, 500
MEGABYTE = 1024  # getrusage counts in kilobytes on Linux
WORDS = [
    *(
        "ensure",
        "ratify",
        "continue",
        "strengthen",
        "the",
        "protection",
        "of",
        "rights",
    ),
    *("and", "access", "to", "education", "health", "justice", "for", "women", "in"),
    *("children", "migrants", "persons", "with", "disabilities", "line", "including"),
    *("its", "international", "obligations", "by", "adequate", "resources", "naïve"),
]
READ = """
import resource, sys, time
from upr.exchange.exports import open_export
from upr.exchange.foreign import Rejected
start = time.perf_counter()
records = rejected = 0
for row in open_export(sys.argv[1]).rows():
    if isinstance(row, Rejected):
        rejected += 1
    else:
        records += 1
seconds = time.perf_counter() - start
print(records, rejected, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def records(count: int, words: int) -> Iterator[ForeignRecommendation]:
    """Yield made-up records, the same at every run."""
    chance = random.Random(1)
    states = [NamedState(iso3, state.name) for iso3, state in STATES.items()]
    issues = [issue.tag for issue in ISSUES.values()]
    for number in range(count):
        text = " ".join(chance.choices(WORDS, k=words)).capitalize()
        yield ForeignRecommendation(
            source=SourceName.UHRI,
            row=number,
            about=(chance.choice(states),),
            text=text,
            original=f"<p>{number % 300}.{number % 99 + 1} {text}&nbsp;</p>",
            kind=RecordKind.RECOMMENDATION,
            kind_as_said="Recommendations",
            recommending=tuple(chance.choices(states, k=1)),
            session=number % 48 + 1,
            symbol=f"A/HRC/9{number % 99}/{number % 20 + 1}",
            response="Supported",
            action=number % 5 + 1,
            issues=tuple(chance.choices(issues, k=2)),
            themes=tuple(chance.choices(issues, k=3)),
            groups=("Children", "Women & girls", "Indigenous peoples"),
            sdgs=("16 - PEACE, JUSTICE AND STRONG INSTITUTIONS", "16.3 - Rule of law"),
            body="UPR",
            published=date(2014, 1, 1),
            published_there="2025-03-03T10:53:45.827",
            regions=("Africa",),
            recommending_regions=("Asia-Pacific",),
            id=f"{number:032x}",
            document_id=f"{number // 200:032x}",
        )


def write_upr_info(path: Path) -> None:
    """Write the smaller file as UPR Info's own are."""
    made = path.with_suffix(".utf-8")
    save(records(UPR_INFO_ROWS, 25), made, Form.UPR_INFO_CSV)
    text = made.read_bytes().decode("utf-8")
    path.write_bytes(text.replace("\r\n", "\r").encode("mac_roman", "replace"))


def read(path: Path) -> tuple[int, int, float, float]:
    """Read a file in a process: records, rejected, seconds, megabytes."""
    done = subprocess.run(
        [sys.executable, "-c", READ, str(path)],
        capture_output=True,
        text=True,
        check=True,
    )
    good, bad, seconds, memory = done.stdout.split()
    return int(good), int(bad), float(seconds), int(memory) / MEGABYTE


def report(name: str, path: Path, most: str) -> None:
    """Read a file and print how it went."""
    good, bad, seconds, memory = read(path)
    size = path.stat().st_size / 1e6
    print(
        f"{name}: {size:.0f} MB, {good:,} records, {bad} rejected, {seconds:.1f} s, "
        f"{memory:.0f} MB of memory ({most})"
    )


def main() -> None:
    """Make the files, read them, print the figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_upr_info(folder / "upr-info.csv")
        most = f"at most {MOST_UPR_INFO_SECONDS} s"
        report(upr_info.SHAPES[0].name, folder / "upr-info.csv", most)
        most = f"at most {MOST_UHRI_SECONDS} s and {MOST_UHRI_MEGABYTES} MB"
        for count in (UHRI_ROWS // 2, UHRI_ROWS):
            start = time.perf_counter()
            save(records(count, 60), folder / "uhri.json", Form.UHRI_JSON)
            written = time.perf_counter() - start
            report("UHRI, full export", folder / "uhri.json", most)
            print(f"  written in {written:.1f} s")


if __name__ == "__main__":
    main()
