import csv
import json
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import upr
from tests.upr.exchange.test_plain import DOCUMENTS
from tests.upr.papers_written import REPORT
from tests.upr.pdf_builders import pdf
from upr.errors import DamagedExportError, ExportError, NoExportError
from upr.exchange.data_package import About, Licence, load_package, save_package
from upr.exchange.package_tables import TABLES

ABOUT = About(
    name="upright",
    title="Recommendations of imagined States",
    version="17",
    created=datetime(2026, 1, 2, 3, 4, tzinfo=UTC),
    licence=Licence("CC0-1.0", "CC0 1.0", "https://example.org/cc0"),
)


@pytest.fixture(scope="module")
def document():
    return upr.read(pdf(*REPORT), name="report.pdf")


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@given(st.lists(DOCUMENTS, max_size=2))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_documents_come_back_the_same(documents) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "package"
        save_package(documents, folder, ABOUT)

        assert load_package(folder) == tuple(documents)


def test_the_description_says_what_is_in_it(tmp_path, document) -> None:
    save_package([document], tmp_path / "p", ABOUT)

    described = json.loads((tmp_path / "p" / "datapackage.json").read_text())
    assert (described["version"], described["created"]) == (
        "17",
        "2026-01-02T03:04:00+00:00",
    )
    assert described["licenses"] == [
        {"name": "CC0-1.0", "title": "CC0 1.0", "path": "https://example.org/cc0"}
    ]
    named = {one["path"]: one for one in described["resources"]}
    files = {it.name: it for it in (tmp_path / "p").iterdir()}
    assert {*named, "datapackage.json"} == set(files)
    assert {name: one["bytes"] for name, one in named.items()} == {
        name: files[name].stat().st_size for name in named
    }
    for one in TABLES:
        fields = [it["name"] for it in named[f"{one.name}.csv"]["schema"]["fields"]]
        with files[f"{one.name}.csv"].open(encoding="utf-8", newline="") as file:
            assert next(csv.reader(file)) == fields


def test_tables_hold_what_the_document_says(tmp_path, document) -> None:
    save_package([document], tmp_path / "p", ABOUT)

    counts = {one.name: len(table(tmp_path / "p", one.name)) for one in TABLES}
    assert counts == {
        "documents": 1,
        "items": 4,
        "recommendations": 4,
        "recommending-states": 5,
        "statements": 0,
        "pledges": 0,
        "leftovers": len(document.leftovers),
    }
    first = table(tmp_path / "p", "items")[0]
    assert (first["key"], first["position"], first["page"]) == ("4.1", "supported", "3")


def test_no_cell_is_a_formula(tmp_path, document) -> None:
    save_package([replace(document, title="=1+1")], tmp_path / "p", ABOUT)

    assert table(tmp_path / "p", "documents")[0]["title"] == "'=1+1"
    assert load_package(tmp_path / "p")[0].title == "=1+1"


def test_a_folder_with_something_in_it_is_not_touched(tmp_path, document) -> None:
    (tmp_path / "mine").write_text("mine")

    with pytest.raises(ExportError, match="needs an empty folder"):
        save_package([document], tmp_path, ABOUT)

    assert [it.name for it in tmp_path.iterdir()] == ["mine"]


def test_a_failure_leaves_no_folder(tmp_path, document) -> None:
    def failing():
        yield document
        raise RuntimeError

    with pytest.raises(RuntimeError):
        save_package(failing(), tmp_path / "p", ABOUT)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["documents.jsonl", "items.csv"])
def test_a_file_that_was_changed_is_noticed(tmp_path, document, name) -> None:
    save_package([document], tmp_path / "p", ABOUT)
    with (tmp_path / "p" / name).open("a") as file:
        file.write(" ")

    with pytest.raises(DamagedExportError, match=f"{name} is not the file"):
        load_package(tmp_path / "p")


def test_what_is_no_package_is_refused(tmp_path) -> None:
    with pytest.raises(NoExportError):
        load_package(tmp_path)
    for text in ("{", "[]", '{"resources": [1]}', "[" * 100_000):
        (tmp_path / "datapackage.json").write_text(text)
        with pytest.raises(DamagedExportError):
            load_package(tmp_path)
    (tmp_path / "datapackage.json").write_text('{"resources": []}')
    with pytest.raises(DamagedExportError, match="missing, or not described"):
        load_package(tmp_path)
