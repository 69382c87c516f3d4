"""What holds for the repository as a whole."""

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LONGEST_MODULE = 400  # lines
MOST_TARGETS = 10  # of the Makefile
FORBIDDEN_NAMES = {"utils", "helpers", "common", "base", "services", "managers", "misc"}
SYMBOL = re.compile(r"A/HRC/(WG\.6/)?\d+/")
# Put together here so that this file does not hold what it looks for.
PRIVATE = re.compile(
    "|".join(
        [
            "/" + r"(work|root|farm|tmp)/",
            "pypi" + r"\.org",
            "python" + r"hosted\.org",
            "npm" + r"js\.(org|com)",
            "deb" + r"\.debian\.org",
        ]
    )
)
# Facts about single documents stand here and nowhere else.
PLACES_OF_SYMBOLS = re.compile(r"(layouts|corrections)\.py$|(layouts|corrections)/")


def tracked() -> list[Path]:
    """Every file that git tracks."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git work tree")
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    paths = (ROOT / name for name in listed.stdout.split("\0") if name)
    return [path for path in paths if path.is_file()]


def modules(*folders: str) -> list[Path]:
    """The Python files under `folders`, without migrations."""
    return sorted(
        path
        for folder in folders
        for path in (ROOT / folder).rglob("*.py")
        if "migrations" not in path.parts
    )


def test_no_module_is_longer_than_400_lines() -> None:
    long = {
        str(path.relative_to(ROOT)): length
        for path in modules("src", "demo", "benchmarks", "tests")
        if (length := path.read_text(encoding="utf-8").count("\n")) > LONGEST_MODULE
    }

    assert long == {}


def test_no_module_has_a_name_that_says_nothing() -> None:
    vague = [
        str(path.relative_to(ROOT))
        for path in modules("src", "demo", "benchmarks", "tests")
        if {path.stem, *path.parent.parts[len(ROOT.parts) :]} & FORBIDDEN_NAMES
    ]

    assert vague == []


def test_newest_version_of_the_changelog_is_that_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    versions = re.findall(r"^## \[(\d[^\]]*)\]", changelog, re.MULTILINE)

    assert versions[0] == project["project"]["version"]


def strings_in_code(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """The string constants of a module that are no docstrings."""
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(
            node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
        )
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or id(node) in docstrings:
            continue
        if isinstance(node.value, str):
            # A pattern over several lines holds comments of its own.
            yield node.lineno, re.sub(r" #\s.*", "", node.value)


def test_no_document_symbol_stands_in_code() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in modules("src/upr")
        if not PLACES_OF_SYMBOLS.search(path.as_posix())
        for line, text in strings_in_code(ast.parse(path.read_text(encoding="utf-8")))
        if SYMBOL.search(text)
    ]

    assert found == []


def test_no_file_names_a_private_path_or_a_registry() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}: {match[0]}"
        for path in tracked()
        if b"\0" not in path.read_bytes()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if (match := PRIVATE.search(line))
    ]

    assert found == []


def test_no_paper_of_the_un_is_in_the_repository() -> None:
    papers = [
        str(path) for path in tracked() if path.suffix in {".pdf", ".docx", ".doc"}
    ]

    assert papers == []


@pytest.mark.parametrize("name", ["library", "run", "test", "bench"])
def test_each_requirement_of_a_lock_is_pinned_with_hashes(name: str) -> None:
    lines = (ROOT / "requirements" / f"{name}.txt").read_text().splitlines()
    requirements = [n for n, line in enumerate(lines) if not line.startswith(" ")]
    unpinned = [
        lines[n]
        for n in requirements
        if "==" not in lines[n] or "--hash=sha256:" not in lines[n + 1]
    ]

    assert unpinned == []


def test_the_makefile_has_at_most_ten_targets_and_lists_each() -> None:
    makefile = (ROOT / "Makefile").read_text()
    declared = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert declared
    listed = re.findall(r"^([a-z]+):.*## ", makefile, re.MULTILINE)

    assert sorted(declared[1].split()) == sorted(listed)
    assert len(listed) <= MOST_TARGETS
