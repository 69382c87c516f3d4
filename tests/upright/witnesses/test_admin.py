"""Staff import exports and decide on records; others do neither."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from lxml import html

from tests.upright.witnesses.conftest import ties
from tests.upright.witnesses.exports import (
    CHILDREN,
    PRISONS,
    report,
    row,
    upr_info,
)
from upright.accounts.models import User
from upright.witnesses import waiting
from upright.witnesses.actions import due
from upright.witnesses.models import Decision, Export, Record, Tie

UPLOAD = "/admin/witnesses/export/upload/"
LIST = "/admin/witnesses/tie/"
MOON = "Send observers to the moon"


@pytest.fixture
def at_once(monkeypatch):
    """The worker does what is queued at once."""
    task = waiting.work_on_export
    monkeypatch.setattr(waiting, "work_on_export", _AtOnce(task.func), raising=True)


class _AtOnce:
    def __init__(self, function):
        self.enqueue = function


def upload(client, path, name="rows.csv"):
    file = SimpleUploadedFile(name, path.read_bytes())
    return client.post(UPLOAD, {"file": file})


def page_of(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    page: Any = html.fromstring(response.content.decode())
    return " ".join(page.text_content().split())


def cells_of(client, address: str) -> dict[str, str]:
    """The tables of a page: what a line is about, and its number."""
    page: Any = html.fromstring(client.get(address).content.decode())
    lines = page.xpath("//div[@id='content-main']//tr[th and td]")
    return {line.xpath("./th")[0].text: line.xpath("./td")[0].text for line in lines}


def test_a_file_is_shown_before_it_is_imported(archive, alice, at_once, tmp_path):
    archive(report())
    path = upr_info(
        tmp_path / "x.csv", row(CHILDREN), row(MOON, "Estonia"), row("x", action="8")
    )

    response = upload(alice, path)

    export = Export.objects.get()
    page = reverse("admin:witnesses_export_import", args=[export.pk])
    assert response["Location"] == page
    said = page_of(alice, page)
    assert "read, not yet taken in" in said
    assert cells_of(alice, page) == {
        "rows": "3", "new": "2", "known already": "0", "rejected": "1",
        "changed: a newer wording, position or label": "0",
        "to an item, surely": "1", "to an item, in doubt": "0",
        "to nothing in the report": "1", "reviews whose report is not here": "0",
    }  # fmt: skip
    assert "To → state" in said
    assert "Row 4: The action category is 8, not 1 to 5." in said
    assert not Record.objects.filter(since__isnull=False).exists()

    alice.post(page, {"import": "Import"})

    export.refresh_from_db()
    assert (export.stage, str(export.by)) == ("done", "alice@example.org")
    assert Record.objects.filter(until=None, since__isnull=False).count() == 2
    assert list(waiting.folder().iterdir()) == []
    rejects = alice.get(reverse("admin:witnesses_export_rejects", args=[export.pk]))
    lines = b"".join(rejects.streaming_content).decode().splitlines()
    assert lines[1].startswith('4,"The action category is 8, not 1 to 5.",Slovenia')


def test_a_cancelled_upload_leaves_nothing(alice, states, at_once, tmp_path):
    upload(alice, upr_info(tmp_path / "x.csv", row(CHILDREN)))
    page = reverse("admin:witnesses_export_import", args=[Export.objects.get().pk])

    alice.post(page, {"cancel": "Cancel"})

    assert "cancelled: nothing was kept" in page_of(alice, page)
    assert (Record.objects.count(), list(waiting.folder().iterdir())) == (0, [])


def test_an_upload_that_is_no_export_says_why(alice, states, at_once, tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("a,b\n1,2\n")

    upload(alice, path)

    export = Export.objects.get()
    page = page_of(alice, reverse("admin:witnesses_export_import", args=[export.pk]))
    assert "The columns are those of no export that is known here: a, b." in page
    assert list(waiting.folder().iterdir()) == []


def test_an_upload_left_by_a_killed_worker_is_queued_again(
    alice, states, tmp_path, settings
):
    upload(alice, upr_info(tmp_path / "x.csv", row(CHILDREN)))
    from django_tasks_db.models import DBTaskResult  # noqa: PLC0415 -- after setup

    DBTaskResult.objects.all().delete()

    assert due(Export.objects.get().began) == "1 export queued again."
    assert DBTaskResult.objects.count() == 1


@pytest.mark.parametrize("address", [UPLOAD, "/admin/witnesses/tie/1/decide/"])
def test_who_may_not_gets_no_page(address, client, db):
    assert client.get(address).status_code == 302
    bob = User.objects.create_user("bob@example.org", is_staff=True)
    bob.user_permissions.set(Permission.objects.filter(codename="view_tie"))
    client.force_login(bob)
    assert client.get(address).status_code == 403
    assert client.get(LIST).status_code == 200


@pytest.fixture
def questions(archive, take, tmp_path):
    archive(report())
    take(
        upr_info(
            tmp_path / "x.csv",
            row(CHILDREN), row(MOON, "Estonia"), row(PRISONS, "Peru", "Accepted"),
        )
    )  # fmt: skip


def rows_of(client, query=""):
    page: Any = html.fromstring(client.get(f"{LIST}{query}").content.decode())
    return [
        [" ".join(cell.text_content().split()) for cell in line.xpath("./*")][:4]
        for line in page.xpath("//table[@id='result_list']/tbody/tr")
    ]


def test_disagreements_and_loose_records_are_listed(questions, alice):
    assert rows_of(alice) == [
        ["A/HRC/30/9", "UPR Info", "Nothing in the report fits.", MOON],
        ["A/HRC/30/9, 136.2", "UPR Info", "The positions differ.", PRISONS],
    ]
    assert rows_of(alice, "?question=position")[0][3] == PRISONS
    assert rows_of(alice, "?question=text") == []
    assert len(rows_of(alice, "?record__state=SVN&record__source=upr-info")) == 2


def test_a_decision_is_taken_shown_and_taken_back(questions, alice):
    tie = Tie.objects.get(record__text=MOON)
    address = reverse("admin:witnesses_tie_decide", args=[tie.pk])
    assert MOON in page_of(alice, address)

    refused = alice.post(
        address, {"verdict": "item", "recommendation_order": 1, "reason": "Seen."}
    )
    assert "Say which paragraph it belongs to." in refused.content.decode()
    alice.post(
        address,
        {
            "verdict": "item", "item_key": "136.2", "recommendation_order": 1,
            "reason": "Seen in the print.",
        },
    )  # fmt: skip

    assert ("Send ob", "136.2", 1, "decided") in ties()
    assert [line[3] for line in rows_of(alice)] == [PRISONS]
    assert [line[3] for line in rows_of(alice, "?decided=1")] == [MOON]
    decision = Decision.objects.get()
    undo = reverse("admin:witnesses_decision_undo", args=[decision.pk])
    alice.post(undo, {"reason": "A mistake."})
    assert [line[3] for line in rows_of(alice)] == [MOON, PRISONS]
    now = Tie.objects.get(record__text=MOON, until=None)
    page = page_of(alice, reverse("admin:witnesses_tie_decide", args=[now.pk]))
    assert "Seen in the print." in page
    assert "A mistake." in page


def test_the_lists_are_there(questions, alice):
    for model in ("export", "record", "decision", "tie"):
        assert alice.get(f"/admin/witnesses/{model}/").status_code == 200
    export = Export.objects.get()
    page = page_of(alice, f"/admin/witnesses/export/{export.pk}/change/")
    assert "3 rows: 3 new, 0 changed, 0 known, 0 no longer there, 0 rejected" in page


@pytest.mark.parametrize("model", ["export", "record", "decision"])
def test_filters_call_a_database_by_its_name(questions, alice, model):
    page: Any = html.fromstring(
        alice.get(f"/admin/witnesses/{model}/").content.decode()
    )
    labels = [text.strip() for text in page.xpath("//nav//li//a/text()")]
    assert labels.count("upr-info") == 0
    if model != "decision":
        assert labels.count("UPR Info") == 1


def test_an_import_leads_to_its_records(questions, alice):
    export = Export.objects.get()
    address = reverse("admin:witnesses_export_import", args=[export.pk])
    page: Any = html.fromstring(alice.get(address).content.decode())
    assert page.xpath("//div[@id='content-main']//a/@href") == [
        f"/admin/witnesses/record/?export__exact={export.pk}",
        "/admin/witnesses/tie/",
        "/witnesses/",
    ]
    listed = page_of(alice, f"/admin/witnesses/record/?export__exact={export.pk}")
    assert "3 records of other databases" in listed


def test_a_state_nobody_knows_is_listed_as_it_is_named(
    states, alice, at_once, tmp_path
):
    path = upr_info(tmp_path / "x.csv", row(CHILDREN, to="Atlantis"))
    upload(alice, path)
    page = reverse("admin:witnesses_export_import", args=[Export.objects.get().pk])
    said = cells_of(alice, page)
    assert said["to nothing: no State known here is called “Atlantis”"] == "1"
    assert said["reviews whose report is not here"] == "0"
    alice.post(page, {"import": "Import"})
    found: Any = html.fromstring(
        alice.get("/admin/witnesses/record/?q=Atlantis").content.decode()
    )
    cells = found.xpath("//table[@id='result_list']/tbody/tr/td")
    assert [cell.text_content() for cell in cells][:3] == [
        "UPR Info", "recommendation", "Atlantis",
    ]  # fmt: skip
