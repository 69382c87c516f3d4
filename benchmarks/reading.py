"""How fast reports are read: python -m benchmarks.reading.

The floor is a loop that only takes the text of every page with pypdfium2. Both run in
processes of their own in turn, start-up included, and the best of three counts.
"""

import resource
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.corpus import corpus

ROUNDS = 3
MOST_TIMES_THE_FLOOR = 2.5
MEGABYTE = 1024  # getrusage counts in kilobytes on Linux
FLOOR = """
import pathlib, sys, pypdfium2
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.pdf")):
    document = pypdfium2.PdfDocument(path)
    for number in range(len(document)):
        page = document[number]
        textpage = page.get_textpage()
        textpage.get_text_range()
        textpage.close()
        page.close()
    document.close()
"""


def seconds(command: list[str]) -> float:
    """How long a command takes; reading may leave lines over and exit with 1."""
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode not in (0, 1):
        sys.exit(done.stderr.decode()[-2000:])
    return time.perf_counter() - start


def main() -> None:
    """Print the seconds of both, their ratio, and the most memory taken."""
    reports = corpus() / "reports"
    files = [str(path) for path in sorted(reports.glob("*.pdf"))]
    upr = str(Path(sys.executable).with_name("upr"))
    with TemporaryDirectory() as out:
        floors, readings = [], []
        for _ in range(ROUNDS):
            floors.append(seconds([sys.executable, "-c", FLOOR, str(reports)]))
            readings.append(seconds([upr, "read", *files, "--out", out]))
    floor, reading = min(floors), min(readings)
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / MEGABYTE
    print(f"reports {len(files)}")
    print(f"floor (pypdfium2 alone) {floor:.2f} s, upr read {reading:.2f} s")
    print(f"{reading / floor:.2f} times the floor (at most {MOST_TIMES_THE_FLOOR})")
    print(f"most memory {memory:.0f} MB")


if __name__ == "__main__":
    main()
