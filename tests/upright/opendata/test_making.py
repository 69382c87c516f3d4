"""Packages of the archive: whole, checked, of one data version, made once."""

import csv
import io
import json
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage

from tests.upright.builders import NOW, document, item, recommendation
from tests.upright.conftest import Archive
from tests.upright.own_site import OwnSite
from tests.upright.search.test_pledges import pledging
from tests.upright.witnesses.exports import row, upr_info
from upr.exchange.data_package import load_package
from upright.archive import leases
from upright.archive.models import Document, Recommendation
from upright.opendata import actions, queries
from upright.opendata.making import KEPT, make
from upright.opendata.models import Package
from upright.opendata.queries import LEASE
from upright.witnesses.importing import import_export

pytestmark = pytest.mark.django_db(transaction=True)


def unpacked(package: Package, folder: Path) -> Path:
    with default_storage.open(package.file) as file:
        zipfile.ZipFile(io.BytesIO(file.read())).extractall(folder)
    return folder / "upright"


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def made() -> Package:
    package = make(lambda: NOW)
    assert package is not None
    return package


@pytest.fixture
def archived(archive: Archive, correct) -> None:
    """A report and a correction of it (versions 1, 2), and a pledge (3)."""
    two = recommendation("sign B", "XAC", position="noted")
    archive(document(item("136.1", ("Ratify A", "XAB"), two), item("136.2", ("Do",))))
    correct("136.2", "position", "noted", order=1, reason="seen on page 14")
    archive(pledging("To report.", symbol="A/HRC/902/2", state="XAB"))
    Recommendation.objects.filter(text="Ratify A").update(
        codings={
            "action": [["5", 1.0, "person"]],
            "issues": [["Treaties", 0.84, "model"]],
        }
    )
    Document.objects.get(symbol="A/HRC/901/1").codings.create(
        item_key="136.1", recommendation_order=1, coder="model", model="3-0a1b2c3d",
        at=NOW, since=1,
    )  # fmt: skip


def test_it_holds_what_was_read_and_what_is_in_force(archived, tmp_path):
    folder = unpacked(made(), tmp_path)

    assert [one.symbol for one in load_package(folder)] == [
        "A/HRC/901/1",
        "A/HRC/902/2",
    ]
    rows = table(folder, "recommendations-in-force")
    assert [(one["paragraph"], one["text"], one["position"]) for one in rows] == [
        ("136.1", "Ratify A", "supported"),
        ("136.1", "sign B", "noted"),
        ("136.2", "Do", "noted"),
    ]
    assert (rows[0]["recommending_states"], rows[0]["issues"]) == ("XAB", "Treaties")
    assert [one["model"] for one in rows] == ["3-0a1b2c3d", "", ""]
    decided, coding = table(folder, "codings")
    assert list(coding.values())[3:] == [
        "issues", "Treaties", "0.84", "model", "3-0a1b2c3d",
    ]  # fmt: skip
    assert (decided["who"], decided["model"]) == ("person", "")
    assert [one["text"] for one in table(folder, "pledges")] == ["To report."]


def test_it_holds_the_history_and_the_corrections_without_names(archived, tmp_path):
    folder = unpacked(made(), tmp_path)

    said = [
        (one["paragraph"], one["text_in_item"], one["stage"], one["value"])
        for one in table(folder, "position-history")
    ]
    assert said == [
        ("136.1", "", "report", "supported"),
        ("136.1", "2", "report", "noted"),
        ("136.2", "", "report", "supported"),
        ("136.2", "1", "decided", "noted"),
    ]
    (correction,) = table(folder, "corrections")
    assert (correction["value"], correction["reason"]) == ("noted", "seen on page 14")
    whole = "".join(path.read_text("utf-8") for path in folder.iterdir())
    assert "alice" not in whole


def test_it_says_what_is_in_it_with_licence_and_version(archived, tmp_path, settings):
    package = made()
    described = json.loads(
        (unpacked(package, tmp_path) / "datapackage.json").read_text()
    )

    assert described == package.description
    assert (described["version"], package.name) == ("3", "upright-data-v3.zip")
    assert described["licenses"][0]["name"] == "CC-BY-4.0"
    rows = {one["name"]: one["rows"] for one in described["resources"]}
    assert rows["documents"] == 2
    assert rows["recommendations-in-force"] == 3
    assert rows["data-versions"] == 3
    assert (package.size, len(package.sha256)) == (
        default_storage.size(package.file),
        64,
    )


def test_a_version_is_made_once(archived):
    first, second = made(), made()

    assert first.pk == second.pk
    assert Package.objects.count() == 1


def test_what_comes_meanwhile_is_not_in_it(archived, archive, tmp_path):
    def tell(_package: Package) -> None:
        archive(document(item("1.1", ("Late", "XAB")), symbol="A/HRC/909/9"))

    package = make(lambda: NOW, tell)

    assert package is not None
    assert package.version == 3
    rows = table(unpacked(package, tmp_path), "recommendations-in-force")
    assert "Late" not in {one["text"] for one in rows}
    assert Recommendation.objects.filter(text="Late").exists()


def test_real_documents_are_never_put_with_imagined_ones(archived, archive, tmp_path):
    archive(document(item("5.1", ("Real", "PER")), symbol="A/HRC/30/9", state="SVN"))

    package = made()

    rows = table(unpacked(package, tmp_path), "recommendations-in-force")
    assert ([one["text"] for one in rows], package.is_imagined) == (["Real"], False)


def test_pledges_of_others_are_a_table_of_their_own(archived, archive, tmp_path):
    archive(pledging("To report.", symbol="A/HRC/30/9", state="SVN"))
    pledge = row("We will plant trees", "Slovenia", "Voluntary Pledge")
    import_export(upr_info(tmp_path / "upr-info.csv", pledge), lambda: NOW)

    folder = unpacked(made(), tmp_path)

    assert [one["text"] for one in table(folder, "pledges")] == ["To report."]
    (theirs,) = table(folder, "pledges-of-other-databases")
    assert (theirs["source"], theirs["state"]) == ("upr-info", "SVN")
    assert (theirs["text"], theirs["export_row"]) == ("We will plant trees", "2")
    assert "`pledges-of-other-databases.csv`" in (folder / "README.md").read_text()
    described = json.loads((folder / "datapackage.json").read_text())
    own_terms = {
        one["name"]: [licence["name"] for licence in one["licenses"]]
        for one in described["resources"]
        if "licenses" in one
    }
    assert own_terms == {"pledges-of-other-databases": ["notspecified"]}


def test_a_demonstration_holds_nothing_of_others(archived, tmp_path):
    folder = unpacked(made(), tmp_path)

    assert not (folder / "pledges-of-other-databases.csv").exists()
    assert "other-databases" not in (folder / "README.md").read_text()


def test_nothing_archived_is_no_package(db):
    assert make(lambda: NOW) is None
    assert not Package.objects.exists()


def test_while_one_is_made_no_other_is_begun(archived):
    with leases.leased(LEASE, NOW):
        assert make(lambda: NOW) is None


def test_one_that_broke_off_is_begun_anew(archived):
    Package.objects.create(version=3, begun=NOW, total=9)

    assert made().total == 2
    assert Package.objects.count() == 1


def test_only_the_newest_are_kept(archived, archive):
    files = []
    for number in range(KEPT + 1):
        archive(document(item("1.1", ("Do", "XAB")), symbol=f"A/HRC/91{number}/1"))
        files.append(made().file)

    assert [default_storage.exists(name) for name in files] == [False] + [True] * KEPT
    assert len(queries.packages()) == KEPT


def test_it_is_due_where_data_changed_and_a_day_has_passed(archived, archive):
    begun = "A package of the data is being made."
    day = timedelta(days=1)
    assert actions.due(NOW) == begun
    made()
    assert actions.due(NOW + 2 * day) == ""
    archive(document(item("1.1", ("Do", "XAB")), symbol="A/HRC/911/1"))
    assert actions.due(NOW + timedelta(hours=1)) == ""


def test_one_that_broke_off_is_not_tried_every_minute(archived):
    Package.objects.create(version=3, begun=NOW, total=9)

    assert actions.due(NOW + timedelta(minutes=1)) == ""
    assert actions.due(NOW + timedelta(hours=2)) != ""


def test_the_command_makes_it(own_site: OwnSite):
    nothing = own_site.upright("manage", "make_data_package")
    assert nothing.returncode == 1
    assert nothing.stderr.startswith("CommandError: Nothing is archived")
