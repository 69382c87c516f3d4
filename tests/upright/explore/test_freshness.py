from dataclasses import replace
from pathlib import Path

import pytest
from django.test import Client

from tests.upright.builders import document, item
from tests.upright.conftest import Archive
from upr.coding import weights
from upright.explore.freshness import fingerprint_of, program_fingerprint

pytestmark = pytest.mark.django_db

PAGES = [
    "/",
    "/search/",
    "/documents/",
    "/documents/A/HRC/901/1/",
    "/recommendations/A/HRC/901/1/136.1/",
    "/recommendations/A/HRC/901/1/136.1.json",
    "/method/",
]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_answered_briefly_until_the_data_change(
    imagined, archive, client: Client, address
):
    first = client.get(address)
    assert first.headers["Cache-Control"] == "public, no-cache"
    asked_again = {"If-None-Match": first.headers["ETag"]}
    again = client.get(address, headers=asked_again)
    assert (again.status_code, again.content) == (304, b"")
    archive(document(item("1.1", ("Do", "XAB")), symbol="A/HRC/903/1"))
    after = client.get(address, headers=asked_again)
    assert after.status_code == 200
    assert after.headers["ETag"] != first.headers["ETag"]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_can_be_asked_for_its_head(imagined, client: Client, address):
    head, whole = client.head(address), client.get(address)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["ETag"] == whole.headers["ETag"]


def test_pages_and_their_parts_are_kept_apart(imagined, client: Client):
    page = client.get("/search/")
    names = {name.strip() for name in page.headers["Vary"].split(",")}
    assert "HX-Request" in names
    part = client.get(
        "/search/",
        headers={"HX-Request": "true", "If-None-Match": page.headers["ETag"]},
    )
    assert part.status_code == 200
    assert part.has_header("ETag") is False


def test_an_error_is_not_kept_by_its_etag(imagined, client: Client):
    assert client.get("/documents/A/HRC/9/9/").has_header("ETag") is False


def test_a_page_is_shown_anew_once_another_model_codes_here(
    archive: Archive, client: Client, settings, tmp_path: Path
):
    settings.UPRIGHT_CODING = True
    archive(document(item("136.1", ("Ratify the Convention against Torture", "XAB"))))
    address = "/recommendations/A/HRC/901/1/136.1/"
    first = client.get(address)
    assert "because of" in first.content.decode()

    own = tmp_path / "own.npz"
    own.write_bytes(weights.packed(replace(weights.installed(), version="9-0a1b2c3d")))
    settings.UPRIGHT_CODING_MODEL = own  # nothing is coded by it yet
    asked_again = {"If-None-Match": first.headers["ETag"]}
    after = client.get(address, headers=asked_again)

    assert after.status_code == 200
    assert "because of" not in after.content.decode()
    settings.UPRIGHT_CODING_MODEL = None
    assert client.get(address, headers=asked_again).status_code == 304


def test_the_program_has_a_fingerprint():
    assert len(program_fingerprint()) == 64


def test_a_fingerprint_is_of_what_stands_in_every_folder(tmp_path: Path):
    site, library = tmp_path / "site", tmp_path / "library"
    for folder in (site, library):
        folder.mkdir()
    (site / "page.html").write_text("page")
    prints = [fingerprint_of(site, library)]
    for name, text in (("rules.csv", "1"), ("rules.csv", "2"), ("model.npz", "3")):
        (library / name).write_text(text)
        prints.append(fingerprint_of(site, library))
    assert len(set(prints)) == 3  # models are known by their versions
    assert prints[-1] == prints[-2]
