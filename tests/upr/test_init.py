"""What `import upr` gives, and what it costs."""

import json
import subprocess
import sys
from importlib.metadata import version

import upr

# What a program that only needs the vocabulary must not pay for.
SLOW = {"lxml", "pypdfium2", "django", "tqdm", "multiprocessing", "argparse", "zipfile"}


def loaded_by(statement: str) -> set[str]:
    code = f"{statement}\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, text=True
    )
    return set(json.loads(done.stdout))


def test_all_names_are_there_and_sorted():
    assert upr.__all__ == sorted(upr.__all__)
    assert [name for name in upr.__all__ if not hasattr(upr, name)] == []


def test_the_version_is_that_of_the_package():
    assert upr.__version__ == version("upright")


def test_importing_is_cheap():
    assert loaded_by("import upr") & SLOW == set()


def test_reading_a_pdf_loads_no_word_library():
    assert loaded_by("import upr.reader, upr.reading.pdf") & {"lxml", "django"} == set()
