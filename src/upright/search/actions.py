"""What changes the index: following the archive, and building it anew."""

import logging
from collections.abc import Callable

from upright.search.errors import SearchError
from upright.search.following import follow, rebuild
from upright.search.index import SiteArchive, site_store

_log = logging.getLogger(__name__)

_PATIENCE = 20.0  # seconds for another writer to end


def follow_change(number: int) -> None:
    """Index what a change brought; called after each is committed.

    What goes wrong is written down and made up for by the next question or change:
    the change itself is safe.
    """
    try:
        follow(site_store(), SiteArchive(), _PATIENCE)
    except (SearchError, OSError, ValueError):
        _log.exception("Change %d is archived and not yet in the search index.", number)


def reindex(tell: Callable[[int], None] | None = None) -> int:
    """Build the index anew from the archive; return how many rows are in it.

    Questions are answered from the old one until the new one is whole. `tell` is told
    now and then how many rows are written. Raises IndexUnavailableError if another
    process writes.
    """
    return rebuild(site_store(), SiteArchive(), _PATIENCE, tell)
