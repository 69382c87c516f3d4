"""Fetching, tried against a real server that misbehaves."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.upr.fetching.misbehaving import Answer, Server, serving
from tests.upr.papers_written import COVER, REPORT
from tests.upr.pdf_builders import pdf
from upr.cli import main
from upr.errors import (
    FetchError,
    FetchRefusedError,
    NoSuchDocumentError,
    ServiceError,
    WrongDocumentError,
)
from upr.fetching.fetcher import Fetched, Fetcher, reports_of_session
from upr.fetching.service import Service, wanted

SYMBOL = "A/HRC/914/15"
PAPER = pdf(*REPORT)
OTHER = pdf(tuple(line.replace("/914/15", "/914/16") for line in COVER), *REPORT[1:])
NAME = "A_HRC_914_15-EN.pdf"
WEB_PAGE = b"<!DOCTYPE html><html><title>Just a moment...</title></html>"


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def service(server: Server) -> Service:
    return Service(
        address=f"{server.address}/symbol?s={{symbol}}&l={{language}}&t={{type}}",
        user_agent="a-test (nobody@example.org)",
        seconds_between=0,
        seconds_silent=30,  # a busy machine is no silent server
        retries=2,
    )


def fetched(
    server: Server, folder: Path, *answers: Answer, anew: bool = False, **changes
) -> tuple[Fetched, list[float]]:
    """What is fetched when the server answers so, and the pauses made."""
    server.answers = list(answers)
    pauses: list[float] = []
    asked = replace(service(server), **changes)
    with Fetcher(folder, asked, pauses.append) as fetcher:
        return fetcher.fetch(wanted(SYMBOL), anew=anew), pauses


def test_a_document_is_fetched_and_noted(server, tmp_path) -> None:
    found, pauses = fetched(server, tmp_path, Answer(body=PAPER))

    assert (found.path, found.path.read_bytes()) == (tmp_path / NAME, PAPER)
    assert (found.was_here, pauses, found.note.symbol) == (False, [], SYMBOL)
    ((path, headers),) = server.asked
    assert path == f"/symbol?s={SYMBOL}&l=en&t=pdf"
    assert headers["user-agent"] == "a-test (nobody@example.org)"
    assert sorted(it.name for it in tmp_path.iterdir()) == [NAME, f"{NAME}.json"]


def test_what_is_there_whole_is_not_asked_for_again(server, tmp_path) -> None:
    fetched(server, tmp_path, Answer(body=PAPER))
    again, _ = fetched(server, tmp_path, Answer(500))

    assert (again.was_here, len(server.asked)) == (True, 1)


def test_what_was_changed_is_fetched_again(server, tmp_path) -> None:
    fetched(server, tmp_path, Answer(body=PAPER))
    (tmp_path / NAME).write_bytes(PAPER[:-100])
    again, _ = fetched(server, tmp_path, Answer(body=PAPER))

    assert (again.was_here, again.path.read_bytes()) == (False, PAPER)


def test_a_failed_attempt_leaves_the_old_file(server, tmp_path) -> None:
    fetched(server, tmp_path, Answer(body=PAPER))
    with pytest.raises(NoSuchDocumentError):
        fetched(server, tmp_path, Answer(404), anew=True)

    assert (tmp_path / NAME).read_bytes() == PAPER


def test_redirects_are_followed(server, tmp_path) -> None:
    there = Answer(302, headers={"Location": "/files/1.pdf"})
    found, _ = fetched(server, tmp_path, there, Answer(body=PAPER))

    assert found.note.address == f"{server.address}/files/1.pdf"


@pytest.mark.parametrize("target", ["/symbol?s={}&l=en&t=pdf", "/a"])
def test_a_circle_is_left(server, tmp_path, target) -> None:
    circle = Answer(302, headers={"Location": target.format(SYMBOL)})
    with pytest.raises(ServiceError, match="leads in a circle"):
        fetched(server, tmp_path, circle)

    assert len(server.asked) <= 2


def test_a_redirect_out_of_the_web_is_not_followed(server, tmp_path) -> None:
    with pytest.raises(ServiceError, match="no web address"):
        fetched(server, tmp_path, Answer(302, headers={"Location": "file:///a"}))


def test_too_many_requests_are_waited_for(server, tmp_path) -> None:
    busy = Answer(429, headers={"Retry-After": "7"})
    _, pauses = fetched(server, tmp_path, busy, Answer(503), Answer(body=PAPER))

    assert pauses == [7.0, 4.0]


def test_a_wait_of_hours_is_refused(server, tmp_path) -> None:
    with pytest.raises(FetchRefusedError, match="wait 7200 seconds"):
        fetched(server, tmp_path, Answer(429, headers={"Retry-After": "7200"}))


def test_a_file_that_breaks_off_is_gone_on_with(server, tmp_path) -> None:
    half = len(PAPER) // 2
    tag = {"ETag": '"1"'}
    cut = Answer(body=PAPER, sent=half, headers=tag)
    rest = Answer(206, PAPER[half:], tag | {"Content-Range": f"bytes {half}-/*"})
    found, pauses = fetched(server, tmp_path, cut, rest)

    asked = server.asked[1][1]
    assert (asked["range"], asked["if-range"]) == (f"bytes={half}-", '"1"')
    assert (found.path.read_bytes(), pauses) == (PAPER, [2.0])


def test_another_part_than_was_asked_for_is_not_taken(server, tmp_path) -> None:
    cut = Answer(body=PAPER, sent=500, headers={"ETag": '"1"'})
    wrong = Answer(206, PAPER[9:], {"Content-Range": "bytes 9-/*"})
    found, _ = fetched(server, tmp_path, cut, wrong, Answer(body=PAPER))

    assert found.path.read_bytes() == PAPER


def test_a_file_without_tag_is_begun_anew(server, tmp_path) -> None:
    cut = Answer(body=PAPER, sent=500)
    found, _ = fetched(server, tmp_path, cut, Answer(body=PAPER))

    assert "range" not in server.asked[1][1]
    assert found.path.read_bytes() == PAPER


def test_a_part_that_fits_no_longer_is_begun_anew(server, tmp_path) -> None:
    cut = Answer(body=PAPER, sent=500, headers={"ETag": '"1"'})
    found, _ = fetched(server, tmp_path, cut, Answer(416), Answer(body=PAPER))

    assert found.path.read_bytes() == PAPER


def test_a_server_that_always_breaks_off_is_given_up(server, tmp_path) -> None:
    with pytest.raises(ServiceError, match=r"broke off\. Tried 3 times"):
        fetched(server, tmp_path, Answer(body=PAPER, sent=10))

    assert not (tmp_path / NAME).exists()


def test_a_silent_server_is_given_up(server, tmp_path) -> None:
    with pytest.raises(ServiceError, match=r"not answer in time\. Tried 2 times"):
        fetched(server, tmp_path, Answer(seconds=0.6), retries=1, seconds_silent=0.3)


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (OTHER, "A/HRC/914/15 was asked for, A/HRC/914/16 came"),
        (WEB_PAGE, "web page"),
        (PAPER[:400], "A/HRC/914/15: "),
        (b"", "A/HRC/914/15: "),
    ],
)
def test_what_is_not_the_document_is_not_kept(server, tmp_path, body, why) -> None:
    with pytest.raises(WrongDocumentError, match=why):
        fetched(server, tmp_path, Answer(body=body))

    assert list(tmp_path.iterdir()) == []


def test_a_file_without_end_is_not_taken(server, tmp_path) -> None:
    with pytest.raises(WrongDocumentError, match="more than 1,000 bytes"):
        fetched(server, tmp_path, Answer(body=PAPER), most_bytes=1000)


@pytest.mark.parametrize("status", [401, 403, 451])
def test_a_refusal_is_not_asked_again(server, tmp_path, status) -> None:
    with pytest.raises(FetchRefusedError, match=str(status)):
        fetched(server, tmp_path, Answer(status))

    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "robots", [Answer(body=b"User-agent: *\nDisallow: /symbol"), Answer(500)]
)
def test_robots_are_heeded(server, tmp_path, robots) -> None:
    server.robots = robots
    with pytest.raises(FetchRefusedError, match=r"robots\.txt"):
        fetched(server, tmp_path, Answer(body=PAPER))

    assert server.asked == []


def test_requests_keep_the_distance_that_is_asked_for(server, tmp_path) -> None:
    server.robots = Answer(body=b"User-agent: *\nCrawl-delay: 20")
    there = Answer(302, headers={"Location": "/files/1.pdf"})
    _, pauses = fetched(server, tmp_path, there, Answer(body=PAPER))

    assert [round(pause) for pause in pauses] == [20]


@pytest.mark.parametrize(
    "symbol", ["", "../../etc", "A/HRC/914/15/../..", "A/HRC/914/15&l=fr", "S/2020/1"]
)
def test_what_is_no_symbol_is_not_asked_for(symbol) -> None:
    with pytest.raises(FetchError, match="is no symbol"):
        wanted(symbol)


def test_symbols_are_put_into_their_form() -> None:
    assert wanted(" a/hrc/914/15/add.1 ").file_name == "A_HRC_914_15_Add.1-EN.pdf"
    assert wanted("A/HRC/WG.6/47/L.2", "fr", "doc").file_name == (
        "A_HRC_WG.6_47_L.2-FR.docx"
    )


def test_a_session_has_its_reports() -> None:
    found = reports_of_session(1)

    assert (len(found.symbols), found.symbols[1], found.unknown) == (
        16,
        "A/HRC/8/20",
        (),
    )
    with pytest.raises(FetchError, match="session 999"):
        reports_of_session(999)


def test_the_command_names_reports_whose_symbol_is_not_known(
    server, tmp_path, monkeypatch, capsys
) -> None:
    monkeypatch.setenv("UPR_FETCH_ADDRESS", f"{server.address}/{{symbol}}")
    server.answers = [Answer(404)]

    status = main(["fetch", "--session", "48", "--out", str(tmp_path)])

    told = capsys.readouterr().err.splitlines()
    unknown = reports_of_session(48).unknown
    assert (status, len(unknown) > 0) == (2, True)
    assert told[0].endswith(f"are not known: {' '.join(unknown)}.")
    assert told[1].endswith("the service does not have it.")


def test_the_command_says_what_is_there(server, tmp_path, monkeypatch, capsys) -> None:
    address = f"{server.address}/?s={{symbol}}&l={{language}}&t={{type}}"
    monkeypatch.setenv("UPR_FETCH_ADDRESS", address)
    server.answers = [Answer(body=PAPER)]

    status = main(["fetch", SYMBOL, "A/HRC/914/99", "--out", str(tmp_path)])

    told = capsys.readouterr()
    assert status == 2
    assert told.out == f"{SYMBOL}\ten\t{tmp_path / NAME}\n"
    assert told.err == "A/HRC/914/99 was asked for, A/HRC/914/15 came.\n"


def test_the_command_asks_for_a_symbol(capsys) -> None:
    assert main(["fetch"]) == 2
    assert capsys.readouterr().err == "Name a symbol, or a session.\n"
