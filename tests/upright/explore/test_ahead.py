"""Charts that are counted before anybody asks for them."""

from django.test import Client

from tests.upright.builders import NOW, document, item
from tests.upright.conftest import Archive
from upright.charts.keeping import site_folder
from upright.explore import ahead


def kept() -> set[str]:
    return {path.name for path in site_folder().root.glob("*/*")}


def test_the_first_visitor_finds_the_charts_of_everything_counted(
    coded: object, client: Client
):
    assert ahead.due(NOW) == "7 charts counted."
    counted = kept()
    assert len(counted) == 7

    for page in ("/", "/charts/"):
        assert client.get(page).status_code == 200

    assert kept() == counted
    assert ahead.due(NOW) == ""


def test_they_are_counted_again_once_the_data_changed(coded: object, archive: Archive):
    ahead.due(NOW)
    archive(document(item("1.1", ("Do A", "XAB")), symbol="A/HRC/901/77"))

    assert ahead.due(NOW) == "7 charts counted."


def test_of_an_empty_archive_nothing_is_counted(db: None):
    assert ahead.due(NOW) == ""
    assert kept() == set()
