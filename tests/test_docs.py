"""What the documents say: their commands run, their links lead somewhere."""

import doctest
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from demo.make import files, write

ROOT = Path(__file__).parent.parent
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)")
DOTS = re.compile(r"^\.\.\.\n", re.MULTILINE)
COMMAND = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n?)*)", re.MULTILINE)


def blocks(language: str) -> list[tuple[str, str]]:
    """The blocks of code in `language`: name of the document and code."""
    return [
        (document.name, code)
        for document in DOCUMENTS
        for name, code in BLOCK.findall(document.read_text(encoding="utf-8"))
        if name == language
    ]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the demonstration where the documents say it is."""
    home = tmp_path_factory.mktemp("documents")
    write(home / "demo" / "out", files())
    return home


def matches(output: str, shown: str) -> bool:
    """Whether `output` is what is shown; a line of three dots stands for any lines."""
    parts = [
        re.escape(part) for part in re.split(r"^\.\.\.\n", shown, flags=re.MULTILINE)
    ]
    return re.fullmatch("(?:.*\n)*?".join(parts), output) is not None


def commands() -> list[tuple[str, str, str]]:
    return [
        (document, command, shown)
        for document, code in blocks("console")
        for command, shown in COMMAND.findall(code)
    ]


def test_the_readme_shows_commands() -> None:
    assert {document for document, _, _ in commands()} >= {"README.md"}


@pytest.mark.parametrize(("document", "command", "shown"), commands())
def test_a_command_prints_what_the_document_shows(
    folder: Path, document: str, command: str, shown: str
) -> None:
    here = str(Path(sys.executable).parent)
    path = f"{here}{os.pathsep}{os.environ['PATH']}"
    ran = subprocess.run(
        ["sh", "-c", command],
        cwd=folder,
        env={**os.environ, "PATH": path, "COLUMNS": "80"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert matches(ran.stdout, shown), f"{document}:\n{ran.stdout}{ran.stderr}"


@pytest.mark.parametrize(("document", "code"), blocks("pycon"))
def test_a_session_gives_what_the_document_shows(
    folder: Path, document: str, code: str, monkeypatch
) -> None:
    monkeypatch.chdir(folder)
    session = doctest.DocTestParser().get_doctest(code, {}, document, document, 0)
    result = doctest.DocTestRunner(verbose=False).run(session)

    assert (result.failed, result.attempted > 0) == (0, True)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    broken = [
        link for link in LINK.findall(text) if not (document.parent / link).exists()
    ]

    assert broken == []


def test_every_variable_of_the_environment_is_documented() -> None:
    settings = (ROOT / "src/upright/settings.py").read_text(encoding="utf-8")
    operations = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
    asked = re.findall(r'(?:environ\.get|is_on)\(\s*"([A-Z_]+)"', settings)
    ours = {name for name in asked if not name.startswith("XDG_")}

    assert {name for name in ours if f"`{name}`" not in operations} == set()


def test_every_table_of_facts_has_its_source_named() -> None:
    sources = (ROOT / "docs/sources.md").read_text(encoding="utf-8")
    tables = {path.name for path in (ROOT / "src/upr/reference").glob("*.csv")}

    assert {name for name in tables if f"`{name}`" not in sources} == set()
