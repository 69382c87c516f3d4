"""Rejected rows as a file: the reason stands beside each."""

from collections.abc import Iterable
from pathlib import Path

from upr.exchange.foreign import Rejected
from upr.exchange.saving import save_table
from upr.exchange.whole_files import whole_file


def save_rejected(rejected: Iterable[Rejected], path: Path) -> None:
    """Write rejected rows as CSV: number of the row, reason, its cells as given."""
    rows = ((one.row, one.reason, *one.cells) for one in rejected)
    with whole_file(path) as unfinished:
        save_table(("row", "reason", "cells as given"), rows, unfinished)
