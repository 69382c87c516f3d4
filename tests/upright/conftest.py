"""What every test of the platform stands on."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from tests.upright.builders import NAMES, NOW, file_of
from upr.records import Document
from upright.accounts.models import User
from upright.archive.actions import Outcome, archive_document
from upright.archive.models import Session, State

Archive = Callable[..., Outcome]


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path: Path) -> Iterator[None]:
    """Nothing is written into the site's own folders, no static files are built."""
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.INDEX_ROOT = tmp_path / "index"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {
            "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        },
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    yield


@pytest.fixture
def states(db: None) -> None:
    """The States of the builders (XAA to XAE are imagined), and sessions 1 to 47."""
    State.objects.bulk_create(
        [
            State(
                iso3=code,
                name=name,
                official_name=f"Republic of {name}",
                regional_group="GRULAC" if code in ("CHL", "PER") else "WEOG",
                is_imagined=code.startswith("XA"),
            )
            for code, name in NAMES.items()
        ],
        ignore_conflicts=True,
    )
    Session.objects.bulk_create(
        [
            Session(number=number, cycle=cycle)
            for cycle, first, last in (
                (1, 1, 12),
                (2, 13, 26),
                (3, 27, 40),
                (4, 41, 47),
            )
            for number in range(first, last + 1)
        ],
        ignore_conflicts=True,
    )


@pytest.fixture
def archive(states: None) -> Archive:
    """Archive a document from tests.upright.builders as `upright import` does."""

    def archive(
        document: Document, data: bytes | None = None, at: datetime = NOW
    ) -> Outcome:
        return archive_document(document, data or file_of(document), at)

    return archive


@pytest.fixture
def staff(db: None) -> User:
    """Somebody who may do everything in the admin."""
    return User.objects.create_superuser("alice@example.org", "correct horse")
