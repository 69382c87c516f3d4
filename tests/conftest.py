"""What tests of the library and of the platform share."""

import os
from pathlib import Path

import pytest

_REPOSITORY = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real papers; without it the test is skipped and says so."""
    beside = _REPOSITORY.parent / "shared" / "corpus"
    folder = Path(os.environ.get("UPR_CORPUS") or beside)
    if not folder.is_dir():
        pytest.skip(f"the real papers are not here: {folder} (UPR_CORPUS)")
    return folder
