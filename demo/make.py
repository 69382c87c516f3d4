"""Makes the demonstration's papers: `python -m demo.make --out DIR`.

Files that are there already with the same bytes are left alone. With `--expected`
it also writes `NAME.expected.json`: what must be read in each report.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from demo.composition import compose, compose_paper
from demo.expected import expected
from demo.pdf import pdf_bytes
from demo.sources import papers, reports
from demo.word import docx_bytes

SETTERS = {"pdf": pdf_bytes, "docx": docx_bytes}


def files() -> Iterator[tuple[str, bytes]]:
    """Every file of the demonstration: its name and its bytes."""
    for report in reports():
        composed = compose(report)
        for form in report["formats"]:
            yield f"{report.name}.{form}", SETTERS[form](composed)
    for name, table in papers():
        yield f"{name}.pdf", pdf_bytes(compose_paper(table))


def expectations() -> Iterator[tuple[str, bytes]]:
    """What must be read in each report, as JSON."""
    for report in reports():
        text = json.dumps(expected(report), ensure_ascii=False, indent=1)
        yield f"{report.name}.expected.json", f"{text}\n".encode()


def write(folder: Path, made: Iterator[tuple[str, bytes]]) -> int:
    """Write what is new or has changed; how many files that were."""
    folder.mkdir(parents=True, exist_ok=True)
    written = 0
    for name, data in made:
        path = folder / name
        if not path.is_file() or path.read_bytes() != data:
            path.write_bytes(data)
            written += 1
    return written


def main() -> None:
    """Make the papers named on the command line."""
    parser = argparse.ArgumentParser(prog="python -m demo.make")
    parser.add_argument("--out", type=Path, default=Path("demo/out"))
    parser.add_argument("--expected", action="store_true")
    wanted = parser.parse_args()
    written = write(wanted.out, files())
    if wanted.expected:
        written += write(wanted.out, expectations())
    print(f"{wanted.out}: {written} files written")


if __name__ == "__main__":
    main()
