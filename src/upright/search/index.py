"""The index of this site: where it stands, and the archive it follows."""

import logging
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.conf import settings

from upright.archive import queries as archive_queries
from upright.archive.models import Change
from upright.archive.rows import IndexRow
from upright.search.errors import IndexUnavailableError
from upright.search.following import follow
from upright.search.reading import Snapshot
from upright.search.storage import Store

_log = logging.getLogger(__name__)

# Seconds a question waits for another process that is just indexing; then it is
# answered from what is there, with the version it holds for.
PATIENCE = 1.5


class SiteArchive:
    """The archive of this site, as the index follows it."""

    def data_version(self) -> int:
        """The number of the last change."""
        return archive_queries.data_version()

    def has_removal(self, since: int, until: int) -> bool:
        """Whether imagined documents were removed in between."""
        changes = archive_queries.changes(since, until)
        return any(kind == Change.Kind.REMOVAL for _number, kind in changes)

    def rows(self, since: int, until: int) -> Iterator[IndexRow]:
        """Rows that came or went in between."""
        return archive_queries.rows_for_index(since, until)


@cache
def _store_at(root: Path) -> Store:
    return Store(root)


def site_store() -> Store:
    """The index of this site, as seen by this process."""
    return _store_at(Path(settings.INDEX_ROOT))


def current_snapshot() -> Snapshot:
    """The index with everything that was archived until now.

    If another process is writing just now and does not end soon, or this one cannot,
    what is there.
    Raises IndexUnavailableError if the index cannot be read, or is not built yet.
    """
    store = site_store()
    try:
        return follow(store, SiteArchive(), PATIENCE)
    except IndexUnavailableError:
        return _as_it_is(store)
    except (OSError, ValueError):  # of the index: a full disk, a damaged file
        _log.exception("The search index does not follow the archive.")
        return _as_it_is(store)


def _as_it_is(store: Store) -> Snapshot:
    snapshot = store.snapshot()
    if not snapshot.is_current_format:
        message = "The search index is being built anew for this version of Upright."
        raise IndexUnavailableError(message)
    if snapshot.version == 0 < archive_queries.data_version():
        # Nothing is in it yet: that nothing is found would be said of the archive.
        message = "The search index is being built."
        raise IndexUnavailableError(message)
    return snapshot
