"""Fetching and archiving, tried against a real server that misbehaves."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.upr.fetching.misbehaving import Answer, Server, serving
from tests.upr.fetching.test_fetcher import PAPER, SYMBOL, WEB_PAGE, service
from tests.upr.papers_written import NATIONAL_REPORT
from tests.upr.pdf_builders import pdf
from tests.upright.builders import NOW
from tests.upright.own_site import OwnSite
from upr.fetching.fetcher import Fetcher
from upr.fetching.service import wanted
from upright.archive.fetching import Came, FetchOutcome, fetch_and_import
from upright.archive.models import Document, DocumentVersion

pytestmark = pytest.mark.django_db(transaction=True)

NATIONAL = "A/HRC/WG.6/20/XAA/1"
NATIONAL_PAPER = pdf(*NATIONAL_REPORT)


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def came(
    server: Server, folder: Path, *answers: Answer, symbols: list[str]
) -> list[FetchOutcome]:
    server.answers = list(answers)
    asked = [wanted(symbol) for symbol in symbols]
    with Fetcher(folder, service(server), lambda _seconds: None) as fetcher:
        return list(fetch_and_import(asked, fetcher, lambda: NOW))


def test_what_is_fetched_is_archived(states, server, tmp_path):
    answers = Answer(body=PAPER), Answer(body=NATIONAL_PAPER)
    found = came(server, tmp_path, *answers, symbols=[SYMBOL, NATIONAL])

    assert [one.came for one in found] == [Came.FETCHED, Came.FETCHED]
    assert set(Document.objects.values_list("symbol", flat=True)) == {SYMBOL, NATIONAL}


def test_again_nothing_is_asked_and_nothing_is_archived_twice(states, server, tmp_path):
    came(server, tmp_path, Answer(body=PAPER), symbols=[SYMBOL])
    (again,) = came(server, tmp_path, Answer(500), symbols=[SYMBOL])

    assert again.came is Came.WAS_HERE
    assert again.imported is not None
    assert again.imported.outcome is not None
    assert again.imported.outcome.kind == "known"
    assert (len(server.asked), DocumentVersion.objects.count()) == (1, 1)


def test_what_cannot_be_had_is_told_apart_and_the_rest_goes_on(
    states, server, tmp_path
):
    answers = [
        Answer(404),
        Answer(403),
        Answer(body=WEB_PAGE),
        Answer(body=PAPER),
    ]
    symbols = ["A/HRC/914/1", "A/HRC/914/2", "A/HRC/914/3", SYMBOL]
    found = came(server, tmp_path, *answers, symbols=symbols)

    assert [one.came for one in found] == [
        Came.NOT_THERE,
        Came.REFUSED,
        Came.FAILED,
        Came.FETCHED,
    ]
    assert found[0].why == "A/HRC/914/1 (en): the service does not have it."
    assert Document.objects.get().symbol == SYMBOL


def test_a_service_that_fails_again_and_again_is_left_in_peace(
    states, server, tmp_path
):
    symbols = [f"A/HRC/914/{number}" for number in range(1, 6)]
    found = came(server, tmp_path, Answer(500), symbols=symbols)

    assert [one.came for one in found] == [Came.FAILED] * 3 + [Came.NOT_ASKED] * 2
    assert len(server.asked) == 3 * 3  # each is tried three times


def test_the_command_fetches_and_archives_and_sums_up(own_site: OwnSite, server):
    server.answers = [Answer(body=PAPER), Answer(404)]
    address = f"{server.address}/?s={{symbol}}&l={{language}}&t={{type}}"
    own_site.environment["UPR_FETCH_ADDRESS"] = address

    done = own_site.upright("fetch", SYMBOL, "A/HRC/914/99")

    assert (done.returncode, done.stdout) == (
        1,
        "1 fetched; 1 not there; archived: 1 new\n",
    )
    assert "A/HRC/914/99 (en): the service does not have it." in done.stderr
    assert own_site.run("print(Document.objects.get().symbol)") == f"{SYMBOL}\n"
    again = own_site.upright("fetch", SYMBOL)
    assert (again.returncode, again.stdout) == (0, "1 was here; archived: 1 known\n")


REFUSALS = [
    (["fetch"], "", "Name a symbol, or a session. Nothing was fetched."),
    (["fetch", "S/2020/1"], "", "'S/2020/1' is no symbol of the Human Rights"),
    (["fetch", "--session", "999"], "", "No review at session 999 is known."),
    (["fetch", SYMBOL], "http://x/{name}", "UPR_FETCH_ADDRESS must hold {symbol}"),
    (["fetch", SYMBOL], "http://x/", "UPR_FETCH_ADDRESS must hold {symbol}"),
]


def test_what_cannot_be_asked_for_is_explained(own_site: OwnSite):
    for words, address, told in REFUSALS:
        own_site.environment["UPR_FETCH_ADDRESS"] = address

        done = own_site.upright(*words)

        assert done.returncode == 2
        assert done.stderr.startswith(f"CommandError: {told}")
