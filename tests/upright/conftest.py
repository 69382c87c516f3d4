"""What every test of the platform stands on."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.upright.builders import NAMES, NOW, file_of
from tests.upright.own_site import OwnSite, own_site_in
from upr import records
from upright.accounts.models import User
from upright.archive.actions import Outcome, Proposal, archive_document
from upright.archive.actions import correct as make_correction
from upright.archive.models import Correction, Document, Session, State
from upright.search import pledges

CYCLES = {1: range(1, 13), 2: range(13, 27), 3: range(27, 41), 4: range(41, 48)}
Archive = Callable[..., Outcome]


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path: Path) -> None:
    """Nothing is written into the site's own folders, no static files are built."""
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.INDEX_ROOT = tmp_path / "index"
    settings.CHARTS_ROOT = tmp_path / "charts"
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {
            "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        },
    }
    settings.UPRIGHT_CODING = False  # what tests say must not depend on the model
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """No pledge of another test's archive is remembered."""
    pledges.forget()


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
            for cycle, numbers in CYCLES.items()
            for number in numbers
        ],
        ignore_conflicts=True,
    )


@pytest.fixture
def archive(states: None) -> Archive:
    """Archive a document from tests.upright.builders as `upright import` does."""

    def archive(
        document: records.Document, data: bytes | None = None, at: datetime = NOW
    ) -> Outcome:
        return archive_document(document, data or file_of(document), at)

    return archive


@pytest.fixture
def staff(db: None) -> User:
    """Somebody who may do everything in the admin."""
    return User.objects.create_superuser("alice@example.org", "correct horse")


@pytest.fixture
def correct(staff: User) -> Callable[..., Correction]:
    """Correct a field of the document archived first, as Alice."""

    def correct(
        key: str, field: str, value: Any, order: int | None = None, reason: str = "seen"
    ) -> Correction:
        document = Document.objects.earliest("pk")
        proposal = Proposal(document, key, order, field, value, reason)
        return make_correction(proposal, NOW, staff)

    return correct


@pytest.fixture
def own_site(tmp_path: Path) -> Iterator[OwnSite]:
    """A site of its own, for tests that start processes."""
    with own_site_in(tmp_path / "site") as site:
        yield site


@pytest.fixture
def alice(client: Client, staff: User) -> Client:
    """The browser of Alice, who may do everything."""
    client.force_login(staff)
    return client
