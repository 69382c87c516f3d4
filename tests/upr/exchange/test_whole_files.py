"""Files that are there whole or not at all."""

import os

import pytest

from upr.exchange.whole_files import whole_file


def test_what_was_written_takes_its_place_with_the_usual_rights(tmp_path):
    path, plain = tmp_path / "rows.csv", tmp_path / "plain.csv"
    plain.write_text("as any program writes it")

    with whole_file(path) as unfinished:
        unfinished.write_text("new")

    assert path.read_text() == "new"
    assert path.stat().st_mode == plain.stat().st_mode
    assert sorted(tmp_path.iterdir()) == [plain, path]


def test_where_anything_goes_wrong_the_old_file_stays(tmp_path):
    path = tmp_path / "rows.csv"
    path.write_text("old")

    def half():
        with whole_file(path) as unfinished:
            unfinished.write_text("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        half()

    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [
        ("rows.csv", "old")
    ]


def test_a_name_may_be_as_long_as_the_file_system_lets_it_be(tmp_path):
    path = tmp_path / f"{'n' * 251}.csv"

    with whole_file(path) as unfinished:
        unfinished.write_text("new")

    assert list(tmp_path.iterdir()) == [path]


def test_the_mask_of_the_process_is_not_touched(tmp_path, monkeypatch):
    old = os.umask(0o027)
    try:
        monkeypatch.setattr(os, "umask", None)
        with whole_file(tmp_path / "rows.csv") as unfinished:
            unfinished.write_text("new")
    finally:
        monkeypatch.undo()
        os.umask(old)
    assert (tmp_path / "rows.csv").stat().st_mode & 0o777 == 0o640
