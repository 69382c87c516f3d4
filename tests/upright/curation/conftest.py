"""Who codes in the tests of rounds, and what."""

import pytest

from tests.upright.builders import document, item
from tests.upright.conftest import Archive
from tests.upright.curation.coding import coder
from upright.accounts.models import User


@pytest.fixture
def three_texts(archive: Archive) -> None:
    archive(
        document(
            item("136.1", ("Ratify A", "XAB")),
            item("136.2", ("Consider B", "XAC")),
            item("136.3", ("Continue C", "XAD")),
        )
    )


@pytest.fixture
def ann(db: None) -> User:
    """Somebody who codes."""
    return coder("ann")


@pytest.fixture
def ben(db: None) -> User:
    """Somebody who codes and leads rounds."""
    return coder("ben", "add_codinground")


@pytest.fixture
def cleo(db: None) -> User:
    """Another one who leads."""
    return coder("cleo", "add_codinground")
