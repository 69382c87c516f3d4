"""How many recommendations are read right: python -m benchmarks.quality.

Reads every report of the corpus and compares with two sets made by people, by the
scorer that lies beside the corpus. The figures of the held-out States are those that
count: their reports and labels were never looked at while the reader was built, only
counted.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import upr
from benchmarks.corpus import corpus
from upr.exchange.lines import document_lines

# A third of the States was drawn by the SHA-256 of their codes (first byte divisible
# by 3). Of those, AZE, BGR, BLR, CHL, COM and CUB were opened later to find out what
# went wrong; the rest stayed closed.
HELD_OUT = frozenset(
    [
        *("EST", "FSM", "IRN", "ISR", "KEN", "KHM", "LKA", "MDA", "MLT", "MOZ", "MRT"),
        *("MUS", "MYS", "NAM", "NER", "PRT", "SWE", "THA", "TTO", "VNM"),
    ]
)
GROUPS = ("sessions 1-7", "sessions 8-20")
FIGURES = (
    "reports",
    "f1",
    "f1_exact",
    "paragraph_state_recall",
    "paragraph_state_precision",
    "position_agreement",
    "positions_judged_share",
)


def read_all(reports: Path, out: Path) -> list[str]:
    """Write what is read in each report as the scorer wants it; return the keys."""
    keys = []
    for path in sorted(reports.glob("*.pdf")):
        document = upr.read(path)
        lines = [json.dumps(line) for line in document_lines(document)]
        (out / f"{path.stem}.jsonl").write_text("\n".join(lines), encoding="utf-8")
        keys.append(path.stem)
    return keys


def scored(folder: Path, predictions: Path, keys: list[str]) -> dict[str, object]:
    """What the scorer says of the reports named by `keys`."""
    listed = predictions / "keys"
    listed.write_text("\n".join(keys), encoding="utf-8")
    scorer = folder.parent / "tools" / "score_extraction.py"
    command = [sys.executable, str(scorer), str(predictions), str(folder)]
    done = subprocess.run(
        [*command, "--keys", str(listed), "--json"],
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, object] = json.loads(done.stdout)
    return found


def main() -> None:
    """Print the figures of the held-out States and of the others."""
    folder = corpus()
    with tempfile.TemporaryDirectory() as name:
        predictions = Path(name)
        keys = read_all(folder / "reports", predictions)
        closed = [key for key in keys if key[:3] in HELD_OUT]
        opened = [key for key in keys if key[:3] not in HELD_OUT]
        for title, part in (("held out", closed), ("built on", opened), ("all", keys)):
            print_figures(title, scored(folder, predictions, part))


def print_figures(title: str, found: dict[str, object]) -> None:
    """One line for each group of sessions."""
    for group in GROUPS:
        figures = found[group]
        if not isinstance(figures, dict):
            continue
        values = [
            f"{name} {value:.4f}" if isinstance(value, float) else f"{name} {value}"
            for name in FIGURES
            if (value := figures.get(name)) is not None
        ]
        print(f"{title:9} {group:14} " + "  ".join(values))


if __name__ == "__main__":
    main()
