"""Coding the archive anew: whole documents, once, whatever happens on the way."""

import json
import signal
import subprocess
import sys
from datetime import datetime, timedelta
from threading import Event
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django_tasks_db.models import DBTaskResult

from tests.upright.builders import NOW, document, item
from tests.upright.job_queue import run_queue
from tests.upright.own_site import PRELUDE, OwnSite
from upr.coding import Scheme, model_version
from upright.archive import recoding
from upright.archive.coding_decisions import Decision, decide
from upright.archive.jobs import is_waiting
from upright.archive.leases import LASTS, take
from upright.archive.models import (
    Change,
    Coding,
    Document,
    Recoding,
    Recommendation,
)

PAPERS = [
    document(
        item("136.1", (f"Ratify treaty {n}", "XAB"), ("Continue to do so", "XAC")),
        item("136.2", ("Ratifier la Convention contre la torture", "XAB")),
        symbol=f"A/HRC/901/{n}",
    )
    for n in range(1, 4)
]
SETUP = """
from django.utils import timezone
from tests.upright.archive.test_recoding import PAPERS
from tests.upright.builders import file_of
from upright.archive.actions import archive_document
State.objects.create(iso3="XAA", name="Aldoria", is_imagined=True)
for paper in PAPERS: archive_document(paper, file_of(paper), timezone.now())
"""
KILLED = """
import os, signal
from datetime import timedelta
from django.utils import timezone
from upright.archive import recoding
recoding.CHUNK = 1
now = lambda: timezone.now() - timedelta(minutes=2)  # its lease has run out
def die(*_): os.kill(os.getpid(), signal.SIGKILL)
recoding.begin(now())
done = 0
{point}
recoding.recode(now, tell)
"""
BEFORE_ANY = "tell = None; recoding._next = die"
IN_A_CHANGE = """
tell = None
carry = recoding.carry_out
def carry_out(*steps):
    global done
    done += 1
    carry(*steps)
    if done == 2: die()
recoding.carry_out = carry_out
"""
AFTER_A_CHANGE = "tell = die"
BEFORE_IT_ENDS = """
tell = None
nothing = recoding._next
recoding._next = lambda version: nothing(version) or die()
"""
TAKEN_UP = """
from tests.upright.job_queue import run_queue
run_queue()
"""
STATE = """
import json
texts = Recommendation.objects.order_by("item__document__symbol", "item__key", "order")
rows = Coding.objects.order_by("document__symbol", "item_key", "recommendation_order")
print(json.dumps({
    "codings": list(texts.filter(until=None).values_list("codings", flat=True)),
    "rows": list(rows.values_list("codes", flat=True)),
    "texts": texts.count(),
    "done": list(Recoding.objects.values_list("documents_done", "texts_done")),
    "open": Recoding.objects.filter(ended=None).count(),
}))
"""


@pytest.fixture
def uncoded(archive, settings) -> None:
    """Three documents that no model coded; from now on texts are coded."""
    for paper in PAPERS:
        archive(paper)
    settings.UPRIGHT_CODING = True


def test_a_recoding_codes_what_no_model_coded_and_nothing_twice(uncoded, capsys):
    call_command("recode")

    version = model_version()
    assert capsys.readouterr().out == (
        f"9 recommendations in 3 documents coded by the model {version}.\n"
    )
    coded = [t.codings for t in Recommendation.objects.filter(until=None)]
    assert [bool(codings) for codings in coded] == [True, True, False] * 3
    assert set(Document.objects.values_list("coded_by", flat=True)) == {version}
    [run] = Recoding.objects.all()
    assert (run.texts, run.texts_done, run.documents_done) == (9, 9, 3)
    [change] = Change.objects.filter(kind="coding")
    assert change.note == f"3 documents by the model {version}"

    call_command("recode")
    assert capsys.readouterr().out == (
        "Everything is coded by the installed model already.\n"
    )
    assert (Recoding.objects.count(), Change.objects.count()) == (1, 4)


def test_another_model_codes_anew_but_not_what_a_person_decided(uncoded, staff):
    call_command("recode")
    report = Document.objects.earliest("pk")
    decide(Decision(report, "136.1", 1, Scheme.ACTION, ["2"]), NOW, staff)
    Coding.objects.filter(coder="model").update(model="0-old")
    Document.objects.update(coded_by="0-old")
    Coding.objects.filter(recommendation_order=2).update(codes={"action": [["1", 0.5]]})
    Recommendation.objects.filter(order=2).update(
        codings={"action": [["1", 0.5, "model"]]}
    )
    untouched = list(Coding.objects.filter(coder="person").values())

    call_command("recode")

    first, second = Recommendation.objects.filter(
        item__document=report, item__key="136.1", until=None
    ).order_by("order")
    assert first.codings["action"] == [["2", 1.0, "person"]]
    assert second.codings["action"][0][0] == "2"
    assert first.since < second.since  # of the first nothing has changed
    assert list(Coding.objects.filter(coder="person").values()) == untouched
    assert set(
        Coding.objects.filter(until=None, coder="model").values_list("model", flat=True)
    ) == {model_version()}


def test_it_is_said_that_documents_wait_until_a_recoding_is_begun(uncoded, settings):
    version = model_version()
    said = (
        f"Documents whose texts the installed model ({version}) has not coded: 3."
        " `upright recode` codes them; what people decided stays."
    )
    assert recoding.behind() == said
    settings.UPRIGHT_CODING = False
    assert recoding.behind() == ""
    settings.UPRIGHT_CODING = True
    recoding.begin(NOW)
    assert recoding.behind() == ""
    call_command("recode")
    assert recoding.behind() == ""
    Document.objects.update(coded_by="0-old")
    assert recoding.behind() == said


@pytest.mark.parametrize("chunk", [1, 4])
def test_each_change_holds_whole_documents(uncoded, monkeypatch, chunk):
    monkeypatch.setattr(recoding, "CHUNK", chunk)
    told = []
    recoding.begin(NOW)

    done = recoding.recode(lambda: NOW, lambda run: told.append(run.texts_done))

    assert done is True
    assert told == {1: [3, 6, 9, 9], 4: [6, 9, 9]}[chunk]
    changes = [
        set(
            Recommendation.objects.filter(item__document=one).values_list(
                "since", "until"
            )
        )
        for one in Document.objects.all()
    ]
    assert all(len(numbers) == 3 for numbers in changes)  # old, new, and the French one


def test_it_is_left_to_the_worker(uncoded, capsys):
    call_command("recode", background=True)
    call_command("recode", background=True)
    assert capsys.readouterr().out == "9 recommendations are left to the worker.\n" * 2
    assert recoding.due(NOW) == ""  # it is queued already
    assert Coding.objects.count() == 0

    run_queue()

    assert Coding.objects.count() == 6
    assert Recoding.objects.filter(ended=None).count() == 0
    assert recoding.due(NOW) == ""


def test_nobody_takes_up_what_another_is_at(uncoded):
    recoding.begin(NOW)
    assert take("recode", NOW) is not None

    assert recoding.due(NOW) == ""
    assert recoding.recode(lambda: NOW) is False
    assert recoding.due(NOW + LASTS) == ("The archive is coded anew by the worker.")


def test_it_ends_between_two_changes_when_the_worker_is_to_end(uncoded, monkeypatch):
    monkeypatch.setattr(recoding, "CHUNK", 1)
    stopping = Event()
    monkeypatch.setattr(recoding, "STOPPING", stopping)
    recoding.begin(NOW)

    assert recoding.recode(lambda: NOW, lambda _: stopping.set()) is False

    assert Recoding.objects.get().documents_done == 1
    assert recoding.due(NOW) != ""


@pytest.fixture
def failing(uncoded, monkeypatch) -> list[str]:
    """The documents of the chunk cannot be coded, but for those that are named."""
    healed: list[str] = []
    code = recoding._recode

    def recode(document: Document, *rest: Any) -> int:
        if document.symbol not in healed:
            raise ValueError("what it says could be of a person")
        return code(document, *rest)

    monkeypatch.setattr(recoding, "_recode", recode)
    return healed


def fail(at: datetime) -> None:
    assert recoding.due(at) == "The archive is coded anew by the worker."
    DBTaskResult.objects.all().delete()
    with pytest.raises(ValueError, match="of a person"):
        recoding.recode(lambda: at)


def test_what_fails_is_tried_again_after_pauses_that_grow_and_given_up(failing):
    recoding.begin(NOW)
    at = NOW
    for tries, pause in enumerate(recoding.PAUSES, start=1):
        fail(at)
        run = Recoding.objects.get()
        assert (run.tries, run.tried_at, run.ended) == (tries, at, None)
        assert recoding.next_try(run) == at + pause
        assert recoding.due(at + pause - timedelta(seconds=1)) == ""
        at += pause
    fail(at)

    assert recoding.due(at) == recoding.GIVEN_UP % 7
    assert recoding.due(at + timedelta(days=9)) == ""
    run = Recoding.objects.get()
    assert (run.tries, run.ended) == (7, at)
    assert "person" not in run.failure
    assert run.failure.startswith("ValueError in ")
    assert run.failure.endswith("; A/HRC/901/1")


def test_what_heals_forgets_its_failures(failing, monkeypatch):
    monkeypatch.setattr(recoding, "CHUNK", 1)
    failing.append("A/HRC/901/1")
    recoding.begin(NOW)
    fail(NOW)
    run = Recoding.objects.get()
    assert (run.documents_done, run.tries) == (1, 1)
    assert run.failure.endswith("; A/HRC/901/2")

    failing += ["A/HRC/901/2", "A/HRC/901/3"]
    assert recoding.due(NOW + recoding.PAUSES[0]) != ""
    run_queue()

    run = Recoding.objects.get()
    assert (run.documents_done, run.tries, run.failure) == (3, 0, "")
    assert run.ended is not None


def test_staff_need_not_wait_for_the_pause(failing):
    recoding.recode_later(NOW)
    DBTaskResult.objects.all().delete()
    with pytest.raises(ValueError, match="of a person"):
        recoding.recode(lambda: NOW)
    assert recoding.due(NOW) == ""

    recoding.recode_later(NOW)

    assert is_waiting(recoding.recode_all)


def test_where_nothing_can_be_coded_it_says_so(archive, capsys):
    with pytest.raises(CommandError, match="UPRIGHT_CODING is 0"):
        call_command("recode")


@pytest.mark.parametrize(
    "point", [BEFORE_ANY, IN_A_CHANGE, AFTER_A_CHANGE, BEFORE_IT_ENDS]
)
def test_what_was_killed_is_taken_up_by_tick(own_site: OwnSite, point):
    own_site.environment["PYTHONPATH"] = "."
    own_site.run(SETUP)
    own_site.environment["UPRIGHT_CODING"] = "1"
    killed = subprocess.run(
        [sys.executable, "-c", PRELUDE + KILLED.format(point=point)],
        env=own_site.environment,
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL
    assert json.loads(own_site.run(STATE))["open"] == 1

    said = own_site.upright("tick")
    own_site.run(TAKEN_UP)

    assert "codings: The archive is coded anew by the worker.\n" in said.stdout
    found = json.loads(own_site.run(STATE))
    assert [bool(codings) for codings in found["codings"]] == [True, True, False] * 3
    assert (len(found["rows"]), found["texts"]) == (6, 15)  # none was coded twice
    assert (found["done"], found["open"]) == ([[3, 9]], 0)
    assert "codings: nothing was due\n" in own_site.upright("tick").stdout


def test_a_job_that_was_queued_twice_is_done_once(uncoded):
    recoding.begin(NOW)
    for _ in range(2):
        recoding.recode_all.enqueue()

    run_queue()

    assert Change.objects.filter(kind="coding").count() == 1
    assert Coding.objects.count() == 6
