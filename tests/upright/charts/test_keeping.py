"""What was drawn is kept, up to a size."""

import os

import pytest

from tests.upright.charts.made import ONE
from upright.charts.figures import Figure
from upright.charts.keeping import Kept
from upright.charts.stored import packed, unpacked


@pytest.fixture
def kept(tmp_path) -> Kept:
    return Kept(tmp_path / "charts", most_bytes=1000)


def used(kept: Kept, key: str, at: int) -> None:
    """Say when something was last used."""
    os.utime(kept._path(key), (at, at))


def test_what_is_kept_is_read_again(kept):
    assert kept.read("a") is None
    kept.write("a", b"first")
    kept.write("a", b"second")
    assert kept.read("a") == b"second"
    assert kept.read("A") is None


def test_the_longest_unused_goes_first(kept):
    for number in range(12):
        kept.write(f"{number}", b"x" * 100)
        used(kept, f"{number}", number)
    assert kept.read("0") == b"x" * 100  # used just now
    assert kept.sweep() == 4
    there = [number for number in range(12) if kept.read(f"{number}")]
    assert there == [0, 5, 6, 7, 8, 9, 10, 11]


def test_as_long_as_there_is_room_nothing_goes(kept):
    kept.write("a", b"x" * 1000)
    assert kept.sweep() == 0


def test_writing_sweeps_now_and_then(kept):
    for number in range(50):
        kept.write(f"{number}", b"x" * 100)
    size = sum(path.stat().st_size for path in kept.root.glob("*/*"))
    assert size <= 1000


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path):
    (tmp_path / "file").write_text("no folder")
    kept = Kept(tmp_path / "file")
    kept.write("a", b"x")
    assert kept.read("a") is None


def test_a_figure_comes_back_as_it_was():
    again: Figure = unpacked(packed(ONE))
    assert again == ONE
    assert again.at("2", "supported") == ONE.at("2", "supported")
