"""The index follows the archive: changes, versions, removal, rebuilding, crashes."""

import fcntl
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.upright.builders import NOW, design_example, document, file_of, item
from upr.records import Document
from upright.archive import queries as archive_queries
from upright.archive.actions import AFTER_CHANGE, archive_document, remove_imagined
from upright.archive.queries import data_version
from upright.archive.rows import IndexRow
from upright.search.actions import reindex
from upright.search.answering import Totals
from upright.search.asking import Request
from upright.search.errors import IndexUnavailableError, QueryError
from upright.search.following import follow as follow_archive
from upright.search.following import rebuild
from upright.search.index import SiteArchive, site_store
from upright.search.queries import find, rows
from upright.search.storage import Store

REAL = document(design_example(), state="SVN", symbol="A/HRC/28/15")
IMAGINED = document(item("136.1", ("Ratify A", "XAB")), item("136.2", ("Do B", "XAC")))
pytestmark = pytest.mark.django_db(transaction=True)


def texts(q: str = "", version: int | None = None) -> list[str]:
    return sorted(row.text for row in rows(Request(q, version=version)))


def test_import_is_found_at_once(archive):
    archive(REAL)

    result = find(Request("ratify"))

    assert result.totals == Totals(items=1, recommendations=1, attributions=2)
    assert result.version == data_version()


def test_totals_are_those_of_the_archive(archive):
    archive(REAL)
    archive(IMAGINED)
    for imagined in (False, True):
        there = archive_queries.totals(None, imagined)

        found = find(Request(imagined=imagined)).totals

        assert found == Totals(there.items, there.recommendations, there.attributions)


def test_old_version_gives_old_texts_and_counts_for_ever(archive, correct):
    archive(REAL)
    version = find(Request()).version
    before = find(Request("ratify"))
    correct("136.5", "text", "Accede to A", order=1)
    correct("136.5", "states", ["CHL"], order=2)

    now = find(Request("accede"))
    then = find(Request("ratify", version=version))

    assert texts() == ["Accede to A", "sign B"]
    assert texts(version=version) == ["Ratify A", "sign B"]
    assert now.totals == Totals(items=1, recommendations=1, attributions=2)
    assert then.totals == before.totals
    assert then.facets == before.facets
    assert find(Request("ratify")).total == 0
    reindex()
    assert find(Request("ratify", version=version)).totals == before.totals
    assert texts(version=version) == ["Ratify A", "sign B"]


def test_item_counts_once_after_one_of_its_texts_was_corrected(archive, correct):
    archive(REAL)
    find(Request())
    correct("136.5", "text", "Accede to A", order=1)

    assert find(Request()).totals == Totals(items=1, recommendations=2, attributions=3)


def test_imagined_is_apart_from_real(archive):
    archive(IMAGINED)
    assert find(Request()).imagined is True
    assert texts() == ["Do B", "Ratify A"]
    archive(REAL)

    assert find(Request()).imagined is False
    assert texts() == ["Ratify A", "sign B"]
    assert find(Request(imagined=True)).totals.items == 2


def test_removal_takes_everything_imagined_out(archive):
    archive(REAL)
    archive(IMAGINED)
    version = find(Request(imagined=True)).version

    remove_imagined(NOW)

    assert find(Request(imagined=True)).total == 0
    assert find(Request(imagined=True, version=version)).total == 0
    assert texts() == ["Ratify A", "sign B"]


def test_imagined_again_after_removal_is_found(archive):
    archive(IMAGINED)
    find(Request())
    remove_imagined(NOW)
    archive(IMAGINED)

    assert texts() == ["Do B", "Ratify A"]


def test_rebuilt_index_gives_the_same(archive, correct):
    archive(REAL)
    archive(IMAGINED)
    correct("136.5", "text", "Accede to A", order=1)
    before = find(Request())

    assert reindex() == archive_rows()

    after = find(Request())
    assert after.facets == before.facets
    assert after.hits == before.hits


def archive_rows() -> int:
    return sum(1 for _row in archive_queries.rows_for_index(0))


class Broken(SiteArchive):
    """An archive that is lost in the middle of being read."""

    def rows(self, since: int, until: int) -> Iterator[IndexRow]:
        for number, row in enumerate(super().rows(since, until)):
            if number == 2:
                message = "the database is gone"
                raise OSError(message)
            yield row


def test_index_broken_off_is_as_before_and_catches_up(archive):
    archive(REAL)
    before = find(Request()).version
    store = site_store()
    # Archived by a process that could not index it: nothing is told of it here.
    archive_unseen(document(item("136.9", ("Do C", "XAB"), ("Do D", "XAB"), ("E",))))

    with pytest.raises(OSError, match="the database is gone"):
        follow_archive(store, Broken(), 1)
    with pytest.raises(OSError, match="the database is gone"):
        rebuild(store, Broken(), 1)

    assert store.snapshot().version == before
    assert find(Request("Do", imagined=True)).totals.recommendations == 2


def test_writer_killed_just_before_its_commit_counts_is_no_obstacle(archive):
    archive(REAL)
    store = site_store()
    folder = current_folder(store.root)
    committed = {path.name: path.read_bytes() for path in folder.iterdir()}
    archive_unseen(IMAGINED)
    follow_archive(store, SiteArchive(), 1)
    # All its files are there but for the one by which they count.
    for name, content in committed.items():
        if not (folder / name).exists() or name == "meta.json":
            (folder / name).write_bytes(content)
    left = [path.name for path in folder.glob("*.del") if path.name not in committed]

    snapshot = follow_archive(Store(store.root), SiteArchive(), 1)

    assert len(left) == 1
    assert snapshot.version == data_version()


def archive_unseen(one: Document) -> None:
    hooks = AFTER_CHANGE[:]
    AFTER_CHANGE.clear()
    try:
        archive_document(one, file_of(one), NOW)
    finally:
        AFTER_CHANGE.extend(hooks)


def test_restored_older_database_is_indexed_anew(archive):
    archive(REAL)
    find(Request())

    class Older(SiteArchive):
        def data_version(self) -> int:
            return 0

        def rows(self, since, until):
            return iter(())

    snapshot = follow_archive(site_store(), Older(), 1)

    assert (snapshot.version, snapshot.has_real) == (0, False)


@pytest.mark.parametrize("damage", ["meta.json", "folder", "everything"])
def test_damaged_index_is_built_anew(archive, damage):
    archive(REAL)
    find(Request())
    root = site_store().root
    if damage == "meta.json":
        (current_folder(root) / "meta.json").write_text("{")
    elif damage == "folder":
        shutil.rmtree(current_folder(root))
    else:
        shutil.rmtree(root)

    assert texts() == ["Ratify A", "sign B"]


@pytest.fixture
def outdated(archive, monkeypatch) -> Path:
    """The folder of an index that was built from other facts, say by older code."""
    monkeypatch.setattr("upright.search.writing.fingerprint", lambda: "older")
    archive(REAL)
    monkeypatch.undo()
    return current_folder(site_store().root)


def test_an_index_of_other_facts_is_built_anew(outdated):
    assert texts() == ["Ratify A", "sign B"]
    assert current_folder(site_store().root) != outdated


def test_an_outdated_index_answers_nothing_while_another_process_builds(
    outdated, monkeypatch
):
    monkeypatch.setattr("upright.search.index.PATIENCE", 0.05)
    with (site_store().root / "lock").open("w") as file:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX)
        with pytest.raises(IndexUnavailableError, match="being built anew"):
            find(Request())
    assert texts() == ["Ratify A", "sign B"]


def test_an_index_that_is_built_for_the_first_time_answers_nothing_until_then(
    archive, monkeypatch
):
    archive(REAL)
    shutil.rmtree(site_store().root, ignore_errors=True)
    site_store().snapshot()  # an empty one, for readers to open
    monkeypatch.setattr("upright.search.index.PATIENCE", 0.05)
    with (site_store().root / "lock").open("w") as file:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX)
        with pytest.raises(IndexUnavailableError, match="is being built"):
            find(Request())
    assert texts() == ["Ratify A", "sign B"]


def current_folder(root: Path) -> Path:
    return root / (root / "current").read_text()


def test_future_version_is_refused(archive):
    archive(REAL)
    with pytest.raises(QueryError) as caught:
        find(Request(version=99))
    assert caught.value.message == (
        f"There is no version 99 of the data; the newest is {data_version()}."
    )
