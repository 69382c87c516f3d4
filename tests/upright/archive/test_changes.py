"""Numbered changes: no gaps, visible in order, also with many writers."""

import subprocess
import sys
import textwrap
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from tests.upright.builders import NOW
from upright.archive import queries
from upright.archive.actions import AFTER_CHANGE, numbered_change
from upright.archive.models import Change

WRITERS = 4
EACH = 15


@pytest.fixture
def heard():
    """The numbers told after each commit."""
    numbers: list[int] = []
    AFTER_CHANGE.append(numbers.append)
    yield numbers
    AFTER_CHANGE.remove(numbers.append)


def test_numbers_begin_at_one_and_name_what_was_done(db, staff):
    with numbered_change(Change.Kind.IMPORT, NOW) as first:
        pass
    with numbered_change(Change.Kind.CORRECTION, NOW, staff, "seen") as second:
        pass

    assert (first.id, second.id) == (1, 2)
    assert queries.data_version() == 2
    assert queries.changes(0) == [(1, "import"), (2, "correction")]
    assert queries.changes(1, 1) == []


def test_the_version_of_an_empty_archive_is_nought(db):
    assert queries.data_version() == 0


def test_a_change_that_fails_gives_its_number_back(db):
    def fail() -> None:
        with numbered_change(Change.Kind.IMPORT, NOW):
            raise ValueError("halfway")

    with pytest.raises(ValueError, match="halfway"):
        fail()
    with numbered_change(Change.Kind.IMPORT, NOW) as change:
        pass

    assert change.id == 1


@pytest.mark.django_db(transaction=True)
def test_listeners_hear_a_change_after_its_commit_and_not_of_one_that_failed(heard):
    def fail() -> None:
        with numbered_change(Change.Kind.IMPORT, NOW):
            raise ValueError("halfway")

    with numbered_change(Change.Kind.IMPORT, NOW):
        assert heard == []
    with pytest.raises(ValueError, match="halfway"):
        fail()

    assert heard == [1]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="threads would share a database in memory"
)
def test_many_threads_get_numbers_that_become_visible_in_order():
    seen: list[list[int]] = []

    def write(_: int) -> None:
        try:
            for _ in range(EACH):
                with numbered_change(Change.Kind.IMPORT, NOW):
                    pass
                seen.append([number for number, _ in queries.changes(0)])
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, range(WRITERS)))

    assert all(numbers == list(range(1, len(numbers) + 1)) for numbers in seen)
    assert queries.data_version() == WRITERS * EACH


WRITE = textwrap.dedent(
    f"""
    import django, datetime
    django.setup()
    from upright.archive.actions import numbered_change
    from upright.archive.models import Change
    now = datetime.datetime.fromtimestamp(0, datetime.UTC)
    for _ in range({EACH}):
        with numbered_change(Change.Kind.IMPORT, now):
            pass
        numbers = list(Change.objects.order_by("id").values_list("id", flat=True))
        assert numbers == list(range(1, len(numbers) + 1)), numbers
    """
)


def test_many_processes_get_numbers_that_become_visible_in_order(own_site):
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITE], env=own_site.environment)
        for _ in range(WRITERS)
    ]

    assert [writer.wait() for writer in writers] == [0] * WRITERS
    assert own_site.run("print(Change.objects.count())") == f"{WRITERS * EACH}\n"
