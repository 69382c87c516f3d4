"""Removing what is imagined, whole."""

import pytest
from django.apps import apps

from tests.upright.builders import NOW, design_example, document, item
from upright.archive import queries
from upright.archive.actions import remove_imagined
from upright.archive.models import Change, Counter, Session, State

IMAGINED = document(item("136.1", ("Ratify A", "XAB")), item("136.2", ("Do B", "XAC")))
REAL = document(design_example(), state="SVN", symbol="A/HRC/28/15")


def counts() -> dict[str, int]:
    """How many rows each table of documents holds."""
    kept = {Change, Counter, State, Session}
    return {
        model.__name__: model._default_manager.count()
        for model in apps.get_app_config("archive").get_models()
        if model not in kept
    }


@pytest.mark.django_db(transaction=True)
def test_nothing_of_the_imagined_is_left_and_nothing_real_is_touched(
    archive, correct, settings
):
    archive(REAL)
    before = counts()
    files = set(settings.MEDIA_ROOT.rglob("*.pdf"))
    totals = queries.totals(None, imagined=False)
    archive(IMAGINED)
    archive(document(reissued=True, *IMAGINED.items), data=b"reissue")  # noqa: B026

    assert remove_imagined(NOW) == 1

    assert counts() == before
    assert set(settings.MEDIA_ROOT.rglob("*.pdf")) == files
    assert queries.totals(None, imagined=False) == totals
    assert queries.changes(3) == [(4, "removal")]


def test_corrected_documents_go_as_well(archive, correct):
    archive(IMAGINED)
    correct("136.1", "text", "Ratify A soon", order=1)

    remove_imagined(NOW)

    assert set(counts().values()) == {0}


def test_where_nothing_is_imagined_nothing_is_changed(archive):
    archive(REAL)

    assert remove_imagined(NOW) == 0
    assert queries.data_version() == 1


def test_what_was_removed_can_be_imported_again(archive):
    archive(IMAGINED)
    remove_imagined(NOW)

    assert archive(IMAGINED).kind == "new"
    assert queries.totals(None, imagined=True).items == 2
