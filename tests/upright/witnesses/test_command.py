"""`upright import` of exports: beside papers, with previews and rejected rows."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.upright.witnesses.exports import CHILDREN, PRISONS, report, row, upr_info
from tests.upright.word_reports import report as word_report
from upright.archive.models import Document
from upright.witnesses.management.commands.import_files import is_paper
from upright.witnesses.models import Export, Record


@pytest.fixture
def run(db):
    """Run the command; its status, what it says and what it complains of."""

    def run(*words: object) -> tuple[int, str, str]:
        out, err = StringIO(), StringIO()
        with pytest.raises(SystemExit) as end:
            call_command("import_files", *map(str, words), stdout=out, stderr=err)
        return int(str(end.value.code or 0)), out.getvalue(), err.getvalue()

    return run


def test_papers_and_exports_of_one_folder_go_where_they_belong(run, tmp_path):
    (tmp_path / "1.docx").write_bytes(word_report(1))
    upr_info(tmp_path / "rows.csv", row(CHILDREN), row(PRISONS))
    (tmp_path / "table.csv").write_text("a,b\n1,2\n")

    status, said, complained = run(tmp_path)

    assert status == 0
    assert said.splitlines() == [
        "1 new, 0 known, 0 in a new version, 0 without recommendations, 0 refused",
        f"{tmp_path}/rows.csv: 2 recommendations of UPR Info: 2 new, 0 changed, "
        "0 known, 0 no longer there, 0 rejected",
    ]
    assert complained == (
        f"{tmp_path}/table.csv: passed over, no export that is known here\n"
    )
    assert (Document.objects.count(), Record.objects.count()) == (1, 2)


def test_a_table_that_is_named_itself_and_no_export_is_refused(run, tmp_path):
    path = tmp_path / "table.csv"
    path.write_text("a,b\n1,2\n")

    status, said, complained = run(path)

    assert (status, said) == (2, "")
    assert "The columns are those of no export that is known here: a, b." in complained


def test_rejected_rows_are_written_with_the_reason_beside_each(run, tmp_path):
    path = upr_info(tmp_path / "rows.csv", row(CHILDREN), row("=1+1", action="7"))

    status, _, _ = run(path, "--rejects", tmp_path / "rejects.csv")

    with (tmp_path / "rejects.csv").open(encoding="utf-8", newline="") as file:
        header, rejected = list(csv.reader(file))
    assert status == 1
    assert header == ["row", "reason", "cells as given"]
    assert rejected[:3] == ["3", "The action category is 7, not 1 to 5.", "Slovenia"]
    assert "=1+1" not in rejected  # no spreadsheet takes it for a formula


def test_a_preview_says_what_would_come_and_keeps_nothing(run, archive, tmp_path):
    archive(report())
    path = upr_info(
        tmp_path / "rows.csv",
        row(CHILDREN), row("Look at the moon", "Estonia"), row(PRISONS, to="Peru"),
        row("x", action="7"),
    )  # fmt: skip

    status, said, _ = run("--preview", path)

    assert status == 0
    assert "columns: To = state, To-Rgrp = region" in said
    assert "4 rows: 3 recommendations; 3 new, 0 changed, 0 known" in said
    assert "1 are tied surely, 0 in doubt, 1 to nothing; 1 are on reviews whose" in said
    assert "row 5 would be rejected: The action category is 7" in said
    assert (Record.objects.count(), Export.objects.get().stage) == (0, "cancelled")

    run(path)
    _, said, _ = run("--preview", path)
    assert "It was imported before. Importing it again changes nothing." in said


def test_a_preview_names_the_states_that_nobody_knows(run, archive, tmp_path):
    archive(report())
    rows = [row(CHILDREN), row(PRISONS, to="Atlantis"), row("Look", to="Atlantis")]
    path = upr_info(tmp_path / "rows.csv", *rows, row("Listen", to="Oz"))

    _, said, _ = run("--preview", path)

    assert "1 are tied surely, 0 in doubt, 0 to nothing; 0 are on reviews whose" in said
    named = "3 name a State that is not known here (“Atlantis”, “Oz”): kept, and tied"
    assert named in said


def test_a_file_that_is_not_there_is_named(run, tmp_path):
    status, _, complained = run(tmp_path / "none.csv")

    assert (status, complained) == (
        2,
        f"{tmp_path}/none.csv: No such file or directory\n",
    )


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.pdf", b"anything", True), ("a.csv", b"%PDF", False),
        ("a", b"%PDF-1.7", True), ("a", b"To,Text", False), ("none", None, True),
    ],
)  # fmt: skip
def test_a_file_is_known_by_name_or_beginning(name, content, expected, tmp_path: Path):
    if content is not None:
        (tmp_path / name).write_bytes(content)

    assert is_paper(tmp_path / name) == expected
