"""Every measurement, one after the other: python -m benchmarks [NAME...].

Each runs in a process of its own, so that none warms up or fills up another. One that
needs the real reports says so and stops where they are not.
"""

import subprocess
import sys

# name, arguments, what it measures
MEASUREMENTS = (
    ("quality", (), "how many recommendations are read right"),
    ("reading", (), "how fast reports are read"),
    ("search", ("127000", "1000000", "--rivals"), "search, beside what others use"),
    ("pages", (), "whole pages of the site"),
    ("charts", (), "charts: their pages and drawings"),
    ("exchange", (), "exports of others, read"),
    ("witnesses", (), "records of others tied to items"),
    ("importing", (), "exports of others imported and tied on a site"),
    ("repeats", ("127000", "1000000"), "the same recommendation elsewhere"),
    ("coding", (), "what recommendations ask, coded"),
    ("plain_coding", (), "what a plain linear model gives, to compare"),
    ("rules", (), "the rules that explain codings"),
)


def main(wanted: list[str]) -> int:
    """Run the measurements named, or all; return 1 if one failed."""
    failed = 0
    for name, arguments, what in MEASUREMENTS:
        if wanted and name not in wanted:
            continue
        print(f"=== {name}: {what}", flush=True)
        command = [sys.executable, "-m", f"benchmarks.{name}", *arguments]
        failed |= subprocess.run(command, check=False).returncode != 0
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
