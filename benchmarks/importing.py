"""Exports of others imported into a site and tied: python -m benchmarks.importing.

Two measurements, each on a site of its own in a folder that is thrown away (SQLite); in
the empty database that DATABASE_URL names, the second alone:

- quality: the real reports are archived, UPR Info's rows on them are written in UPR
  Info's own form and imported as anybody would; counted is what is tied in the archive,
  and, by the Danish Institute's paragraph numbers, what is tied to the wrong item.
- speed: 41,000 rows of UPR Info tied to reports of the same archive, and 270,000
  objects of UHRI's form, made here; before them another 67,500, for memory must not
  grow with their number.

Beside the time by the clock stands that of the processor, in both processes, which
other work on the machine changes less. `--speed` leaves out the first measurement.
"""

import csv
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from benchmarks import exchange
from benchmarks.corpus import corpus
from upr.exchange.foreign import ForeignRecommendation, NamedState, SourceName
from upr.exchange.saving import Form, save
from upr.likeness import Wording, likeness, ready
from upr.reference.states import STATES

LEAST_TIED, MOST_WRONG = 0.98, 0.005
JUDGED = range(8, 21)
SAME_TEXT = 0.97
MOST = {"upr-info": "at most 10 s", "uhri": "at most 90 s and 500 MB"}
IMPORT = """
import os, resource, sys, time
import django
django.setup()
from pathlib import Path
from django.utils import timezone
from upright.witnesses.actions import import_export
for path in sys.argv[1:]:
    start, before = time.perf_counter(), sum(os.times()[:4])
    counts = import_export(Path(path), timezone.now).counts
    seconds = time.perf_counter() - start
    worked = sum(os.times()[:4]) - before
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(counts.new, counts.rejected, seconds, worked, own, child)
"""
TIES = """
import json
import django
django.setup()
from upright.witnesses.models import Tie
found = Tie.objects.filter(until=None, record__source="upr-info")
found = found.select_related("record")
for tie in found.iterator():
    record = tie.record
    states = [code for code, _ in json.loads(record.said)["recommending"]]
    print(json.dumps([record.state, record.session, states, record.text, tie.symbol,
                      tie.item_key, tie.ground, tie.sure]))
"""


class Site:
    """A site of its own, gone with its folder."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.environment = {
            **os.environ,
            "UPRIGHT_HOME": str(home),
            "DJANGO_SETTINGS_MODULE": "upright.settings",
            "UPRIGHT_CODING": "0",  # not measured here
        }
        self.upright("manage", "migrate", "-v0")

    def copy(self, home: Path) -> "Site":
        """Return another site with the same archive (SQLite)."""
        shutil.copytree(self.home, home)
        return Site(home)

    def upright(self, *words: str) -> None:
        """Run a command of the site; 1 says that lines were left over."""
        command = [sys.executable, "-m", "upright.cli", *words]
        done = subprocess.run(
            command, env=self.environment, check=False, capture_output=True, text=True
        )
        if done.returncode > 1:
            sys.exit(done.stderr)

    def python(self, code: str, *words: str) -> str:
        """Run Python in the site and return what it prints."""
        command = [sys.executable, "-c", code, *words]
        return subprocess.run(
            command, env=self.environment, check=True, capture_output=True, text=True
        ).stdout


def reports(folder: Path) -> list[tuple[str, int]]:
    """Return key and session of each real report."""
    with (folder / "reports" / "index.csv").open(encoding="utf-8") as index:
        return [(row["key"], int(row["session"])) for row in csv.DictReader(index)]


def lines(path: Path) -> list[dict[str, str]]:
    """Return the objects of a file of JSON Lines; none where there is no file."""
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def rows_of(folder: Path) -> Iterator[ForeignRecommendation]:
    """Yield UPR Info's rows on the real reports."""
    for key, session in reports(folder):
        for line in lines(folder / "gold" / "upr-info" / f"{key}.jsonl"):
            from_state = line["recommending_state"]
            yield ForeignRecommendation(
                source=SourceName.UPR_INFO,
                row=0,
                about=(_named(line["state"]),),
                text=line["text"].strip(),
                recommending=(_named(from_state),) if from_state else (),
                session=session,
                response=line["response"],
                body="UPR",
            )


def _named(iso3: str) -> NamedState:
    return NamedState(iso3, STATES[iso3].name)


def judged(found: list[list[str]], folder: Path) -> tuple[int, int]:
    """Return how many ties the institute can judge, and how many it says are wrong."""
    theirs = institute(folder)
    count = wrong = 0
    for state, session, states, text, _, item, _, _ in found:
        wording = ready(text)
        same = {
            paragraph
            for iso3 in states
            for other, paragraph in theirs.get((state, int(session), iso3), ())
            if likeness(wording, other, SAME_TEXT) >= SAME_TEXT
        }
        count += bool(same)
        wrong += bool(same) and item not in same | {f"{one}0" for one in same}
    return count, wrong


Texts = dict[tuple[str, int, str], list[tuple[Wording, str]]]


def institute(folder: Path) -> Texts:
    """Return the institute's texts with their paragraphs, by State, session, State."""
    found: Texts = defaultdict(list)
    for key, session in reports(folder):
        for line in lines(folder / "gold" / "dihr" / f"{key}.jsonl"):
            if line["paragraph"] and line["recommending_state"]:
                name = (key[:3], session, line["recommending_state"])
                found[name].append((ready(line["text"]), line["paragraph"]))
    return found


def quality(site: Site, folder: Path, scratch: Path) -> None:
    """Import the rows on the reports, print what became of them."""
    export = scratch / "upr-info-real.csv"
    save(rows_of(folder), export, Form.UPR_INFO_CSV)
    report("UPR Info, rows on the real reports", site, export, "")
    ties = [json.loads(line) for line in site.python(TIES).splitlines()]
    for name, sessions in (("1-7", range(1, 8)), ("8-20", JUDGED)):
        own = [tie for tie in ties if tie[1] in sessions]
        tied = [tie for tie in own if tie[5]]
        print(
            f"sessions {name}: {len(own):,} rows, tied {len(tied) / len(own):.4f} "
            f"(at least {LEAST_TIED}), grounds {dict(Counter(tie[6] for tie in own))}"
        )
        if sessions is JUDGED:
            count, wrong = judged(tied, folder)
            share = wrong / count
            print(f"  judged {count:,}, wrong {share:.4f} (at most {MOST_WRONG})")


def many(folder: Path, count: int) -> Iterator[ForeignRecommendation]:
    """Yield rows on the real reports, over and over; every sixth of those that come
    again is typed a little otherwise.
    """
    real = list(rows_of(folder))
    for number in range(count):
        again, place = divmod(number, len(real))
        row = real[place]
        is_mended = again and number % 6 == 0
        yield replace(row, text=row.text.partition(" ")[2]) if is_mended else row


def own_ids(count: int) -> Iterator[ForeignRecommendation]:
    """Yield objects of UHRI that no file of another length has."""
    for row in exchange.records(count, 60):
        yield replace(row, id=f"{count}-{row.id}")


def report(name: str, site: Site, path: Path, most: str) -> None:
    """Import a file, and import it again, and print how that went."""
    done = site.python(IMPORT, str(path), str(path)).splitlines()
    new, rejected, seconds, worked, own, child = done[0].split()
    again = done[1].split()[2]
    print(
        f"{name}: {path.stat().st_size / 1e6:.0f} MB, {int(new):,} new, {rejected} "
        f"rejected, {float(seconds):.1f} s ({most or 'no aim'}), of the processor "
        f"{float(worked):.1f} s, memory {megabytes(own)} and {megabytes(child)} in the "
        f"child; again in {float(again):.1f} s; load {os.getloadavg()[0]:.1f}",
        flush=True,
    )


def megabytes(kilobytes: str) -> str:
    """Return what a process took, for people."""
    return f"{int(kilobytes) / exchange.MEGABYTE:.0f} MB"


def main(words: list[str]) -> None:
    """Measure, and print the figures."""
    folder = corpus()
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        site = Site(scratch / "site")
        site.upright("import", str(folder / "reports"))
        if "--speed" not in words and "DATABASE_URL" not in os.environ:
            quality(site.copy(scratch / "copy"), folder, scratch)
        path = scratch / "upr-info.csv"
        save(many(folder, exchange.UPR_INFO_ROWS), path, Form.UPR_INFO_CSV)
        report("UPR Info, 41,000 rows", site, path, MOST["upr-info"])
        path = scratch / "uhri.json"
        for count in (exchange.UHRI_ROWS // 4, exchange.UHRI_ROWS):
            save(own_ids(count), path, Form.UHRI_JSON)
            report(f"UHRI, {count:,} objects", site, path, MOST["uhri"])


if __name__ == "__main__":
    main(sys.argv[1:])
