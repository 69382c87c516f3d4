"""What tests of witnesses stand on."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.upright.builders import NOW
from upright.witnesses.importing import Outcome, import_export
from upright.witnesses.models import Tie

Import = Callable[[Path], Outcome]


@pytest.fixture
def take(states: None) -> Import:
    """Import an export as `upright import` does."""
    return lambda path: import_export(path, lambda: NOW)


def ties() -> list[tuple[str, str, int | None, str]]:
    """The ties in force: start of the record's text, item, text of it, ground."""
    found = Tie.objects.filter(until=None, record__until=None).select_related("record")
    return sorted(
        (tie.record.text[:7], tie.item_key, tie.recommendation_order, tie.ground)
        for tie in found
    )
